import { LIVE_CLOCK, REPLAY_SPEEDS, eventNow, type ClockState } from '#lib/model/clock.ts';
import type { EpochMs, Milliseconds } from '#lib/model/units.ts';

/** What may be done to a clock, as functions of the clock and the server's time. */

/** Stands at an instant, or runs on from there when it was running in the past already. */
export function seekTo(clock: ClockState, at: EpochMs, serverNow: EpochMs): ClockState {
	const playing = clock.mode === 'replay' && clock.playing;
	return { mode: 'replay', eventAt: at, serverAt: serverNow, speed: replaySpeed(clock), playing };
}

/** Plays or pauses at the instant that shows. Live has nothing to pause: it becomes a replay that stands. */
export function togglePlay(clock: ClockState, serverNow: EpochMs): ClockState {
	const eventAt = eventNow(clock, serverNow);
	const playing = clock.mode === 'replay' && !clock.playing;
	return { mode: 'replay', eventAt, serverAt: serverNow, speed: replaySpeed(clock), playing };
}

/** Moves the instant that shows; live steps into the past and stands there. */
export const stepBy = (clock: ClockState, by: Milliseconds, serverNow: EpochMs): ClockState =>
	seekTo(clock, eventNow(clock, serverNow) + by, serverNow);

/** Changes the speed without a jump of the instant. A negative one runs backwards. */
export function withSpeed(clock: ClockState, speed: number, serverNow: EpochMs): ClockState {
	if (clock.mode === 'live') return clock;
	return { ...clock, eventAt: eventNow(clock, serverNow), serverAt: serverNow, speed };
}

/** Live again when a replay that runs forward has reached the present. */
export function caughtUp(clock: ClockState, serverNow: EpochMs): ClockState {
	if (clock.mode === 'live' || !clock.playing || clock.speed < 0) return clock;
	const startedInPast = clock.eventAt <= clock.serverAt;
	return startedInPast && eventNow(clock, serverNow) >= serverNow && clock.speed > 1 ? LIVE_CLOCK : clock;
}

/** The next faster (+1) or slower (−1) of the speeds, in the direction it runs. */
export function nextSpeed(speed: number, direction: 1 | -1): number {
	const steps: readonly number[] = REPLAY_SPEEDS;
	const size = Math.abs(speed);
	const found =
		direction > 0
			? (steps.find((step) => step > size) ?? steps.at(-1))
			: (steps.findLast((step) => step < size) ?? steps[0]);
	return Math.sign(speed) * (found ?? 1);
}

const replaySpeed = ({ mode, speed }: ClockState): number => (mode === 'replay' ? speed : 1);
