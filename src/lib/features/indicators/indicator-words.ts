import type { IndicatorState } from '#lib/model/indicator.ts';
import { m } from '#lib/paraglide/messages.js';
import { locale } from '#lib/state/locale.svelte.ts';
import { formatAge, formatFixed, formatUnit } from '#lib/ui/format.ts';
import type { IndicatorReading } from './indicator-reading.ts';

type Printed = Pick<IndicatorState, 'unit' | 'decimals' | 'target'>;

export const figure = ({ decimals }: Pick<Printed, 'decimals'>, value: number): string =>
	formatFixed(locale.current, value, decimals);

const trimmed = (value: number): string => new Intl.NumberFormat(locale.current).format(value);

/** 20–40 km/h, ≤ 35 µg/m³, ≥ 95 %; undefined without a target. */
export function targetText({ target: { from, to }, unit }: Printed): string | undefined {
	const range =
		from !== undefined && to !== undefined
			? `${trimmed(from)}–${trimmed(to)}`
			: to !== undefined
				? `≤ ${trimmed(to)}`
				: from !== undefined
					? `≥ ${trimmed(from)}`
					: undefined;
	return range === undefined ? undefined : `${range} ${formatUnit(unit)}`.trim();
}

/** Where a number is against its target, or why it is none: a share of nothing is no share. */
export function conditionText(
	indicator: Printed & Pick<IndicatorState, 'latest'>,
	{ condition, side, age }: IndicatorReading
): string {
	const target = targetText(indicator);
	if (condition === 'failed') return m.indicator_failed();
	if (condition === 'none') return indicator.latest?.denominator === 0 ? m.indicator_nothing() : m.no_data();
	if (condition === 'stale') return m.stale_for({ age: formatAge(locale.current, age ?? 0) });
	if (target === undefined || side === undefined) return '';
	if (side === 'above') return m.indicator_above({ target });
	return side === 'below' ? m.indicator_below({ target }) : m.indicator_inside({ target });
}

/** +1.2 in the last hour; undefined when it was not there an hour ago. */
export function changeText(indicator: Printed, { change }: IndicatorReading): string | undefined {
	if (change === undefined) return undefined;
	const rounded = figure(indicator, Math.abs(change));
	const sign = Number(Math.abs(change).toFixed(indicator.decimals)) === 0 ? '±' : change > 0 ? '+' : '−';
	return m.indicator_change({ change: sign + rounded });
}
