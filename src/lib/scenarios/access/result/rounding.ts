import type { Seconds } from '#lib/model/units.ts';

/** Minutes to a tenth; null: not within the horizon. */
export function minutes(seconds: Seconds): number | null {
	return Number.isFinite(seconds) ? Math.round(seconds / 6) / 10 : null;
}

/** Per cent to a tenth; null: of nothing. */
export function percent(part: number, whole: number): number | null {
	return whole > 0 ? Math.round((part / whole) * 1000) / 10 : null;
}

/** To three digits behind the point. */
export function thousandths(value: number): number {
	return Math.round(value * 1000) / 1000;
}
