import type { Layer } from '@deck.gl/core';
import { PathLayer, SolidPolygonLayer } from '@deck.gl/layers';
import type { Metres } from '#lib/model/units.ts';
import type { SceneContext } from '#lib/scene/contract.ts';
import { PLACED_PARAMETERS } from '../overlay-parameters.ts';
import { selectionRing } from '../selection-ring.ts';
import { valueHeight } from '../styled/value-height.ts';
import { placeOfRow } from './place-of-row.ts';
import type { ResultDrawing, ResultShape } from './result-drawing.ts';

const LIFT: Metres = 2;
const FILL = 0.62;
/** Bodies of values hide each other. */
const RAISED_FILL = 0.9;
const RAISED = { ...PLACED_PARAMETERS, depthWriteEnabled: true } as const;
const WALL = 1.8;

type Position = [number, number, number];

/** Areas filled in the colour of their class, or raised by their share; increases of a difference have a strong outline. */
export function buildRings(
	context: SceneContext,
	drawing: ResultDrawing,
	shape: Extract<ResultShape, { of: 'rings' }>
): Layer[] {
	const { rows, tokenOf, shareOf, isMore, raised, metresPerPixel, selected } = drawing;
	const there = rows.filter((row) => (shape.rings[row]?.length ?? 0) >= 6);
	const outlines = new Map(Array.from(there, (row) => [row, ringInScene(context, shape.rings[row]!)]));
	const ringOf = (row: number) => outlines.get(row)!; // of the rows there
	const opacity = Math.round(255 * (drawing.opacity ?? (raised ? RAISED_FILL : FILL)));
	const data = Object.assign([...there], { rows: there });
	const scale = context.look === 'wall' ? WALL : 1;
	const place = selected === undefined ? undefined : placeOfRow(shape, selected);
	return [
		new SolidPolygonLayer<number>({
			id: 'result-fills',
			data,
			pickable: true,
			getPolygon: ringOf,
			getFillColor: (row) => context.colour(tokenOf(row), opacity),
			extruded: raised,
			getElevation: (row) => valueHeight(shareOf(row), 1, metresPerPixel),
			// All light is ambient: the colour of a top is that of its class.
			material: { ambient: 1, diffuse: 0.15, specularColor: [0, 0, 0] },
			parameters: raised ? RAISED : PLACED_PARAMETERS
		}),
		...(raised
			? []
			: [
					new PathLayer<number>({
						id: 'result-outlines',
						data,
						getPath: (row) => closed(ringOf(row)),
						getColor: (row) =>
							isMore(row) ? context.colour('--tx-0', 220) : context.colour('--map-label-halo', 160),
						getWidth: (row) => (isMore(row) ? 1.5 : 1) * scale,
						widthUnits: 'pixels',
						parameters: PLACED_PARAMETERS
					})
				]),
		...(place ? selectionRing(context, 'result', context.toScene(place[0], place[1], LIFT)) : [])
	];
}

function ringInScene(context: SceneContext, ring: ArrayLike<number>): Position[] {
	const places: Position[] = [];
	for (let index = 0; index < ring.length; index += 2)
		places.push(context.toScene(ring[index] as number, ring[index + 1] as number, LIFT));
	return places;
}

const closed = (ring: Position[]): Position[] => [...ring, ...ring.slice(0, 1)];
