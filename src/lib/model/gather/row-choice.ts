import type { EpochMs } from '../units.ts';

/** Which rows are counted. */
export interface RowChoice {
	/** 1 for rows inside the linked filters; undefined = all. */
	readonly mask?: Uint8Array | undefined;
	/** When each row was, epoch ms; NaN = not said. */
	readonly times?: Float64Array | undefined;
	/** Only rows from the first instant up to, not including, the second; those without a time are in no window. */
	readonly window?: readonly [from: EpochMs, to: EpochMs] | undefined;
}

/** Says of each row whether it is counted. */
export function chosen({ mask, times, window }: RowChoice): (row: number) => boolean {
	if (!window || !times) return mask ? (row) => mask[row] === 1 : () => true;
	const [from, to] = window;
	return (row) => {
		const at = times[row] as number;
		return at >= from && at < to && (!mask || mask[row] === 1);
	};
}
