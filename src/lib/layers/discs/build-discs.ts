import type { Layer } from '@deck.gl/core';
import { ScatterplotLayer } from '@deck.gl/layers';
import type { SceneContext } from '#lib/scene/contract.ts';
import { OVERLAY_PARAMETERS } from '../overlay-parameters.ts';
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

const LIFT = 3;
/** Of the greatest value, metres on the ground and least pixels on the screen; areas are as the values are. */
const RADIUS = 170;
const RADIUS_PX = 26;
const LEAST_SHARE = 0.1;
const FILL_ALPHA = 105;

/**
 * Areas around things, as large as their values, over the roofs: filled and edged in the colour of their class;
 * stale ones have no more than the edge, those without a value a small one.
 */
export function buildDiscs(context: SceneContext, sensors: SensorsToBuild): Layer[] {
	const { id, values, style, selected, metresPerPixel } = sensors;
	const groups = groupRows(values, style);
	const colourOf = paint(context, style);
	const scale = measure(values, sensors.scale);
	const greatest = Math.max(RADIUS, RADIUS_PX * metresPerPixel * (context.look === 'wall' ? 1.6 : 1));
	const radiusOf = (row: number) =>
		greatest * Math.sqrt(Math.max(LEAST_SHARE, shareOf(values.value[row] as number, scale)));
	// pale classes on a pale map need an edge
	const edge = context.look === 'light' ? context.colour('--line-strong') : undefined;
	const discs = (name: string, rows: readonly number[], alpha: number): Layer[] =>
		rows.length === 0
			? []
			: [
					new ScatterplotLayer({
						id: name,
						data: {
							length: rows.length,
							rows: Uint32Array.from(rows),
							attributes: {
								getPosition: { value: placesOf(context, values, rows, LIFT), size: 3 },
								getRadius: { value: Float32Array.from(rows, radiusOf), size: 1 },
								getFillColor: { value: coloursOf(rows, (row) => withAlpha(colourOf(row), alpha)), size: 4 },
								getLineColor: { value: coloursOf(rows, (row) => edge ?? colourOf(row)), size: 4 }
							}
						},
						pickable: true,
						stroked: true,
						getLineWidth: 1.5,
						lineWidthUnits: 'pixels',
						radiusMinPixels: 4,
						parameters: OVERLAY_PARAMETERS
					})
				];
	const chosen = selected !== undefined && selected < values.count && isThere(values, selected);
	return [
		...discs(`${id}-silent`, groups.silent, 1),
		...discs(`${id}-stale`, groups.stale, 1),
		...discs(id, groups.fresh, FILL_ALPHA),
		...valueLabels(context, sensors, groups.fresh, { heightOf: () => LIFT, below: true }),
		...(chosen ? selectionRing(context, id, placeOf(context, values, selected, LIFT)) : [])
	];
}

const withAlpha = ([red, green, blue]: Rgba, alpha: number): Rgba => [red, green, blue, alpha];
