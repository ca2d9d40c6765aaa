import type { TimeZone } from '#lib/queries/time-zone.ts';
import type { EpochMs, Milliseconds } from '#lib/model/units.ts';

const MINUTE: Milliseconds = 60_000;
const HOUR: Milliseconds = 3_600_000;
const DAY: Milliseconds = 86_400_000;

/** Stretches of time that the axis can show. `step`: one press of the step keys; `snap`: what dragging snaps to. */
export const RANGES = [
	{ id: 'm10', length: 10 * MINUTE, step: 1000, snap: 1000 },
	{ id: 'h1', length: HOUR, step: 10_000, snap: 1000 },
	{ id: 'h6', length: 6 * HOUR, step: MINUTE, snap: 10_000 },
	{ id: 'h24', length: DAY, step: 5 * MINUTE, snap: MINUTE },
	/** The calendar day in the city's zone, its future included: the sun has one already. */
	{ id: 'day', length: DAY, step: 5 * MINUTE, snap: MINUTE },
	{ id: 'd7', length: 7 * DAY, step: HOUR, snap: 10 * MINUTE },
	{ id: 'd30', length: 30 * DAY, step: DAY, snap: HOUR }
] as const satisfies readonly RangePreset[];

export interface RangePreset {
	readonly id: string;
	readonly length: Milliseconds;
	readonly step: Milliseconds;
	readonly snap: Milliseconds;
}
export type RangeId = (typeof RANGES)[number]['id'];

/** What the axis shows: `from` included, `to` not. */
export interface TimeRange {
	readonly from: EpochMs;
	readonly to: EpochMs;
}

export const presetOf = (id: RangeId): RangePreset => RANGES.find((range) => range.id === id) ?? RANGES[1];

/** The range while live: it ends now, or is today. */
export function liveRange(id: RangeId, now: EpochMs, zone: TimeZone): TimeRange {
	return id === 'day' ? dayOf(now, zone) : { from: now - presetOf(id).length, to: now };
}

/**
 * The range while replaying: `last` as long as the instant lies in it, so that the axis holds still under
 * the play head; else one that ends now when the instant is recent enough, or has the instant in its middle.
 */
export function replayRange(
	id: RangeId,
	shown: EpochMs,
	now: EpochMs,
	zone: TimeZone,
	last: TimeRange | undefined
): TimeRange {
	if (last && shown >= last.from && shown <= last.to) return last;
	if (id === 'day') return dayOf(shown, zone);
	const { length } = presetOf(id);
	if (shown <= now && shown >= now - length) return { from: now - length, to: now };
	return { from: shown - length / 2, to: shown + length / 2 };
}

/** Midnight to midnight on the clocks of the zone; 23 or 25 hours when they change. */
export function dayOf(at: EpochMs, zone: TimeZone): TimeRange {
	const midnight = Math.floor(zone.toWall(at) / DAY) * DAY;
	return { from: zone.fromWall(midnight), to: zone.fromWall(midnight + DAY) };
}

/** Where an instant lies in a range: 0 at its beginning, 1 at its end. */
export const shareOf = ({ from, to }: TimeRange, at: EpochMs): number => (at - from) / (to - from);

/** The instant at a share of the range, on whole steps of `snap` and never outside. */
export function instantAt({ from, to }: TimeRange, share: number, snap: Milliseconds): EpochMs {
	const at = from + Math.min(1, Math.max(0, share)) * (to - from);
	return Math.min(to, Math.max(from, Math.round(at / snap) * snap));
}
