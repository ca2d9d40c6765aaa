import type { Layer } from '@deck.gl/core';
import { ScatterplotLayer } from '@deck.gl/layers';
import type { LayerValues } from '#lib/model/live-values.ts';
import type { Metres } from '#lib/model/units.ts';
import type { SceneContext } from '#lib/scene/contract.ts';
import { selectionRing } from '../selection-ring.ts';
import { OVERLAY_PARAMETERS } from '../overlay-parameters.ts';
import type { SensorsToBuild } from './sensor-form.ts';
import { isThere } from './sensor-style.ts';
import { coloursOf, groupRows, paint, placeOf, placesOf, type Rgba } from './sensor-rows.ts';

/** Metres above the ground, so that road surfaces never swallow a dot. */
const LIFT = 3;
const NO_VALUE = '--line-strong';
const MANY = 5000;
/** A wall is read from metres away. */
const WALL = 1.8;

/**
 * Fresh entities are filled dots, stale ones hollow rings of the same colour, those without a value small and grey. So
 * many of the first classes are `quiet`: things as they should be, in small dots.
 */
export function buildDots(context: SceneContext, sensors: SensorsToBuild, quiet = 0): Layer[] {
	const { id, values, style, selected } = sensors;
	const none = context.colour(NO_VALUE);
	// pale classes on a pale map need an edge
	const casing = context.colour(context.look === 'light' ? '--line-strong' : '--map-label-halo');
	const hollow = context.colour('--map-land', 200);
	const groups = groupRows(values, style);
	const scale = (values.entities > MANY ? 0.7 : 1) * (context.look === 'wall' ? WALL : 1);
	const colourOf = paint(context, style, none);
	const isQuiet = (row: number) => (style.classOfRow[row] as number) < quiet;
	const fresh = { fill: colourOf, line: () => casing, width: 1 };
	const layers = [
		...dots(context, values, groups.silent, {
			id: `${id}-silent`,
			pixels: 3 * scale,
			fill: () => none,
			line: () => casing,
			width: 1
		}),
		...dots(context, values, groups.stale, {
			id: `${id}-stale`,
			pixels: 5 * scale,
			fill: () => hollow,
			line: colourOf,
			width: 2
		}),
		...dots(context, values, groups.fresh.filter(isQuiet), {
			id: `${id}-quiet`,
			pixels: 2.5 * scale,
			metres: 6,
			...fresh
		}),
		...dots(context, values, quiet === 0 ? groups.fresh : groups.fresh.filter((row) => !isQuiet(row)), {
			id,
			pixels: 5 * scale,
			...fresh
		})
	];
	if (selected === undefined || selected >= values.count || !isThere(values, selected)) return layers;
	return [...layers, ...selectionRing(context, id, placeOf(context, values, selected, LIFT))];
}

interface Dots {
	readonly id: string;
	/** Smallest radius. */
	readonly pixels: number;
	/** Radius on the ground. */
	readonly metres?: Metres;
	readonly fill: (row: number) => Rgba;
	readonly line: (row: number) => Rgba;
	/** Of the line, pixels. */
	readonly width: number;
}

function dots(
	context: SceneContext,
	values: LayerValues,
	rows: readonly number[],
	{ id, pixels, metres = 14, fill, line, width }: Dots
): Layer[] {
	if (rows.length === 0) return [];
	return [
		new ScatterplotLayer({
			id,
			data: {
				length: rows.length,
				// What a pick answers: the entity's row, not the dot's.
				rows: Uint32Array.from(rows),
				attributes: {
					getPosition: { value: placesOf(context, values, rows, LIFT), size: 3 },
					getFillColor: { value: coloursOf(rows, fill), size: 4 },
					getLineColor: { value: coloursOf(rows, line), size: 4 }
				}
			},
			pickable: true,
			stroked: true,
			getRadius: metres,
			radiusUnits: 'meters',
			radiusMinPixels: pixels,
			radiusMaxPixels: pixels * 1.6,
			getLineWidth: width,
			lineWidthUnits: 'pixels',
			billboard: true,
			parameters: OVERLAY_PARAMETERS
		})
	];
}
