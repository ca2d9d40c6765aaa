import type { Axis } from '#lib/queries/cubes/bins.ts';
import { nearest, type ViewFilter } from '#lib/queries/cubes/filter.ts';
import type { ViewLayout } from '#lib/queries/cubes/view-definition.ts';
import { binKey, binOfKey } from './bin-key.ts';

const RECT = 'rect';
const CELLS = 'cells';
const MISSING = '@none';

type Rect = Extract<ViewFilter, { kind: 'rect' }>;

/** A rectangle of heat cells by its first and last bar on either axis, for a link. */
export function rectValues(layout: ViewLayout, { x, y }: Rect): string[] {
	const ends = (axis: Axis | undefined, [from, to]: readonly [number, number]) =>
		axis ? [barKey(axis, from), barKey(axis, to - 1)] : [];
	return [RECT, ...ends(layout.x, x), ...ends(layout.y, y)];
}

/** Single cells, each by its bars on both axes, for a link. */
export function cellValues({ count, x, y }: ViewLayout, cells: readonly number[]): string[] {
	if (!x || !y) return [];
	const keys = cells.flatMap((cell) =>
		cell === count ? [MISSING, MISSING] : [barKey(x, cell % x.count), barKey(y, Math.floor(cell / x.count))]
	);
	return [CELLS, ...keys];
}

/** The reverse of both; undefined when the data have none of the cells. */
export function cellsOfValues(
	{ count, x, y }: ViewLayout,
	[form, ...keys]: readonly string[]
): ViewFilter | undefined {
	if (!x || !y) return undefined;
	if (form === RECT) {
		const [left = '', right = '', low = '', high = ''] = keys;
		const [x0, x1] = [barOfKey(x, left), barOfKey(x, right)];
		const [y0, y1] = [barOfKey(y, low), barOfKey(y, high)];
		return Math.min(x0, x1, y0, y1) < 0 ? undefined : { kind: 'rect', x: [x0, x1 + 1], y: [y0, y1 + 1] };
	}
	const bins: number[] = [];
	for (let at = 0; at + 1 < keys.length; at += 2) {
		const [keyX = '', keyY = ''] = [keys[at], keys[at + 1]];
		const [barX, barY] = [barOfKey(x, keyX), barOfKey(y, keyY)];
		if (keyX === MISSING) bins.push(count);
		else if (barX >= 0 && barY >= 0) bins.push(barY * x.count + barX);
	}
	return bins.length > 0 ? { kind: 'bins', bins } : undefined;
}

/** Bars of numbers and times are named by their lower edge. */
const barKey = (axis: Axis, bar: number): string =>
	axis.edges ? String(axis.edges[bar << axis.shift]) : binKey(axis, bar);

function barOfKey(axis: Axis, key: string): number {
	if (!axis.edges) return binOfKey(axis, key);
	const value = Number(key);
	return Number.isFinite(value) ? Math.min(axis.count - 1, nearest(axis.edges, value) >> axis.shift) : -1;
}
