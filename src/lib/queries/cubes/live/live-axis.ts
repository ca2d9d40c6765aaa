import type { Axis } from '../bins.ts';
import type { LivePiece } from './live-rows.ts';

/**
 * An axis over rows that come and go. It has room for what may come: of its bars a chart is shown those from the
 * first to the last that has rows.
 */
export interface LiveAxis {
	/** As rows are binned; wider than what is shown. */
	readonly axis: Axis;
	/** False: a value of these rows has no bar, and the axis must be laid anew before they are binned. */
	fits(piece: LivePiece): boolean;
	/** Writes the fine bins of rows that fit. */
	write(piece: LivePiece, out: Uint16Array): void;
	/** Lays the axis for all of these rows; `keep`: bars that are held by a filter stay what they are, if they can. */
	layOut(pieces: readonly LivePiece[], keep: boolean): void;
	/** Whether bars of another width, or others' names, would show these rows better; `shown` bars have rows. */
	isWorn(pieces: readonly LivePiece[], shown: number): boolean;
}

/** The bars from the first to the last with rows; at least one, if there are any. */
export function barsShown(counts: Uint32Array, { count, edges }: Axis): readonly [from: number, to: number] {
	if (!edges) return [0, count];
	let [from, to] = [0, count];
	while (from < count && counts[from] === 0) from++;
	while (to > from && counts[to - 1] === 0) to--;
	return from < to ? [from, to] : [0, Math.min(1, count)];
}

/** A window of an axis as an axis. */
export function windowOf(axis: Axis, [from, to]: readonly [number, number]): Axis {
	const { edges, shift } = axis;
	if (!edges) return axis;
	return { shift, count: to - from, edges: edges.slice(from << shift, (to << shift) + 1) };
}
