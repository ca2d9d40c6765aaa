import type { EpochMs } from '../units.ts';
import { NULLS } from './fields.ts';
import { columnOf, frameInvalid, type Frame } from './frame.ts';

/** When each row was true, ms: the frame's t0 − `dt`, or `ts` where that is too far. */
export function timesOf(frame: Frame): Float64Array {
	const dt = columnOf(frame, 'dt');
	const ts = columnOf(frame, 'ts');
	if (ts && !dt) return ts;
	if (!dt) throw frameInvalid('rows have no time');
	return Float64Array.from(dt, (ago, row) => (ago === NULLS.u16 && ts ? ts[row]! : frame.t0 - ago));
}

/** How a time is written: `dt` of each row, and `ts` only when some row needs it. */
export function timeColumns(
	times: Float64Array,
	t0: EpochMs
): { readonly dt: Uint16Array; readonly ts: Float64Array | undefined } {
	let isFar = false;
	const dt = new Uint16Array(times.length);
	for (let row = 0; row < times.length; row++) {
		const ago = t0 - times[row]!;
		const isNear = ago >= 0 && ago < NULLS.u16 && ago === (ago | 0);
		dt[row] = isNear ? ago : NULLS.u16;
		isFar ||= !isNear;
	}
	return { dt, ts: isFar ? times : undefined };
}

/** What the frames of one message remove: what they list and none of them has as a row. */
export function removedOf(frames: readonly Frame[]): Uint32Array {
	const [only] = frames;
	if (only && frames.length === 1) return only.removed;
	const here = new Set<number>();
	for (const frame of frames) for (const idx of columnOf(frame, 'idx') ?? []) here.add(idx);
	const gone = new Set<number>();
	for (const { removed } of frames) for (const idx of removed) if (!here.has(idx)) gone.add(idx);
	return Uint32Array.from(gone);
}
