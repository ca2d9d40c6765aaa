import type { IndicatorState } from '#lib/model/indicator.ts';
import { STALE_INTERVALS } from '#lib/model/live-layer.ts';
import type { EpochMs } from '#lib/model/units.ts';

/** What a number is worth at this moment. Only a fresh one is said without a mark. */
export type IndicatorCondition = 'fresh' | 'stale' | 'none' | 'failed';

/** An indicator as it is read. */
export interface IndicatorReading {
	readonly condition: IndicatorCondition;
	/** Null: no data, which is not zero. A stale one keeps its last value. */
	readonly value: number | null;
	/** Where it is against its target; undefined without a value or a target. */
	readonly side?: 'inside' | 'above' | 'below';
	/** Against the value of about an hour before. */
	readonly change?: number;
	/** How old the newest row that went in is. */
	readonly age?: number;
}

const HOUR_MS = 3_600_000;

export function readIndicator(
	indicator: Pick<IndicatorState, 'latest' | 'trend' | 'stale' | 'failure' | 'period' | 'target'>,
	now: EpochMs
): IndicatorReading {
	const { latest, failure, period, target } = indicator;
	const value = latest?.value ?? null;
	const inputAt = latest?.newestInput ?? latest?.at;
	const overdue = latest !== undefined && now - latest.at > STALE_INTERVALS * period * 1000;
	const condition =
		failure !== undefined && value === null
			? 'failed'
			: value === null
				? 'none'
				: indicator.stale || overdue || failure !== undefined
					? 'stale'
					: 'fresh';
	const side = value === null ? undefined : sideOf(value, target);
	const before = latest && valueBefore(indicator.trend, latest.at - HOUR_MS);
	return {
		condition,
		value,
		...(side && { side }),
		...(value !== null && before !== undefined && { change: value - before }),
		...(inputAt !== undefined && { age: Math.max(0, now - inputAt) })
	};
}

/** True for a number of now outside its target: what is stale or absent is no number of now. */
export const isOffTarget = ({ condition, side }: IndicatorReading): boolean =>
	condition === 'fresh' && (side === 'above' || side === 'below');

/** Those outside their target before the others, each in the order they had. */
export const offTargetFirst = (
	indicators: readonly IndicatorState[],
	now: EpochMs
): readonly IndicatorState[] => {
	const isOff = (one: IndicatorState) => isOffTarget(readIndicator(one, now));
	return [...indicators.filter(isOff), ...indicators.filter((one) => !isOff(one))];
};

/** How many numbers are outside their target now. */
export const countOffTarget = (indicators: readonly IndicatorState[], now: EpochMs): number =>
	indicators.filter((one) => isOffTarget(readIndicator(one, now))).length;

/** Whether any number is of now; a city without numbers lacks none. */
export const areRead = (indicators: readonly IndicatorState[], now: EpochMs): boolean =>
	indicators.length === 0 || indicators.some((one) => readIndicator(one, now).condition === 'fresh');

function sideOf(
	value: number,
	{ from, to }: IndicatorState['target']
): 'inside' | 'above' | 'below' | undefined {
	if (from === undefined && to === undefined) return undefined;
	if (to !== undefined && value > to) return 'above';
	return from !== undefined && value < from ? 'below' : 'inside';
}

/** The newest value that is at least as old as `at`; undefined when the trend does not reach so far or has none there. */
function valueBefore(trend: IndicatorState['trend'], at: EpochMs): number | undefined {
	return trend.findLast((point) => point.at <= at)?.value ?? undefined;
}

/** So many numbers, else all: the first of each theme, then the second of each, in the order of the themes. */
export function headlines(
	indicators: readonly IndicatorState[],
	themes: readonly string[],
	count?: number
): readonly IndicatorState[] {
	const byTheme = themes.map((theme) => indicators.filter((one) => one.theme === theme));
	const deepest = Math.max(0, ...byTheme.map(({ length }) => length));
	return Array.from({ length: deepest }, (_, rank) => byTheme.flatMap((list) => list[rank] ?? []))
		.flat()
		.slice(0, count);
}
