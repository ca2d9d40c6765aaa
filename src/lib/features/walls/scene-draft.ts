import type { WallScene } from '#lib/model/wall/scene.ts';

const LONGEST_ID = 40;
const LONGEST_NAME = 80;

/** An id that none of the others has: the words' small letters and digits, and a number when they are taken. */
export function freeId(words: string, taken: readonly string[]): string {
	const plain =
		words
			.toLowerCase()
			.replace(/[^a-z0-9]+/g, '-')
			.replace(/^-+|-+$/g, '')
			.slice(0, LONGEST_ID - 4)
			.replace(/-+$/, '') || 'scene';
	if (!taken.includes(plain)) return plain;
	let number = 2;
	while (taken.includes(`${plain}-${number}`)) number++;
	return `${plain}-${number}`;
}

/** A copy with an id and names of its own. */
export const duplicateOf = (scene: WallScene, taken: readonly string[]): WallScene => ({
	...scene,
	id: freeId(scene.id, taken),
	name: {
		zh: `${scene.name.zh.slice(0, LONGEST_NAME - 3)} 副本`,
		en: `${scene.name.en.slice(0, LONGEST_NAME - 5)} copy`
	}
});

/** Tags as somebody typed them, separated by commas or spaces; what is none is left out. */
export const readTags = (text: string): string[] => [
	...new Set(
		text
			.toLowerCase()
			.split(/[\s,，、;；]+/)
			.filter((tag) => /^[a-z0-9][a-z0-9-]{0,39}$/.test(tag))
	)
];
