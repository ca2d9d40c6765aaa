import type { Layer } from '@deck.gl/core';
import { LineLayer, ScatterplotLayer } from '@deck.gl/layers';
import type { SceneContext } from '#lib/scene/contract.ts';
import { PLACED_PARAMETERS } from '../overlay-parameters.ts';
import { selectionRing } from '../selection-ring.ts';
import type { SensorsToBuild } from '../sensors/sensor-form.ts';
import {
	coloursOf,
	groupRows,
	paint,
	placeOf,
	placesOf,
	shareOf,
	type Rgba
} from '../sensors/sensor-rows.ts';
import { isThere } from '../sensors/sensor-style.ts';
import { LightPoolLayer } from './light-pool-layer.ts';

/** Height of a head over the ground, metres. */
const HEAD = 9;
const GROUND = 0.5;
const POOL_RADIUS = 20;
const POOL_PX = 5;
/** From farther away poles are thinner than a pixel. */
const POLES_UP_TO = 1.5;
const HEAD_RADIUS = 0.9;
const WALL = 1.5;
const FAULTS = new Set(['fault', 'defectiveLamp', 'error']);
/** Light adds to what it falls on. */
const ADDED = { ...PLACED_PARAMETERS, blendColorDstFactor: 'one' } as const;

/**
 * Heads in the colour of their class. By night what shines lights the ground around it, as bright as it says. Stale
 * and faulty ones are hollow: a fault of ours is never in the colour of an alarm.
 */
export function buildLamps(context: SceneContext, sensors: SensorsToBuild): Layer[] {
	const { id, values, style, selected, statuses, metresPerPixel } = sensors;
	const { fresh, stale, silent } = groupRows(values, style);
	const isFaulty = (row: number) => FAULTS.has(statuses[values.status[row] as number] ?? '');
	const faulty = fresh.filter(isFaulty);
	const well = fresh.filter((row) => !isFaulty(row));
	const colourOf = paint(context, style);
	const wall = context.look === 'wall' ? WALL : 1;
	const pixels = (metresPerPixel > POLES_UP_TO ? 1.1 : 2.4) * wall;
	const hollow = context.colour('--map-land', 200);
	const edge = context.colour('--tx-0');
	const chosen = selected !== undefined && selected < values.count && isThere(values, selected);
	return [
		...(context.look === 'light' ? [] : pools(context, sensors, well)),
		...(metresPerPixel > POLES_UP_TO
			? []
			: poles(context, sensors, [...well, ...faulty, ...stale, ...silent])),
		...heads(context, sensors, `${id}-silent`, silent, { pixels, fill: colourOf }),
		...heads(context, sensors, `${id}-stale`, stale, {
			pixels: pixels + 1,
			fill: () => hollow,
			line: colourOf
		}),
		...heads(context, sensors, id, well, { pixels, fill: colourOf }),
		...heads(context, sensors, `${id}-faulty`, faulty, {
			pixels: pixels + 2,
			fill: () => hollow,
			line: () => edge
		}),
		...(chosen ? selectionRing(context, id, placeOf(context, values, selected, HEAD)) : [])
	];
}

/** What is lit, brighter the nearer it is to full power; from afar many pools are one street. */
function pools(
	context: SceneContext,
	{ id, values, also, metresPerPixel }: SensorsToBuild,
	rows: readonly number[]
): Layer[] {
	const { actual } = also;
	const brightness = (row: number) => shareOf((actual ?? values.value)[row] as number, [0, 100]);
	const lit = rows.filter((row) => brightness(row) > 0);
	if (lit.length === 0) return [];
	const [red, green, blue] = context.colour('--map-lamp');
	return [
		new LightPoolLayer({
			id: `${id}-pools`,
			data: {
				length: lit.length,
				attributes: {
					getPosition: { value: placesOf(context, values, lit, GROUND), size: 3 },
					getFillColor: {
						value: coloursOf(lit, (row): Rgba => [red, green, blue, 70 + 150 * brightness(row)]),
						size: 4
					}
				}
			},
			getRadius: Math.max(POOL_RADIUS, POOL_PX * metresPerPixel),
			antialiasing: false,
			parameters: ADDED
		})
	];
}

function poles(context: SceneContext, { id, values }: SensorsToBuild, rows: readonly number[]): Layer[] {
	if (rows.length === 0) return [];
	return [
		new LineLayer({
			id: `${id}-poles`,
			data: {
				length: rows.length,
				attributes: {
					getSourcePosition: { value: placesOf(context, values, rows, 0), size: 3 },
					getTargetPosition: { value: placesOf(context, values, rows, HEAD), size: 3 }
				}
			},
			getColor: context.colour('--tx-3'),
			getWidth: 0.25,
			widthUnits: 'meters',
			widthMinPixels: 1,
			parameters: PLACED_PARAMETERS
		})
	];
}

interface Heads {
	/** Least radius. */
	readonly pixels: number;
	readonly fill: (row: number) => Rgba;
	readonly line?: (row: number) => Rgba;
}

function heads(
	context: SceneContext,
	{ values }: SensorsToBuild,
	id: string,
	rows: readonly number[],
	{ pixels, fill, line }: Heads
): Layer[] {
	if (rows.length === 0) return [];
	return [
		new ScatterplotLayer({
			id,
			data: {
				length: rows.length,
				rows: Uint32Array.from(rows),
				attributes: {
					getPosition: { value: placesOf(context, values, rows, HEAD), size: 3 },
					getFillColor: { value: coloursOf(rows, fill), size: 4 },
					...(line && { getLineColor: { value: coloursOf(rows, line), size: 4 } })
				}
			},
			pickable: true,
			stroked: line !== undefined,
			getRadius: HEAD_RADIUS,
			radiusMinPixels: pixels,
			radiusMaxPixels: pixels * 3,
			getLineWidth: 1.5,
			lineWidthUnits: 'pixels',
			billboard: true,
			parameters: PLACED_PARAMETERS
		})
	];
}
