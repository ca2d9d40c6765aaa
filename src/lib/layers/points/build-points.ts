import type { Layer } from '@deck.gl/core';
import { ScatterplotLayer } from '@deck.gl/layers';
import type { SceneContext } from '#lib/scene/contract.ts';
import type { PointPositions } from './load-positions.ts';
import { OVERLAY_PARAMETERS } from '../overlay-parameters.ts';

export interface PointsToBuild {
	readonly id: string;
	readonly positions: PointPositions;
	/** 1 for rows inside the linked filters; undefined = no filter. */
	readonly mask: Uint8Array | undefined;
	readonly token: string;
	/** Metres above the ground. */
	readonly lift: number;
}

const MANY = 20_000;
const cache = new WeakMap<PointPositions, { frame: object; scene: Float64Array }>();

/** Rows inside the brush are filled dots with a casing; the others small and hollow, underneath. */
export function buildPoints(
	context: SceneContext,
	{ id, positions, mask, token, lift }: PointsToBuild
): Layer[] {
	const scene = scenePositions(context, positions, lift);
	const inside = mask ? select(scene, positions.row, mask, 1) : { positions: scene, rows: positions.row };
	const outside = mask ? select(scene, positions.row, mask, 0) : undefined;
	const fill = context.colour(token);
	const casing = context.colour('--map-label-halo', 220);
	const many = inside.rows.length > MANY;
	const layers: Layer[] = [];
	if (outside && outside.rows.length > 0)
		layers.push(
			new ScatterplotLayer({
				id: `${id}-outside`,
				data: binary(outside),
				stroked: true,
				filled: false,
				getRadius: 8,
				radiusUnits: 'meters',
				radiusMinPixels: 0.8,
				radiusMaxPixels: 2.25,
				getLineColor: context.colour(token, 80),
				getLineWidth: 0.75,
				lineWidthUnits: 'pixels',
				parameters: OVERLAY_PARAMETERS
			})
		);
	layers.push(
		new ScatterplotLayer({
			id,
			data: binary(inside),
			pickable: true,
			stroked: !many,
			filled: true,
			getRadius: many ? 10 : 16,
			radiusUnits: 'meters',
			radiusMinPixels: many ? 1.1 : 2.5,
			radiusMaxPixels: 5,
			getFillColor: [fill[0], fill[1], fill[2], many ? 190 : 235],
			getLineColor: casing,
			getLineWidth: 1,
			lineWidthUnits: 'pixels',
			billboard: true,
			parameters: OVERLAY_PARAMETERS
		})
	);
	return layers;
}

function scenePositions(context: SceneContext, points: PointPositions, lift: number): Float64Array {
	const known = cache.get(points);
	if (known?.frame === context.frame) return known.scene;
	const { lngLat } = points;
	const scene = new Float64Array((lngLat.length / 2) * 3);
	for (let index = 0; index * 2 < lngLat.length; index++)
		scene.set(context.toScene(lngLat[2 * index] as number, lngLat[2 * index + 1] as number, lift), index * 3);
	cache.set(points, { frame: context.frame, scene });
	return scene;
}

interface Selected {
	readonly positions: Float64Array;
	/** Row of the table for each dot: what a pick answers. */
	readonly rows: Uint32Array;
}

function select(scene: Float64Array, rows: Uint32Array, mask: Uint8Array, wanted: 0 | 1): Selected {
	const positions = new Float64Array(scene.length);
	const chosen = new Uint32Array(rows.length);
	let count = 0;
	for (let index = 0; index < rows.length; index++) {
		if (mask[rows[index] as number] !== wanted) continue;
		positions.set(scene.subarray(index * 3, index * 3 + 3), count * 3);
		chosen[count++] = rows[index] as number;
	}
	return { positions: positions.slice(0, count * 3), rows: chosen.slice(0, count) };
}

const binary = ({ positions, rows }: Selected) => ({
	length: rows.length,
	rows,
	attributes: { getPosition: { value: positions, size: 3 } }
});
