import type { IndicatorHistory, IndicatorState, IndicatorValue } from '#lib/model/indicator.ts';
import { STALE_INTERVALS } from '#lib/model/live-layer.ts';
import type { EpochMs } from '#lib/model/units.ts';
import { deltaOf } from './difference.ts';

/** An indicator on both sides. */
export interface IndicatorDifference {
	readonly key: string;
	readonly a: IndicatorValue | undefined;
	readonly b: IndicatorValue | undefined;
	readonly delta: number | undefined;
	readonly percent: number | undefined;
}

/** How far back a value is looked for: an older one says nothing of the instant. */
export const reachOf = ({ period }: Pick<IndicatorState, 'period'>): number =>
	STALE_INTERVALS * period * 1000;

/** The path of an indicator's kept values that can be of an instant. */
export function historyPath(indicator: Pick<IndicatorState, 'key' | 'period'>, at: EpochMs): string {
	const key = indicator.key.split('/').map(encodeURIComponent).join('/');
	return `/api/indicators/${key}/history?from=${Math.round(at - reachOf(indicator))}&to=${Math.round(at)}`;
}

/** The value that held at an instant; undefined when none was made near enough before it. */
export const valueAt = (
	{ values }: Pick<IndicatorHistory, 'values'>,
	at: EpochMs
): IndicatorValue | undefined => values.findLast((value) => value.at <= at);

export function indicatorDifference(
	key: string,
	a: IndicatorValue | undefined,
	b: IndicatorValue | undefined
): IndicatorDifference {
	// A formula of another version is another number: the two cannot be subtracted.
	const isSame = a?.version === b?.version;
	return { key, a, b, ...deltaOf(isSame ? said(a) : undefined, isSame ? said(b) : undefined) };
}

const said = (value: IndicatorValue | undefined): number | undefined => value?.value ?? undefined;
