import { openCesiumFloor, openCesiumPoints } from './cesium-points.ts';
import type { OpenContestant } from './contestant.ts';
import { openDeckFloor } from './deck-canvas.ts';
import { openDeckAccessors, openDeckBinary } from './deck-scatterplot.ts';
import { openOurs } from './ours.ts';

export const CONTESTANTS = {
	'deck floor': openDeckFloor,
	ours: openOurs,
	'deck binary': openDeckBinary,
	'deck accessors': openDeckAccessors,
	'cesium floor': openCesiumFloor,
	'cesium points': openCesiumPoints
} as const satisfies Readonly<Record<string, OpenContestant>>;

export type Name = keyof typeof CONTESTANTS;
