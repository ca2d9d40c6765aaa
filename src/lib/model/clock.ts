import type { EpochMs } from './units.ts';

/** Slowest and fastest replay; a negative speed runs backwards. */
export const REPLAY_SPEEDS = [1, 2, 5, 10, 30, 60, 120, 300, 600, 1800, 3600] as const;

/**
 * The one clock of a view. Live shows the server's now; replay shows `eventAt` at the server's `serverAt`
 * and runs on from there, so that every display with the server's time shows the same instant without messages.
 */
export interface ClockState {
	readonly mode: 'live' | 'replay';
	/** Instant of the data at `serverAt`. */
	readonly eventAt: EpochMs;
	readonly serverAt: EpochMs;
	/** Data seconds in a second; 1 in live. */
	readonly speed: number;
	readonly playing: boolean;
}

export const LIVE_CLOCK: ClockState = { mode: 'live', eventAt: 0, serverAt: 0, speed: 1, playing: true };

/** The instant that a clock shows when the server's clock says `serverNow`. */
export function eventNow(clock: ClockState, serverNow: EpochMs): EpochMs {
	if (clock.mode === 'live') return serverNow;
	return clock.playing ? clock.eventAt + (serverNow - clock.serverAt) * clock.speed : clock.eventAt;
}
