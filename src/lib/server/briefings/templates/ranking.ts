import type { IndicatorState } from '#lib/model/indicator.ts';
import type { Theme } from '#lib/model/theme.ts';
import type { CountedAlarm } from '../freeze/city-facts.ts';

/** A theme with its indicators that have a number: those that are where they should not be first, late ones last. */
export interface RankedTheme {
	readonly theme: Theme;
	readonly indicators: readonly IndicatorState[];
}

/** One alarm of a level outweighs any number of the next. */
const WEIGHT = { 1: 1_000_000, 2: 10_000, 3: 100, 4: 1 } as const;
/** As much as a level 3 alarm. */
const OFF_TARGET = 100;

/** True when the newest number is outside of its target, and still of now: what is late presses nobody. */
function isOffTarget({
	latest,
	stale,
	target: { from = -Infinity, to = Infinity }
}: IndicatorState): boolean {
	const value = latest?.value;
	return !stale && typeof value === 'number' && (value < from || value > to);
}

/** Themes that have numbers: those with the gravest alarms first, then those furthest from their targets, then by the menu. */
export function rankThemes(
	themes: readonly Theme[],
	indicators: readonly IndicatorState[],
	alarms: readonly CountedAlarm[]
): readonly RankedTheme[] {
	const ranked = themes.map((theme) => {
		const own = indicators.filter(
			({ theme: of, latest, failure }) =>
				of === theme.id && failure === undefined && typeof latest?.value === 'number'
		);
		const off = own.filter(isOffTarget);
		const weight = alarms
			.filter((alarm) => alarm.theme === theme.id)
			.reduce((sum, { level }) => sum + WEIGHT[level], off.length * OFF_TARGET);
		const rest = own.filter((indicator) => !off.includes(indicator));
		const [late, known] = [rest.filter(({ stale }) => stale), rest.filter(({ stale }) => !stale)];
		return { theme, weight, indicators: [...off, ...known, ...late] };
	});
	return ranked
		.filter(({ indicators: own }) => own.length > 0)
		.sort((a, b) => b.weight - a.weight)
		.map(({ theme, indicators: own }) => ({ theme, indicators: own }));
}
