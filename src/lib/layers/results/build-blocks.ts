import type { Layer } from '@deck.gl/core';
import { SolidPolygonLayer } from '@deck.gl/layers';
import type { SceneContext } from '#lib/scene/contract.ts';
import { PLACED_PARAMETERS } from '../overlay-parameters.ts';
import { selectionRing } from '../selection-ring.ts';
import { placeOfRow } from './place-of-row.ts';
import type { ResultDrawing, ResultShape } from './result-drawing.ts';

const SOLID = { ...PLACED_PARAMETERS, depthWriteEnabled: true } as const;

/** Buildings that only the scenario has, as blocks in the colour of their class. */
export function buildBlocks(
	context: SceneContext,
	{ rows, tokenOf, selected }: ResultDrawing,
	shape: Extract<ResultShape, { of: 'blocks' }>
): Layer[] {
	const there = rows.filter((row) => (shape.rings[row]?.length ?? 0) >= 6);
	const place = selected === undefined ? undefined : placeOfRow(shape, selected);
	return [
		new SolidPolygonLayer<number>({
			id: 'result-blocks',
			data: Object.assign([...there], { rows: there }),
			pickable: true,
			getPolygon: (row) => cornersOf(context, shape.rings[row] ?? []),
			getElevation: (row) => shape.heights[row] ?? 0,
			getFillColor: (row) => context.colour(tokenOf(row)),
			extruded: true,
			material: { ambient: 0.72, diffuse: 0.22, specularColor: [0, 0, 0] },
			parameters: SOLID
		}),
		...(place ? selectionRing(context, 'result', context.toScene(...place)) : [])
	];
}

const cornersOf = (context: SceneContext, ring: ArrayLike<number>) =>
	Array.from({ length: ring.length / 2 }, (_, corner) =>
		context.toScene(ring[2 * corner] as number, ring[2 * corner + 1] as number)
	);
