import type { Camera } from '#lib/model/city.ts';
import type { Milliseconds } from '#lib/model/units.ts';
import { pictureOf } from './scene-picture.ts';
import { resumed } from './playlist-turn.ts';
import type { Situation, Urgent } from './situation.ts';
import { LEAD, changed, show, type Picture, type WallState } from './state.ts';

/** An alarm of level 1 is so long only a suggestion, then it takes the wall. */
export const BEFORE_INTERRUPTION: Milliseconds = 20_000;
/** It has the wall for so long; acknowledged, for so long at least. */
export const INTERRUPTION: Milliseconds = 60_000;
export const SHORTEST_INTERRUPTION: Milliseconds = 30_000;
/** How closely an alarm's place is looked at. */
const CLOSE = { zoom: 16.5, pitch: 52 };
const MOST_REMEMBERED = 200;

/** An alarm asks for the wall, takes it and gives it back, each in its time. The same state when there is nothing to do. */
export function interrupt(state: WallState, situation: Situation): WallState {
	return takeOver(suggest(giveBack(state, situation), situation), situation);
}

/** The picture that an alarm interrupted, or the same state when none did. */
export function comeBack(state: WallState, situation: Situation): WallState {
	const { interruption } = state;
	if (!interruption) return state;
	const { now, profile } = situation;
	return show({ ...state, interruption: undefined }, resumed(interruption.before, situation), {
		now,
		reducedMotion: profile.reducedMotion
	});
}

/** The state as if the alarm had given the wall back; where it looks stays, for what comes instead. */
export const withoutInterruption = (state: WallState): WallState =>
	state.interruption ? { ...state, picture: state.interruption.before, interruption: undefined } : state;

/** Under a lease only its holder ends it. */
function giveBack(state: WallState, situation: Situation): WallState {
	const { interruption, lease } = state;
	if (!interruption || lease) return state;
	const { now, urgent } = situation;
	const open = urgent.some(({ alarm }) => alarm === interruption.alarm);
	const returnAt = Math.min(
		interruption.returnAt,
		open ? Infinity : Math.max(now, interruption.since + SHORTEST_INTERRUPTION)
	);
	if (now >= returnAt) return comeBack(state, situation);
	if (returnAt === interruption.returnAt) return state;
	return changed(state, { interruption: { ...interruption, returnAt } }, now);
}

/** The oldest that has not had the wall asks for it. */
function suggest(state: WallState, { now, urgent, profile }: Situation): WallState {
	const { suggestion, interruption, shown, lease } = state;
	const wanted = interruption ? undefined : urgent.find(({ alarm }) => !shown.includes(alarm));
	if (!wanted) return suggestion ? changed(state, { suggestion: undefined }, now) : state;
	const same = suggestion?.alarm === wanted.alarm ? suggestion : undefined;
	const takes = profile.interrupts && !lease;
	if (same && takes === (same.interruptsAt !== undefined)) return state;
	const next = {
		...incidentOf(wanted),
		since: same?.since ?? now,
		...(takes && { interruptsAt: now + BEFORE_INTERRUPTION })
	};
	return changed(state, { suggestion: next }, now);
}

function takeOver(state: WallState, situation: Situation): WallState {
	const { suggestion, picture } = state;
	const { now, urgent, profile } = situation;
	if (suggestion?.interruptsAt === undefined || now < suggestion.interruptsAt) return state;
	const alarm = urgent.find((one) => one.alarm === suggestion.alarm);
	if (!alarm) return state;
	const since = now + LEAD;
	const taken: WallState = {
		...state,
		suggestion: undefined,
		undo: undefined,
		shown: [...state.shown, alarm.alarm].slice(-MOST_REMEMBERED),
		interruption: { ...incidentOf(alarm), since, returnAt: since + INTERRUPTION, before: picture }
	};
	return show(taken, incidentPicture(alarm, picture, situation), {
		now,
		reducedMotion: profile.reducedMotion
	});
}

const incidentOf = ({ alarm, title, place, cameras, crews }: Urgent) => ({
	alarm,
	title,
	...(place && { place }),
	cameras,
	crews
});

function incidentPicture({ place, scene }: Urgent, before: Picture, situation: Situation): Picture {
	const { bearing } = before.camera;
	const camera: Camera = place ? { lng: place[0], lat: place[1], ...CLOSE, bearing } : before.camera;
	return { ...pictureOf(scene, situation), camera };
}
