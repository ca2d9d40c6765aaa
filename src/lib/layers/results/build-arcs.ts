import type { Layer } from '@deck.gl/core';
import { ArcLayer } from '@deck.gl/layers';
import type { SceneContext } from '#lib/scene/contract.ts';
import { OVERLAY_PARAMETERS } from '../overlay-parameters.ts';
import type { ResultDrawing, ResultShape } from './result-drawing.ts';

const WIDEST_PX = 7;
const LEAST_PX = 1;
const WALL = 1.8;
/** Part of its length that an arc rises. */
const RISE = 0.2;
/** Where it begins it is paler than where it ends: so one sees which way it goes. */
const BEGINS = 90;
const ENDS = 215;

/** Arcs from zone to zone, as wide as their share. */
export function buildArcs(
	context: SceneContext,
	{ rows, tokenOf, shareOf }: ResultDrawing,
	{ ends }: Extract<ResultShape, { of: 'arcs' }>
): Layer[] {
	const scale = context.look === 'wall' ? WALL : 1;
	const there = rows.filter((row) => !Number.isNaN(ends[4 * row] ?? NaN));
	const end = (row: number, offset: number) =>
		context.toScene(ends[4 * row + offset] as number, ends[4 * row + offset + 1] as number);
	return [
		new ArcLayer<number>({
			id: 'result-arcs',
			data: Object.assign([...there], { rows: there }),
			pickable: true,
			getSourcePosition: (row) => end(row, 0),
			getTargetPosition: (row) => end(row, 2),
			getSourceColor: (row) => context.colour(tokenOf(row), BEGINS),
			getTargetColor: (row) => context.colour(tokenOf(row), ENDS),
			getWidth: (row) => scale * (LEAST_PX + (WIDEST_PX - LEAST_PX) * shareOf(row)),
			getHeight: RISE,
			parameters: OVERLAY_PARAMETERS
		})
	];
}
