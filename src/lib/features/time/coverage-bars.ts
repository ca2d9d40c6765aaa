import type { HistoryCoverage, SampledCoverage } from '#lib/model/history.ts';
import type { EpochMs, Milliseconds } from '#lib/model/units.ts';
import { shareOf, type TimeRange } from './time-range.ts';

const HOUR: Milliseconds = 3_600_000;

export type Coverage = HistoryCoverage | SampledCoverage;
/** A timetable has any instant and no rows. */
export const isSampled = (coverage: Coverage): coverage is SampledCoverage => 'sampled' in coverage;

/** A stretch with data as shares of the axis, 0 … 1. */
export interface CoverageBar {
	readonly from: number;
	readonly to: number;
}

/** One hour of the histogram: where it stands, and its rows as a share of the fullest hour shown. */
export interface HistogramBar extends CoverageBar {
	readonly rows: number;
	readonly height: number;
}

/** Hours with rows, neighbours joined, cut to the first and last row and to the range. */
export function coverageBars({ from, to, hours }: HistoryCoverage, range: TimeRange): CoverageBar[] {
	const bars: { from: EpochMs; to: EpochMs }[] = [];
	for (const hour of hours) {
		const start = Math.max(hour.from, from ?? hour.from, range.from);
		const end = Math.min(hour.from + HOUR, to ?? Infinity, range.to);
		if (end <= start) continue;
		const last = bars.at(-1);
		if (last && start - last.to < 1000) last.to = end;
		else bars.push({ from: start, to: end });
	}
	return bars.map((bar) => ({ from: shareOf(range, bar.from), to: shareOf(range, bar.to) }));
}

/** Rows by hour of one layer in the range. */
export function histogramBars({ from, to, hours }: HistoryCoverage, range: TimeRange): HistogramBar[] {
	const shown = hours.flatMap((hour) => {
		// An hour that has only begun is as wide as what there is of it.
		const start = Math.max(hour.from, from ?? hour.from, range.from);
		const end = Math.min(hour.from + HOUR, to ?? Infinity, range.to);
		return end > start ? [{ start, end, rows: hour.rows }] : [];
	});
	const most = Math.max(1, ...shown.map(({ rows }) => rows));
	return shown.map(({ start, end, rows }) => ({
		from: shareOf(range, start),
		to: shareOf(range, end),
		rows,
		height: rows / most
	}));
}

/** What a layer has at an instant. Hours are the finest that coverage says. */
export type CoverageAt =
	| { readonly kind: 'data' | 'any' | 'none' | 'gap' }
	| { readonly kind: 'before'; readonly from: EpochMs }
	| { readonly kind: 'after'; readonly to: EpochMs };

/** `slack`: how long after the newest row known an instant still counts as covered. */
export function coverageAt(coverage: Coverage, at: EpochMs, slack: Milliseconds = 0): CoverageAt {
	if (isSampled(coverage)) return { kind: 'any' };
	const { from, to, hours } = coverage;
	if (from === undefined || to === undefined) return { kind: 'none' };
	if (at < from) return { kind: 'before', from };
	if (at > to + slack) return { kind: 'after', to };
	const kept = at > to || hours.some((hour) => at >= hour.from && at < hour.from + HOUR);
	return { kind: kept ? 'data' : 'gap' };
}
