import type { LngLat } from '#lib/model/geometry.ts';
import type { LayerReadings } from '#lib/model/live-values.ts';
import type { EpochMs } from '#lib/model/units.ts';

/** What one side says of an entity. */
export interface SideReading {
	/** In the metric's unit; undefined: not said. */
	readonly value: number | undefined;
	/** Undefined: nobody says when. */
	readonly observedAt: EpochMs | undefined;
	readonly stale: boolean;
}

/** One entity on both sides. Only where both say a value there is a difference: what is missing is not zero. */
export interface DifferenceRow {
	readonly urn: string;
	readonly title: string;
	/** Where it is on side B, else on A. */
	readonly at: LngLat | undefined;
	/** Undefined: it is not there on that side. */
	readonly a: SideReading | undefined;
	readonly b: SideReading | undefined;
	/** b − a. */
	readonly delta: number | undefined;
	/** Of a's value; undefined where that is zero. */
	readonly percent: number | undefined;
}

/** How many entities cannot be compared, and why. */
export interface Incomparable {
	readonly onlyA: number;
	readonly onlyB: number;
	/** There on both sides, without a value on one. */
	readonly unsaid: number;
}

/** b − a; and of a's value in percent. */
export function deltaOf(
	a: number | undefined,
	b: number | undefined
): { readonly delta: number | undefined; readonly percent: number | undefined } {
	if (a === undefined || b === undefined) return { delta: undefined, percent: undefined };
	const delta = b - a;
	const percent = a === 0 ? (delta === 0 ? 0 : undefined) : (100 * delta) / Math.abs(a);
	return { delta, percent };
}

/** Every entity that is there on a side, in A's order and then B's. */
export function differenceOf(a: LayerReadings, b: LayerReadings): DifferenceRow[] {
	const placeInB = new Map(b.urns.map((urn, place) => [urn, place]));
	const inA = new Set(a.urns);
	const row = (urn: string, inFirst: number | undefined, inSecond: number | undefined): DifferenceRow => {
		const [first, second] = [reading(a, inFirst), reading(b, inSecond)];
		return {
			urn,
			title: (inSecond === undefined ? a.titles[inFirst ?? 0] : b.titles[inSecond]) ?? urn,
			at: placeIn(b, inSecond) ?? placeIn(a, inFirst),
			a: first,
			b: second,
			...deltaOf(first?.value, second?.value)
		};
	};
	return [
		...a.urns.map((urn, place) => row(urn, place, placeInB.get(urn))),
		...b.urns.flatMap((urn, place) => (inA.has(urn) ? [] : [row(urn, undefined, place)]))
	];
}

export function incomparable(rows: readonly DifferenceRow[]): Incomparable {
	const counts = { onlyA: 0, onlyB: 0, unsaid: 0 };
	for (const { a, b, delta } of rows)
		if (!b) counts.onlyA++;
		else if (!a) counts.onlyB++;
		else if (delta === undefined) counts.unsaid++;
	return counts;
}

export type DifferenceOrder = 'title' | 'a' | 'b' | 'delta' | 'percent';

/** Sorted copy; differences by their size, whatever their sign; what has none comes last either way. */
export function sortDifference(
	rows: readonly DifferenceRow[],
	by: DifferenceOrder,
	descending: boolean
): DifferenceRow[] {
	const sign = descending ? -1 : 1;
	if (by === 'title') return rows.toSorted((x, y) => sign * x.title.localeCompare(y.title));
	const keyOf = (row: DifferenceRow): number | undefined =>
		by === 'a' || by === 'b' ? row[by]?.value : row[by] === undefined ? undefined : Math.abs(row[by]);
	return rows.toSorted((x, y) => {
		const [p, q] = [keyOf(x), keyOf(y)];
		if (p === undefined || q === undefined) return Number(p === undefined) - Number(q === undefined);
		return sign * (p - q) || x.title.localeCompare(y.title);
	});
}

function reading(side: LayerReadings, place: number | undefined): SideReading | undefined {
	if (place === undefined) return undefined;
	const value = side.value[place] as number;
	return {
		value: Number.isNaN(value) ? undefined : value,
		observedAt: side.observedAt[place] as number,
		stale: side.stale[place] === 1
	};
}

function placeIn({ lngLat }: LayerReadings, place: number | undefined): LngLat | undefined {
	if (place === undefined) return undefined;
	const [lng, lat] = [lngLat[2 * place] as number, lngLat[2 * place + 1] as number];
	return Number.isNaN(lng + lat) ? undefined : [lng, lat];
}
