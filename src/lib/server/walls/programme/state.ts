import { isDeepStrictEqual } from 'node:util';
import type { Camera } from '#lib/model/city.ts';
import type { ClockState } from '#lib/model/clock.ts';
import type { EpochMs, Milliseconds } from '#lib/model/units.ts';
import { flightAt } from '#lib/model/wall/flight-at.ts';
import type { WallFlight, WallIncident, WallLease, WallProgramme } from '#lib/model/wall/programme.ts';
import type { WallScene } from '#lib/model/wall/scene.ts';

/** A playlist that a picture is of. It waits while it runs without `nextAt`. */
export interface PlaylistState {
	readonly id: string;
	/** Place of the scene that is shown among its scenes, 0 first. */
	readonly at: number;
	readonly running: boolean;
	readonly nextAt: EpochMs | undefined;
	readonly skipped: NonNullable<WallProgramme['playlist']>['skipped'];
}

/** What can be taken, gone back to and undone. */
export interface Picture {
	readonly scene: WallScene;
	/** Where it looks once no flight is on its way. */
	readonly camera: Camera;
	readonly clock: ClockState | undefined;
	readonly blank: boolean;
	readonly playlist: PlaylistState | undefined;
}

export interface LeaseState extends WallLease {
	/** Minutes that each command of the holder gives anew. */
	readonly minutes: number;
}

/** What a wall shows and who has it: kept as JSON, told as `WallProgramme`. */
export interface WallState {
	readonly rev: number;
	readonly applyAt: EpochMs;
	/** When its scene came on air; absent in a state that was kept before this was known. */
	readonly since?: EpochMs;
	readonly picture: Picture;
	/** Ends at the picture's camera. */
	readonly flight: WallFlight | undefined;
	readonly message: WallProgramme['message'];
	readonly lease: LeaseState | undefined;
	readonly suggestion: WallProgramme['suggestion'];
	/** `returnAt` does not count while somebody holds the wall. */
	readonly interruption:
		| (WallIncident & { readonly since: EpochMs; readonly returnAt: EpochMs; readonly before: Picture })
		| undefined;
	readonly undo: { readonly before: Picture; readonly until: EpochMs } | undefined;
	/** Alarms that had the wall already, the newest last. */
	readonly shown: readonly string[];
}

/** All machines have heard of a change by then. */
export const LEAD: Milliseconds = 1000;
/** A flight that a hand leads starts sooner: who hears of it late joins it on its way. */
export const LEAD_OF_HAND: Milliseconds = 400;
const FLIGHT: Milliseconds = 4000;

/** A wall that shows its first picture, at once. */
export const firstState = (picture: Picture, now: EpochMs): WallState => ({
	rev: 1,
	applyAt: now,
	since: now,
	picture,
	flight: undefined,
	message: undefined,
	lease: undefined,
	suggestion: undefined,
	interruption: undefined,
	undo: undefined,
	shown: []
});

/** The next revision. */
export const changed = (
	state: WallState,
	change: Partial<WallState>,
	now: EpochMs,
	lead: Milliseconds = LEAD
): WallState => ({
	...state,
	...change,
	rev: state.rev + 1,
	applyAt: now + lead,
	...(change.picture &&
		!isDeepStrictEqual(change.picture.scene, state.picture.scene) && { since: now + lead })
});

/** Where the wall looks at an instant. */
export const cameraAt = ({ flight, picture }: WallState, at: EpochMs): Camera =>
	flight ? flightAt(flight, at) : picture.camera;

/** Another picture, and the flight to it from where the wall then looks. */
export function show(
	state: WallState,
	picture: Picture,
	{ now, reducedMotion }: { readonly now: EpochMs; readonly reducedMotion: boolean }
): WallState {
	const startAt = now + LEAD;
	const from = cameraAt(state, startAt);
	const stays = reducedMotion || isDeepStrictEqual(from, picture.camera);
	const flight = stays ? undefined : { from, to: picture.camera, startAt, endAt: startAt + FLIGHT };
	return changed(state, { picture, flight }, now);
}
