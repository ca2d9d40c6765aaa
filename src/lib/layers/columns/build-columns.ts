import type { Layer } from '@deck.gl/core';
import { LineLayer, ScatterplotLayer } from '@deck.gl/layers';
import type { SceneContext } from '#lib/scene/contract.ts';
import { PLACED_PARAMETERS } from '../overlay-parameters.ts';
import { selectionRing } from '../selection-ring.ts';
import type { SensorsToBuild } from '../sensors/sensor-form.ts';
import {
	coloursOf,
	groupRows,
	measure,
	paint,
	placeOf,
	placesOf,
	shareOf,
	type Rgba
} from '../sensors/sensor-rows.ts';
import { isThere } from '../sensors/sensor-style.ts';
import { valueLabels } from '../sensors/value-labels.ts';
import { ColumnBodyLayer } from './column-body-layer.ts';
import { columnHeight, columnSizes } from './column-sizes.ts';

/** Bodies that hide each other, as buildings do. */
const SOLID = { ...PLACED_PARAMETERS, depthWriteEnabled: true } as const;
const LIFT = 2;

/**
 * Fresh values stand as columns, high and coloured by value; stale ones are a bare rod over a ring, in the colour of
 * the last they said; those without a value a small ring.
 */
export function buildColumns(context: SceneContext, sensors: SensorsToBuild): Layer[] {
	const { id, values, style, selected, metresPerPixel } = sensors;
	const groups = groupRows(values, style);
	const colourOf = paint(context, style);
	const sizes = columnSizes(metresPerPixel, context.look === 'wall', values.entities);
	const scale = measure(values, sensors.scale);
	const heightOf = (row: number) => {
		const value = values.value[row] as number;
		// Without a number there is nothing to be high by: all are alike.
		return columnHeight(Number.isNaN(value) ? 0.3 : shareOf(value, scale), sizes.height);
	};
	const layers: Layer[] = [
		...rings(context, sensors, `${id}-silent`, groups.silent, sizes.radius * 0.6, colourOf),
		...rings(context, sensors, `${id}-stale`, groups.stale, sizes.radius, colourOf),
		...rods(context, sensors, groups.stale, heightOf, colourOf)
	];
	if (groups.fresh.length > 0)
		layers.push(
			feet(context, sensors, groups.fresh, sizes.radius),
			bodies(context, sensors, groups.fresh, sizes.radius, heightOf, colourOf)
		);
	layers.push(...valueLabels(context, sensors, groups.fresh, { heightOf: (row) => heightOf(row) + 4 }));
	if (selected !== undefined && selected < values.count && isThere(values, selected))
		layers.push(...selectionRing(context, id, placeOf(context, values, selected, LIFT)));
	return layers;
}

/** A line around the foot of each body: a pale one on pale ground has an edge too. */
function feet(
	context: SceneContext,
	{ id, values }: SensorsToBuild,
	rows: readonly number[],
	radius: number
): Layer {
	return new ScatterplotLayer({
		id: `${id}-feet`,
		data: {
			length: rows.length,
			attributes: { getPosition: { value: placesOf(context, values, rows, LIFT), size: 3 } }
		},
		filled: false,
		stroked: true,
		getLineColor: context.colour('--tx-2'),
		getRadius: radius * 1.25,
		getLineWidth: 1,
		lineWidthUnits: 'pixels',
		parameters: PLACED_PARAMETERS
	});
}

function bodies(
	context: SceneContext,
	{ id, values }: SensorsToBuild,
	rows: readonly number[],
	radius: number,
	heightOf: (row: number) => number,
	colourOf: (row: number) => Rgba
): Layer {
	const data = {
		length: rows.length,
		rows: Uint32Array.from(rows),
		attributes: {
			getPosition: { value: placesOf(context, values, rows, 0), size: 3 },
			getElevation: { value: Float32Array.from(rows, heightOf), size: 1 },
			getFillColor: { value: coloursOf(rows, colourOf), size: 4 }
		}
	};
	return new ColumnBodyLayer({
		id,
		data,
		pickable: true,
		diskResolution: 20,
		radius,
		extruded: true,
		// all light is ambient: the colour of a top is that of its class
		material: { ambient: 1, diffuse: 0, specularColor: [0, 0, 0] },
		parameters: SOLID
	});
}

function rings(
	context: SceneContext,
	{ values }: SensorsToBuild,
	id: string,
	rows: readonly number[],
	radius: number,
	colourOf: (row: number) => Rgba
): Layer[] {
	if (rows.length === 0) return [];
	return [
		new ScatterplotLayer({
			id,
			data: {
				length: rows.length,
				rows: Uint32Array.from(rows),
				attributes: {
					getPosition: { value: placesOf(context, values, rows, LIFT), size: 3 },
					getLineColor: { value: coloursOf(rows, colourOf), size: 4 }
				}
			},
			pickable: true,
			filled: true,
			getFillColor: [0, 0, 0, 1], // a ring is pointed at inside too
			stroked: true,
			getRadius: radius,
			getLineWidth: 2,
			lineWidthUnits: 'pixels',
			parameters: PLACED_PARAMETERS
		})
	];
}

function rods(
	context: SceneContext,
	{ id, values }: SensorsToBuild,
	rows: readonly number[],
	heightOf: (row: number) => number,
	colourOf: (row: number) => Rgba
): Layer[] {
	if (rows.length === 0) return [];
	const tops = new Float64Array(3 * rows.length);
	rows.forEach((row, index) => tops.set(placeOf(context, values, row, heightOf(row)), 3 * index));
	return [
		new LineLayer({
			id: `${id}-rods`,
			data: {
				length: rows.length,
				attributes: {
					getSourcePosition: { value: placesOf(context, values, rows, 0), size: 3 },
					getTargetPosition: { value: tops, size: 3 },
					getColor: { value: coloursOf(rows, colourOf), size: 4 }
				}
			},
			getWidth: 1.5,
			widthUnits: 'pixels',
			parameters: PLACED_PARAMETERS
		})
	];
}
