import type { Layer } from '@deck.gl/core';
import type { Metres } from '#lib/model/units.ts';
import type { SceneContext } from '#lib/scene/contract.ts';
import { ColumnBodyLayer } from '../columns/column-body-layer.ts';
import { PLACED_PARAMETERS } from '../overlay-parameters.ts';
import { selectionRing } from '../selection-ring.ts';
import { valueHeight } from '../styled/value-height.ts';
import { placeOfRow } from './place-of-row.ts';
import type { ResultDrawing, ResultShape } from './result-drawing.ts';

const LIFT: Metres = 2;
const FILL = 0.78;
const RAISED = { ...PLACED_PARAMETERS, depthWriteEnabled: true } as const;

type Cells = Extract<ResultShape, { of: 'cells' }>;

/** Flat cells without gaps, or columns as high as their share. */
export function buildCells(context: SceneContext, drawing: ResultDrawing, shape: Cells): Layer[] {
	const { rows, tokenOf, shareOf, raised, opacity = FILL, metresPerPixel, selected } = drawing;
	if (rows.length === 0) return [];
	const edges = edgesOf(context, shape, rows[0] as number);
	const radius = Math.max(...edges);
	const [x, y] = edges.map((edge) => edge / radius) as [number, number]; // two edges, two parts
	const alpha = Math.round(255 * opacity);
	const positions = new Float64Array(3 * rows.length);
	const colours = new Uint8Array(4 * rows.length);
	const palette = new Map<string, readonly number[]>();
	rows.forEach((row, index) => {
		const [lng, lat] = [shape.lngLat[2 * row] as number, shape.lngLat[2 * row + 1] as number];
		positions.set(context.toScene(lng, lat, LIFT), 3 * index);
		const token = tokenOf(row);
		const colour = palette.get(token) ?? context.colour(token, alpha);
		palette.set(token, colour);
		colours.set(colour, 4 * index);
	});
	const data = {
		length: rows.length,
		rows,
		attributes: {
			getPosition: { value: positions, size: 3 },
			getFillColor: { value: colours, size: 4 },
			getElevation: {
				value: Float32Array.from(rows, (row) => (raised ? valueHeight(shareOf(row), 1, metresPerPixel) : 0)),
				size: 1
			}
		}
	};
	const place = selected === undefined ? undefined : placeOfRow(shape, selected);
	return [
		new ColumnBodyLayer({
			id: 'result-cells',
			data,
			pickable: true,
			diskResolution: 4,
			vertices: [
				[x, y],
				[-x, y],
				[-x, -y],
				[x, -y]
			],
			radius,
			extruded: raised,
			material: { ambient: 1, diffuse: 0, specularColor: [0, 0, 0] },
			parameters: raised ? RAISED : PLACED_PARAMETERS
		}),
		...(place ? selectionRing(context, 'result', context.toScene(place[0], place[1], LIFT)) : [])
	];
}

/** Half the edges of a cell on the ground, metres: all of a city's are alike. */
function edgesOf(
	context: SceneContext,
	{ lngLat, width, height }: Cells,
	row: number
): [east: Metres, north: Metres] {
	const [lng, lat] = [lngLat[2 * row] as number, lngLat[2 * row + 1] as number];
	const [east, north] = context.frame.toLocal(lng, lat);
	const [farEast] = context.frame.toLocal(lng + width / 2, lat);
	const [, farNorth] = context.frame.toLocal(lng, lat + height / 2);
	return [farEast - east, farNorth - north];
}
