import type { EpochMs, Milliseconds } from '#lib/model/units.ts';
import type { CompareSide, CompareView } from '#lib/model/view-spec.ts';
import { coverageAt, type Coverage } from '../time/coverage-bars.ts';

/** The two sides of a comparison, in reading order. */
export const SIDES = ['a', 'b'] as const;
export type Side = (typeof SIDES)[number];

/** How far back the other side looks by itself: as far as there are data. */
const EARLIER: readonly Milliseconds[] = [86_400_000, 3_600_000];
const HALF = 0.5;
/** One press of an arrow key moves the handle so far. */
export const SPLIT_STEP = 0.02;

/** A new comparison: A is what shows, B the same a day earlier, or an hour, or at the same time where nothing is kept. */
export function beginComparison(shownAt: EpochMs, coverages: readonly Coverage[]): CompareView {
	const back = EARLIER.find((ago) =>
		coverages.some((coverage) => ['data', 'any'].includes(coverageAt(coverage, shownAt - ago).kind))
	);
	const at = Math.round(shownAt - (back ?? 0));
	return {
		kind: 'swipe',
		a: {},
		b: back === undefined ? {} : { time: { kind: 'replay', at, speed: 1 } },
		split: HALF
	};
}

/** The side that has a time, layers, filters, colours or a scenario of its own; the other one is as the view has it. */
export const ownSide = ({ a }: Pick<CompareView, 'a'>): Side => (isOwn(a) ? 'a' : 'b');

export const otherOf = (side: Side): Side => (side === 'a' ? 'b' : 'a');

/** A becomes B: what was on the left is on the right, and differences change their sign. */
export const swapped = (view: CompareView): CompareView => ({ ...view, a: view.b, b: view.a });

/** True when both sides have something of their own: then A's is the view's to take. */
export const isTwofold = ({ a, b }: CompareView): boolean => isOwn(a) && isOwn(b);

/** Where a side's picture lies on the map, as CSS `inset` and `clip-path`; pictures that lie over each other are cut. */
export function placeOf(
	{ kind, split }: Pick<CompareView, 'kind' | 'split'>,
	side: Side
): { readonly inset: string; readonly clip: string } {
	if (kind === 'side') return { inset: side === 'a' ? '0 50% 0 0' : '0 0 0 50%', clip: 'none' };
	if (kind === 'difference') return { inset: '0', clip: 'none' };
	const share = (part: number) => `${Number((100 * part).toFixed(3))}%`;
	return {
		inset: '0',
		clip: side === 'a' ? `inset(0 ${share(1 - split)} 0 0)` : `inset(0 0 0 ${share(split)})`
	};
}

/** Where a key moves the handle to; undefined for keys that do not. */
export function splitByKey(split: number, key: string): number | undefined {
	const to = {
		ArrowLeft: split - SPLIT_STEP,
		ArrowRight: split + SPLIT_STEP,
		Home: 0,
		End: 1
	}[key];
	return to === undefined ? undefined : Number(Math.min(1, Math.max(0, to)).toFixed(4));
}

const isOwn = ({ layers, time, filters, recolour, scenario }: CompareSide): boolean =>
	[layers, time, filters, recolour, scenario].some((own) => own !== undefined);
