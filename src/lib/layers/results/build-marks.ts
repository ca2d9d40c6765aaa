import type { Layer } from '@deck.gl/core';
import { ScatterplotLayer } from '@deck.gl/layers';
import type { Metres } from '#lib/model/units.ts';
import type { SceneContext } from '#lib/scene/contract.ts';
import { OVERLAY_PARAMETERS } from '../overlay-parameters.ts';
import { selectionRing } from '../selection-ring.ts';
import { placeOfRow } from './place-of-row.ts';
import type { ResultDrawing, ResultShape } from './result-drawing.ts';

const LIFT: Metres = 3;
const LARGEST_PX = 15;
const LEAST_PX = 3.5;
const WALL = 1.8;

/** Round marks whose area is their share; increases of a difference are edged in the text's colour. */
export function buildMarks(
	context: SceneContext,
	{ rows, tokenOf, shareOf, isMore, selected }: ResultDrawing,
	shape: Extract<ResultShape, { of: 'marks' }>
): Layer[] {
	const scale = context.look === 'wall' ? WALL : 1;
	const there = rows.filter((row) => placeOfRow(shape, row) !== undefined);
	const at = (row: number) =>
		context.toScene(shape.lngLat[2 * row] as number, shape.lngLat[2 * row + 1] as number, LIFT);
	const place = selected === undefined ? undefined : placeOfRow(shape, selected);
	return [
		new ScatterplotLayer<number>({
			id: 'result-marks',
			data: Object.assign([...there], { rows: there }),
			pickable: true,
			stroked: true,
			getPosition: at,
			getRadius: (row) => scale * (LEAST_PX + (LARGEST_PX - LEAST_PX) * Math.sqrt(shareOf(row))),
			radiusUnits: 'pixels',
			getFillColor: (row) => context.colour(tokenOf(row)),
			getLineColor: (row) => context.colour(isMore(row) ? '--tx-0' : '--map-label-halo'),
			getLineWidth: (row) => (isMore(row) ? 2 : 1) * scale,
			lineWidthUnits: 'pixels',
			billboard: true,
			parameters: OVERLAY_PARAMETERS
		}),
		...(place ? selectionRing(context, 'result', context.toScene(place[0], place[1], LIFT)) : [])
	];
}
