import type { Layer } from '@deck.gl/core';
import { ScatterplotLayer } from '@deck.gl/layers';
import type { Metres } from '#lib/model/units.ts';
import type { SceneContext } from '#lib/scene/contract.ts';
import { ColumnBodyLayer } from '../columns/column-body-layer.ts';
import { columnSizes } from '../columns/column-sizes.ts';
import { PLACED_PARAMETERS } from '../overlay-parameters.ts';
import { valueHeight } from '../styled/value-height.ts';
import { fillsOf, type PointsToBuild } from './build-points.ts';
import type { PaintedRows } from './paint-rows.ts';
import { binary, chooseRows } from './placed-rows.ts';

export interface PointColumnsToBuild extends PointsToBuild {
	readonly painted: PaintedRows;
	readonly metresPerPixel: Metres;
}

/** Bodies that hide each other, as buildings do. */
const SOLID = { ...PLACED_PARAMETERS, depthWriteEnabled: true } as const;

/** Rows inside the filters as columns from zero up to their value; those that say none are flat specks. */
export function buildPointColumns(context: SceneContext, points: PointColumnsToBuild): Layer[] {
	const { id, mask, painted, metresPerPixel, opacity = 1 } = points;
	const isInside = (row: number) => mask === undefined || mask[row] === 1;
	const isSaid = (row: number) => painted.tokenOf(row) !== undefined;
	const said = chooseRows(points, (row) => isInside(row) && isSaid(row));
	const silent = chooseRows(points, (row) => isInside(row) && !isSaid(row));
	const { radius } = columnSizes(metresPerPixel, context.look === 'wall', said.rows.length);
	const alpha = Math.round(255 * opacity);
	const heights = Float32Array.from(said.rows, (row) =>
		valueHeight(painted.values?.[row] ?? NaN, painted.highest, metresPerPixel)
	);
	return [
		new ScatterplotLayer({
			id: `${id}-silent`,
			data: binary(silent),
			pickable: true,
			getRadius: radius * 0.6,
			getFillColor: context.colour('--line-strong', 150),
			parameters: PLACED_PARAMETERS
		}),
		new ColumnBodyLayer({
			id,
			data: binary(said, {
				getFillColor: fillsOf(context, said.rows, painted, alpha),
				getElevation: { value: heights, size: 1 }
			}),
			pickable: true,
			diskResolution: 12,
			radius,
			extruded: true,
			// all light is ambient: the colour of a top is that of its class
			material: { ambient: 1, diffuse: 0, specularColor: [0, 0, 0] },
			parameters: SOLID
		})
	];
}
