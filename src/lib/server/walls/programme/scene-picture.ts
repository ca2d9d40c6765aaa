import type { ClockState } from '#lib/model/clock.ts';
import type { EpochMs } from '#lib/model/units.ts';
import type { TimeView } from '#lib/model/view-spec.ts';
import type { WallScene } from '#lib/model/wall/scene.ts';
import type { Situation } from './situation.ts';
import { LEAD, type Picture } from './state.ts';

/** A scene as it goes on air: a replay begins when the machines show it. */
export const pictureOf = (scene: WallScene, { cameraOf, now }: Situation): Picture => ({
	scene,
	camera: cameraOf(scene),
	clock: scene.view && clockOf(scene.view.time, true, now + LEAD),
	blank: false,
	playlist: undefined
});

/** The clock of a view from an instant of the server's on; undefined for live. */
export const clockOf = (time: TimeView, playing: boolean, serverAt: EpochMs): ClockState | undefined =>
	time.kind === 'live'
		? undefined
		: { mode: 'replay', eventAt: time.at, serverAt, speed: time.speed, playing };
