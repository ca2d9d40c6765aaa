import { readFileSync, readdirSync } from 'node:fs';
import { wordOf, wordsIn } from './said-words.ts';

/** What a phone opens to read a briefing, and the small parts that it shares with the desks. */
const PAGE = [
	'src/lib/features/briefing/reader',
	'src/routes/briefings/[id]',
	'src/routes',
	'src/lib/ui/MissingPart.svelte',
	'src/lib/features/errors',
	'src/lib/features/indicators/indicator-words.ts',
	'src/lib/features/scenarios/lab/status-words.ts'
];
const SHARED = [
	'paraglide/runtime.js',
	'ui/(?:MissingPart.svelte|Sparkline.svelte|SeriesChart.svelte|StateCard.svelte|format.ts|series-path.ts|spark-path.ts)',
	'model/(?:errors|unit-text|unit-words|briefing/format-value|briefing/number-names).ts',
	'state/(?:ask-server|fetched.svelte|locale.svelte|apply-look|own-fonts|load-fonts|keep-shell|briefings.svelte).ts',
	'features/(?:errors/reason-of|errors/query-failure|scenarios/lab/status-words).ts',
	'features/(?:time/time-range|time/time-ticks|map/scale-bar|indicators/indicator-words|wall/restart/held-picture).ts',
	'queries/time-zone.ts'
];

/** Of others: the pages' own machinery, but for its entries, which are files of their own. */
const MACHINERY = /\/@sveltejs\/kit\/src\/runtime\/(?!client\/(?:client-)?entry\.js)/;

/**
 * What the first script of a page needs before it has said which version of the pages this is. All else reads that while
 * it is set up: had it come along, a page would take every server for a newer one and load itself anew without end.
 */
export const FIRST_MODULES = /\/@sveltejs\/kit\/src\/runtime\/client\/payload\.js|vite\/preload-helper/;

/**
 * True for modules of the one file that every page starts from. It has neither schemas nor the desks' words, so that a
 * phone on a slow line loads little more than it shows.
 */
export function baseModules(): (id: string) => boolean {
	const texts = PAGE.flatMap(textsOf);
	const words = new Set(texts.flatMap(wordsIn));
	const icons = new Set(texts.flatMap((text) => found(text, /@lucide\/svelte\/icons\/([\w-]+)/g)));
	const shared = new RegExp(`/src/lib/(?:${SHARED.map((path) => path.replaceAll('.', '\\.')).join('|')})$`);
	return (id) => {
		const path = id.replaceAll('\\', '/').replace(/\?.*$/, '');
		const word = wordOf(id);
		if (word !== undefined) return words.has(word);
		const icon = /\/@lucide\/svelte\/dist\/icons\/([\w-]+)\./.exec(path)?.[1];
		return icon !== undefined ? icons.has(icon) : shared.test(path) || MACHINERY.test(path);
	};
}

/** Texts of a file, or of the files of a folder without those below it. */
const textsOf = (path: string): readonly string[] =>
	/\.(ts|svelte)$/.test(path)
		? [readFileSync(path, 'utf8')]
		: readdirSync(path, { withFileTypes: true })
				.filter((entry) => entry.isFile() && !entry.name.includes('.test.'))
				.map(({ name }) => readFileSync(`${path}/${name}`, 'utf8'));

/** First groups of all that a pattern finds. */
const found = (text: string, pattern: RegExp): readonly string[] =>
	[...text.matchAll(pattern)].map(([, group]) => group!); // each pattern has one
