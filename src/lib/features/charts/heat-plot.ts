import type { Axis } from '#lib/queries/cubes/bins.ts';
import type { AxisDefinition } from '#lib/queries/cubes/view-definition.ts';

/** Colours of cells: tokens from few to many. */
export const HEAT_TOKENS = ['--seq-1', '--seq-2', '--seq-3', '--seq-4', '--seq-5', '--seq-6', '--seq-7'];

/** Class of a count, 0 … 6, in equal steps up to `top`; undefined for none. */
export const heatClass = (count: number, top: number): number | undefined =>
	count > 0 ? Math.min(HEAT_TOKENS.length, Math.ceil((count / top) * HEAT_TOKENS.length)) - 1 : undefined;

/** Least and greatest count of a class. */
export function classRange(index: number, top: number): readonly [from: number, to: number] {
	const bound = (step: number) => Math.floor((step * top) / HEAT_TOKENS.length);
	return [bound(index) + 1, bound(index + 1)];
}

/** Numbers and times grow upwards; days and categories are read from the top. */
export const growsUpwards = ({ kind }: AxisDefinition): boolean =>
	kind === 'number' || kind === 'time' || kind === 'hourOfDay';

/** Bars of an axis that get a mark, `most` at most; the first one always. */
export function markedBars({ count }: Pick<Axis, 'count'>, most: number): number[] {
	const step = Math.max(1, Math.ceil(count / Math.max(1, most)));
	return Array.from({ length: Math.ceil(count / step) }, (_, index) => index * step);
}

/** A stretch of bars between two, both included, whichever comes first. */
export const stretchBetween = (a: number, b: number): readonly [from: number, to: number] => [
	Math.min(a, b),
	Math.max(a, b) + 1
];
