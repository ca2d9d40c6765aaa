import type { Layer } from '@deck.gl/core';
import { PathLayer } from '@deck.gl/layers';
import type { Paths } from '#lib/model/gather/paths.ts';
import type { Metres } from '#lib/model/units.ts';
import type { SceneContext } from '#lib/scene/contract.ts';
import { OVERLAY_PARAMETERS } from '../overlay-parameters.ts';

export interface PathsToBuild {
	readonly id: string;
	readonly paths: Paths;
	readonly token: string;
	/** Of one line, 0 to 1; undefined: the more there are, the fainter. */
	readonly opacity: number | undefined;
}

const LIFT: Metres = 3;
/** So many lines are drawn in full; more of them are fainter, so that where many go is seen. */
const FEW = 60;
const FAINTEST = 0.12;

export function buildPaths(context: SceneContext, { id, paths, token, opacity }: PathsToBuild): Layer[] {
	const { lngLat, starts, row } = paths;
	const places = new Float64Array((lngLat.length / 2) * 3);
	for (let vertex = 0; 2 * vertex < lngLat.length; vertex++)
		places.set(
			context.toScene(lngLat[2 * vertex] as number, lngLat[2 * vertex + 1] as number, LIFT),
			3 * vertex
		);
	const share = opacity ?? Math.max(FAINTEST, Math.min(0.9, FEW / Math.max(1, row.length)));
	return [
		new PathLayer({
			id,
			data: {
				length: row.length,
				rows: row,
				startIndices: starts,
				attributes: { getPath: { value: places, size: 3 } }
			},
			_pathType: 'open',
			getColor: context.colour(token, Math.round(255 * share)),
			getWidth: 2,
			widthUnits: 'pixels',
			jointRounded: true,
			parameters: OVERLAY_PARAMETERS
		})
	];
}
