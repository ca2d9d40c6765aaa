import { readFileSync, readdirSync } from 'node:fs';
import { wordOf, wordsIn } from './said-words.ts';

/** Parts of the product that come when they are opened: their files, but for those that stand on other pages, too. */
const PARTS: Readonly<Record<string, RegExp>> = {
	briefing: /features.briefing./,
	drop: /features.drop.(?!AddData|DropZone)/,
	lab: /features.scenarios.(?!results)/,
	walls: /features.walls.(?!WallTally)/
};
const SOURCES = ['src/lib/features', 'src/lib/ui', 'src/lib/state', 'src/lib/layers', 'src/routes'];

/** The part that alone says a word; undefined for words of several parts, and of what every page shows. */
export function ownWords(): (id: string) => string | undefined {
	const saidIn = new Map<string, Set<string | undefined>>();
	for (const path of SOURCES.flatMap(filesOf))
		for (const word of wordsIn(readFileSync(path, 'utf8')))
			saidIn.set(word, (saidIn.get(word) ?? new Set()).add(partOf(path)));
	return (id) => {
		const parts = saidIn.get(wordOf(id) ?? '');
		return parts?.size === 1 ? [...parts][0] : undefined;
	};
}

const partOf = (path: string): string | undefined =>
	Object.entries(PARTS).find(([, files]) => files.test(path))?.[0];

const filesOf = (folder: string): readonly string[] =>
	readdirSync(folder, { withFileTypes: true, recursive: true })
		.filter(
			(entry) => entry.isFile() && /\.(?:ts|svelte)$/.test(entry.name) && !entry.name.includes('.test.')
		)
		.map((entry) => `${entry.parentPath}/${entry.name}`.replaceAll('\\', '/'));
