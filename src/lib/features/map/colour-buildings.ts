import { classOf as classOfNumber } from '#lib/model/classes/value-classes.ts';
import { chosenTokens, classKey } from '#lib/layers/styled/class-focus.ts';
import type { BuildingColours } from '#lib/scene/contract.ts';
import type { BuildingValues } from '#workers/analytics/client.ts';

export type Rgb = readonly [red: number, green: number, blue: number];

/** One colour of a legend: exactly what the map draws, and how many buildings have it. */
export interface LegendClass {
	readonly token: string;
	readonly count: number;
	/** How many of them the picture shows; absent: nobody says. */
	readonly inView?: number;
	/** Of a number: lower bound included, upper bound not (the last class holds both). */
	readonly from?: number;
	readonly to?: number;
	/** Of a category; absent = all other categories together. */
	readonly label?: string;
}

export interface Legend {
	readonly kind: 'number' | 'category';
	readonly name: string;
	readonly classes: readonly LegendClass[];
	/** Buildings without a value: they keep their body's own colour. */
	readonly missing: number;
	/** Buildings with a value that the picture shows; absent: nobody says. */
	readonly inView?: number;
}

/** Colours of all buildings and their key. */
export interface ColouredBuildings {
	readonly colours: BuildingColours;
	readonly legend: Legend;
	/** Place in the key of each building's class, by its id; −1 = in none. */
	readonly classOf: Int8Array;
}

/** What of the key is to be seen. */
export interface ClassFocus {
	/** Names of the classes that are coloured; undefined: all are. */
	readonly only?: readonly string[] | undefined;
	/** Name of the one that stands out. */
	readonly lit?: string | undefined;
}

const OTHERS_TOKEN = '--line-strong';
const CATEGORIES = ['--cat-1', '--cat-2', '--cat-3', '--cat-4', '--cat-5'];
/** What packs write where a source says nothing: no value, and no colour. */
export const UNKNOWN_USE = 'unknown';
/** The body's own colour, and colour from the texture. */
const OWN = 254;
const COLOURED = 255;

/**
 * Colours of all buildings for a column's or a query's values, with the legend that explains them.
 * Numbers are cut by quantiles, closer at the top, into at most `classes` classes of the sequential ramp; categories get
 * the category colours by frequency, the rest one neutral. `taken` are category colours of other layers on the map: one
 * colour never says two things. Classes that are not in `focus` keep their bodies' own colour.
 */
export function colourBuildings(
	values: BuildingValues,
	buildings: number,
	classes: number,
	colourOf: (token: string) => Rgb,
	taken: ReadonlySet<string> = new Set(),
	focus: ClassFocus = {}
): ColouredBuildings {
	const { legend, classOfRow } =
		values.kind === 'number' ? byNumber(values, classes) : byCategory(values, taken);
	const shown = litTokens(legend, focus);
	const palette = legend.map(({ token }) => (!shown || shown.has(token) ? colourOf(token) : undefined));
	const rgba = new Uint8Array(buildings * 4);
	for (let id = 0; id < buildings; id++) rgba[id * 4 + 3] = OWN;
	const classOf = new Int8Array(buildings).fill(-1);
	let coloured = 0;
	values.ids.forEach((id, row) => {
		const found = classOfRow(row);
		if (!legend[found]) return;
		coloured++;
		classOf[id] = found;
		const colour = palette[found];
		if (!colour) return;
		rgba.set(colour, id * 4);
		rgba[id * 4 + 3] = COLOURED;
	});
	return {
		colours: { rgba },
		legend: { kind: values.kind, name: values.name, classes: legend, missing: buildings - coloured },
		classOf
	};
}

/** Tokens of the classes that are coloured; undefined: all are. */
function litTokens(
	legend: readonly LegendClass[],
	{ only, lit }: ClassFocus
): ReadonlySet<string> | undefined {
	const bright = legend.find((item) => classKey(item) === lit);
	return bright ? new Set([bright.token]) : chosenTokens(legend, only);
}

interface Cut {
	readonly legend: readonly LegendClass[];
	/** Index into `legend`; none without a value. */
	readonly classOfRow: (row: number) => number;
}

function byNumber(values: Extract<BuildingValues, { kind: 'number' }>, classes: number): Cut {
	const breaks = quantiles(values.values, classes);
	const inner = { bounds: breaks.slice(1, -1) };
	const classOfValue = (value: number) => (Number.isFinite(value) ? classOfNumber(value, inner) : -1);
	const counts = new Uint32Array(Math.max(0, breaks.length - 1));
	for (const value of values.values) {
		const index = classOfValue(value);
		if (index >= 0) counts[index] = (counts[index] as number) + 1;
	}
	const legend = [...counts].map((count, index) => ({
		token: `--seq-${rampStep(index, counts.length, classes)}`,
		count,
		from: breaks[index] as number,
		to: breaks[index + 1] as number
	}));
	return { legend, classOfRow: (row) => classOfValue(values.values[row] as number) };
}

/**
 * Where classes begin: even shares of the buildings below, ever smaller ones above. A city's numbers have
 * long tails (heights, areas, counts), and it is the tail one looks for.
 */
const SHARES: Readonly<Record<number, readonly number[]>> = {
	5: [0, 0.25, 0.5, 0.75, 0.93, 1],
	7: [0, 0.2, 0.4, 0.6, 0.8, 0.93, 0.985, 1]
};

function quantiles(values: Float32Array, classes: number): number[] {
	const sorted = values.filter(Number.isFinite).sort();
	const last = sorted.length - 1;
	if (last < 0) return [];
	const shares = SHARES[classes] ?? Array.from({ length: classes + 1 }, (_, index) => index / classes);
	const breaks = shares.map((share) => sorted[Math.min(last, Math.floor(sorted.length * share))] as number);
	const distinct = breaks.filter((value, index) => index === 0 || value !== breaks[index - 1]);
	return distinct.length === 1 ? [...distinct, ...distinct] : distinct;
}

/** Fewer classes than the ramp has steps are spread over the whole of it. */
const rampStep = (index: number, count: number, steps: number) =>
	count === 1 ? Math.ceil(steps / 2) : 1 + Math.round((index * (steps - 1)) / (count - 1));

function byCategory(values: Extract<BuildingValues, { kind: 'category' }>, taken: ReadonlySet<string>): Cut {
	const tokens = CATEGORIES.filter((token) => !taken.has(token));
	const counts = new Uint32Array(values.categories.length);
	const none = values.categories.indexOf(UNKNOWN_USE);
	for (const code of values.codes)
		if (code >= 0 && code !== none) counts[code] = (counts[code] as number) + 1;
	const order = [...counts.keys()]
		.filter((code) => counts[code])
		.sort((a, b) => (counts[b] as number) - (counts[a] as number));
	const named = order.slice(0, tokens.length);
	const legend: LegendClass[] = named.map((code, index) => ({
		token: tokens[index] as string,
		count: counts[code] as number,
		label: values.categories[code] as string
	}));
	const rest = order.slice(named.length).reduce((sum, code) => sum + (counts[code] as number), 0);
	if (rest > 0) legend.push({ token: OTHERS_TOKEN, count: rest });
	const indexOf = new Int32Array(counts.length).fill(rest > 0 ? named.length : -1);
	named.forEach((code, index) => (indexOf[code] = index));
	if (none >= 0) indexOf[none] = -1;
	return { legend, classOfRow: (row) => indexOf[values.codes[row] as number] ?? -1 };
}
