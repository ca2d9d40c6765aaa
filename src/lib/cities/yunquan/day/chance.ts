import { unit } from '../geometry/dice.ts';

/** 0 to 1, always the same for the same seed and words, in any order of asking. */
export function chanceOf(seed: number, words: readonly (string | number)[]): number {
	const keys = [seed];
	for (const word of words) {
		if (typeof word === 'string') keys.push(hashOfText(word));
		else {
			const whole = Math.floor(word);
			// Instants are longer than 32 bits, and a fraction counts too.
			keys.push(whole | 0, Math.floor(whole / 4294967296), Math.floor((word - whole) * 1e6));
		}
	}
	return unit(...keys);
}

/** FNV-1a over the text's UTF-16 units. */
function hashOfText(text: string): number {
	let mixed = 0x811c9dc5;
	for (let k = 0; k < text.length; k++) mixed = Math.imul(mixed ^ text.charCodeAt(k), 0x01000193);
	return mixed | 0;
}
