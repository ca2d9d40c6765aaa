import { eventNow } from '#lib/model/clock.ts';
import type { EpochMs, Milliseconds } from '#lib/model/units.ts';
import { interrupt } from './interruption.ts';
import { endLease } from './lease.ts';
import { turnInTime } from './playlist-turn.ts';
import type { Situation } from './situation.ts';
import { changed, type WallState } from './state.ts';

/**
 * What a wall is when time has passed: the same state while nothing was due. What was missed while nobody asked is not
 * made up for: a playlist turns once, an alarm has the wall for its whole time.
 */
export function advance(state: WallState, situation: Situation): WallState {
	const { now } = situation;
	const timely = catchUp(endMessage(endLease(state, now), now), now);
	return turnInTime(interrupt(timely, situation), situation);
}

const endMessage = (state: WallState, now: EpochMs): WallState =>
	state.message && now >= state.message.until ? changed(state, { message: undefined }, now) : state;

/** Nobody stands at a wall to bring it back from another instant. */
const REPLAY_ENDS_AFTER: Milliseconds = 600_000;

/** A replay that has come to now is live; so is one that nobody leads any more, neither by hand nor by a playlist. */
function catchUp(state: WallState, now: EpochMs): WallState {
	const { picture, lease } = state;
	const { clock, playlist } = picture;
	if (!clock) return state;
	const isLed = lease !== undefined || playlist?.running === true;
	if (eventNow(clock, now) < now && (isLed || now - clock.serverAt < REPLAY_ENDS_AFTER)) return state;
	return changed(state, { picture: { ...state.picture, clock: undefined } }, now);
}
