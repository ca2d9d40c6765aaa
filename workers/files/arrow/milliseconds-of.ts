import { TimeUnit } from 'apache-arrow';

/** The last instant that dates know, ms. */
const LAST_INSTANT = 864e13;

/** Milliseconds of an instant or a time, rounded down; NaN for what stands for no end in time. */
export function millisecondsOf(value: bigint | number, unit: TimeUnit): number {
	const ms = MS_OF[unit](value);
	return Math.abs(ms) <= LAST_INSTANT ? ms : NaN;
}

const MS_OF: Readonly<Record<TimeUnit, (value: bigint | number) => number>> = {
	[TimeUnit.SECOND]: (value) => Number(value) * 1000,
	[TimeUnit.MILLISECOND]: Number,
	[TimeUnit.MICROSECOND]: (value) => floored(BigInt(value), 1000n),
	[TimeUnit.NANOSECOND]: (value) => floored(BigInt(value), 1_000_000n)
};

const floored = (value: bigint, by: bigint): number =>
	Number(value >= 0n ? value / by : (value - by + 1n) / by);
