import type { Layer } from '@deck.gl/core';
import { PathLayer } from '@deck.gl/layers';
import type { SceneContext } from '#lib/scene/contract.ts';
import type { Outline } from './outlines.ts';
import { OVERLAY_PARAMETERS } from '../overlay-parameters.ts';

/** Metres above the ground: an outline never drowns in a road. */
const LIFT = 3;

/** Area outlines as thin lines, drawn from tokens. */
export function buildAreas(
	context: SceneContext,
	{ id, outlines, token }: { id: string; outlines: readonly Outline[]; token: string }
): Layer[] {
	const paths = outlines.map(({ area, lngLat }) => {
		const path: [number, number, number][] = [];
		for (let index = 0; index < lngLat.length; index += 2)
			path.push(context.toScene(lngLat[index] as number, lngLat[index + 1] as number, LIFT));
		return { area, path };
	});
	return [
		new PathLayer({
			id,
			data: paths,
			getPath: ({ path }: { path: [number, number, number][] }) => path,
			getColor: context.colour(token),
			getWidth: 1.5,
			widthUnits: 'pixels',
			jointRounded: true,
			parameters: OVERLAY_PARAMETERS
		})
	];
}
