import { formatValue } from '#lib/model/briefing/format-value.ts';
import type { Briefing } from '#lib/model/briefing/frozen.ts';
import { longInstant } from '../instant-words.ts';
import { SLIDE, type Deck } from './deck.ts';

const ROWS = 16;
type Row = readonly string[];

/** Every number with its source and instant, every source with its age, scenarios, and how it was made. */
export function addClosingSlides(deck: Deck): void {
	const { words, source, language } = deck;
	const { briefing } = source;
	const { values, cards, sources } = briefing;
	const instant = (at: number | null) =>
		at === null ? words.noDataTime : longInstant(briefing, at, language);
	const nameOf = (id: string) => {
		const known = sources.find((one) => one.id === id);
		return known ? deck.named(known.name) : id;
	};
	const numbers = uniqueNumbers([...Object.values(values), ...cards]).map((value): Row => [
		deck.named(value.title),
		formatValue(value, language),
		instant(value.at),
		[value.sources.map(nameOf).join(', '), ...marksOf(deck, value)].filter(Boolean).join(' · ')
	]);
	addPages(deck, words.numbers, [words.number, words.value, words.time, words.source], numbers);
	const listed = sources.map((one): Row => [
		deck.named(one.name),
		one.attribution,
		instant(one.at),
		marksOf(deck, one).join(' · ')
	]);
	addPages(deck, words.sources, [words.source, words.publisher, words.time, words.notes], listed);
	addMethod(deck);
}

/** Which runs of scenarios it shows, and what made it, of which city. */
function addMethod(deck: Deck): void {
	const { words, source } = deck;
	const { scenarios, program, city } = source.briefing;
	const lines = [
		...scenarios.map(({ id, name, model, version, inputs }) =>
			[words.scenario(name, id), words.run({ model, version, inputs: inputs.slice(0, 12) })].join(' · ')
		),
		words.made(program.version, city.pack),
		...city.attribution
	];
	deck.add(words.method).addText(
		lines.map((text) => ({ text, options: { breakLine: true } })),
		{
			x: SLIDE.margin,
			y: 1.35,
			w: SLIDE.width - 2 * SLIDE.margin,
			h: 5.5,
			fontFace: deck.font,
			fontSize: 14,
			color: deck.colour('tx-1'),
			valign: 'top',
			margin: 0,
			paraSpaceAfter: 6,
			fit: 'shrink'
		}
	);
}

function marksOf(
	{ words }: Deck,
	{
		scenario,
		simulated,
		replayed,
		stale
	}: Pick<Briefing['sources'][number], 'scenario' | 'simulated' | 'replayed' | 'stale'>
): readonly string[] {
	return [
		...(scenario ? [words.planned] : []),
		...(simulated ? [words.simulated] : []),
		...(replayed ? [words.replayed] : []),
		...(stale ? [words.late] : [])
	];
}

/** The same number once. */
const uniqueNumbers = (all: readonly Briefing['values'][string][]) =>
	all.filter(
		(one, index) =>
			all.findIndex(
				({ title, value, at }) => title.zh === one.title.zh && value === one.value && at === one.at
			) === index
	);

function addPages(deck: Deck, heading: string, head: Row, rows: readonly Row[]): void {
	for (let first = 0; first < rows.length; first += ROWS) {
		const slide = deck.add(heading);
		const cells = (row: Row, isHead: boolean) =>
			row.map((text) => ({
				text,
				options: { bold: isHead, color: deck.colour(isHead ? 'tx-2' : 'tx-1') }
			}));
		slide.addTable([cells(head, true), ...rows.slice(first, first + ROWS).map((row) => cells(row, false))], {
			x: SLIDE.margin,
			y: 1.35,
			w: SLIDE.width - 2 * SLIDE.margin,
			colW: [4, 2.6, 2.8, 2.733],
			fontFace: deck.font,
			fontSize: 11,
			border: { type: 'solid', pt: 0.5, color: deck.colour('line') },
			margin: [0.03, 0.08, 0.03, 0.08]
		});
	}
}
