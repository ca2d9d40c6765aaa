import type { Layer } from '@deck.gl/core';
import { ScatterplotLayer } from '@deck.gl/layers';
import type { SceneContext } from '#lib/scene/contract.ts';
import { OVERLAY_PARAMETERS } from './overlay-parameters.ts';

/** The ring with its casing round a selected thing at a place that went through `toScene`. */
export function selectionRing(context: SceneContext, id: string, at: [number, number, number]): Layer[] {
	const ring = (name: string, token: string, width: number) =>
		new ScatterplotLayer({
			id: `${id}-${name}`,
			data: [at],
			getPosition: (place: [number, number, number]) => place,
			getRadius: 24,
			radiusUnits: 'meters',
			radiusMinPixels: 12,
			radiusMaxPixels: 16,
			filled: false,
			stroked: true,
			getLineColor: context.colour(token),
			getLineWidth: width,
			lineWidthUnits: 'pixels',
			billboard: true,
			parameters: OVERLAY_PARAMETERS
		});
	return [ring('selected-casing', '--sel-casing', 6), ring('selected', '--sel-ring', 3)];
}
