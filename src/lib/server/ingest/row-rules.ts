import { CLOCK_AHEAD, MAX_METRICS, layerId } from '#lib/model/live-layer.ts';
import { NOBODY, type Observation, type Rejected, type Row } from '#lib/model/observation.ts';
import type { EpochMs } from '#lib/model/units.ts';
import { QUALITY } from '#lib/model/wire/fields.ts';
import { admitsMetric, admitsStatus, type KnownLayer, type KnownLayers } from './known-layers.ts';
import { conversionOf } from './unit-conversion.ts';

/** Where rows came in and when. */
export interface Arrival {
	/** Layer of rows that do not name one. */
	readonly layer: string | undefined;
	readonly receivedAt: EpochMs;
	/** Why the sender may not say this; absent when it may say anything. */
	readonly refusal?: ((row: Row, layer: string) => string | undefined) | undefined;
}

/** A row that may go into the log of its layer. */
export interface PlacedRow {
	readonly layer: string;
	readonly row: Row;
}

/**
 * What every row must meet before the log, whatever its format: a layer of its class, units that fit the layer's,
 * a clock that does not run ahead. What does not fit is told to `reject`; undefined when nothing is left.
 */
export function placeRow(
	row: Row,
	arrival: Arrival,
	layers: KnownLayers,
	reject: (rejected: Rejected) => void
): PlacedRow | undefined {
	const layer = row.layer ?? arrival.layer;
	const id = row.kind === 'event' ? row.id : row.entity;
	const place = `${layer ?? ''}${layer === undefined ? '' : '/'}${id}`;
	const no = (reason: string) => {
		reject({ place, reason });
		return undefined;
	};
	if (layer === undefined)
		return no('it names no layer: give the row a "layer", or send it by a topic or with ?layer=');
	if (!isLayerId(layer))
		return no(`"${layer.slice(0, 60)}" cannot be a layer: use small letters, digits, - and _`);
	const refused = arrival.refusal?.(row, layer);
	if (refused !== undefined) return no(refused);
	const cls = row.kind === 'event' ? 'event' : 'state';
	if (id === NOBODY && !layers.has(layer)) return undefined;
	const known = layers.get(layer, cls);
	if (!known) return no('there are as many live layers as there may be; it would be a new one');
	if (known.cls !== cls)
		return no(
			known.cls === 'event'
				? `the layer ${layer} holds events, and this is an observation`
				: `the layer ${layer} holds observations, and this is an event`
		);
	if (row.kind === 'event') return { layer, row };
	if (!layers.admitsEntity(known, row.entity))
		return no('the layer has as many things as it may have; it would be a new one');
	const placed = placeObservation(row, known, arrival.receivedAt, (what, reason) =>
		reject({ place: `${place}, ${what}`, reason })
	);
	return placed && { layer, row: placed };
}

type RejectPart = (what: string, reason: string) => void;

function placeObservation(
	row: Observation,
	layer: KnownLayer,
	receivedAt: EpochMs,
	reject: RejectPart
): Observation | undefined {
	let placed = layer.simulated ? { ...row, quality: (row.quality ?? 0) | QUALITY.simulated } : row;
	if (row.at > receivedAt + CLOCK_AHEAD * 1000)
		placed = { ...placed, at: receivedAt, quality: (placed.quality ?? 0) | QUALITY.clockSuspect };
	if (row.status !== undefined && !admitsStatus(layer, row.status)) {
		reject('status', `the layer has as many status words as it may have; "${row.status}" is a new one`);
		const { status: _, ...rest } = placed;
		placed = rest;
	}
	if (!row.values) return placed;
	const { values, outOfRange } = fittingValues(row, layer, reject);
	if (values !== row.values) {
		const { values: _, units: __, ...rest } = placed;
		placed = Object.keys(values).length > 0 ? { ...rest, values, units: unitsOf(values, layer) } : rest;
		if (placed.values === undefined && !saysMore(placed)) return undefined;
	}
	return outOfRange ? { ...placed, quality: (placed.quality ?? 0) | QUALITY.outOfRange } : placed;
}

const saysMore = ({
	position,
	altitude,
	speed,
	heading,
	status,
	title,
	colour,
	gone
}: Observation): boolean =>
	[position, altitude, speed, heading, status, title, colour, gone].some((said) => said !== undefined);

/** The row's values in the layer's units; the same object when all were so already. */
function fittingValues({ values = {}, units }: Observation, layer: KnownLayer, reject: RejectPart) {
	const fitting: [name: string, value: number][] = [];
	let outOfRange = false;
	let changed = false;
	for (const name in values) {
		const value = valueIn(layer, name, values[name]!, units?.[name]);
		if (value !== values[name]) changed = true;
		if (typeof value === 'string') {
			reject(name, value);
			continue;
		}
		fitting.push([name, value]);
		const range = layer.metrics.get(name)?.range;
		if (range && (value < range[0] || value > range[1])) outOfRange = true;
	}
	return { values: changed ? Object.fromEntries(fitting) : values, outOfRange };
}

const unitsOf = (values: Readonly<Record<string, number>>, { metrics }: KnownLayer): Record<string, string> =>
	Object.fromEntries(Object.keys(values).map((name) => [name, metrics.get(name)!.unit]));

/** A value as its column holds it, or why it cannot. */
function valueIn(layer: KnownLayer, name: string, value: number, unit: string | undefined): number | string {
	if (!admitsMetric(layer, name, unit ?? '1'))
		return `the layer has ${MAX_METRICS} metrics, and this would be one more`;
	const wanted = layer.metrics.get(name)!.unit;
	// A value that came without a unit is in the layer's.
	const conversion = unit === undefined || unit === wanted ? undefined : conversionOf(unit, wanted);
	const converted = unit === undefined || unit === wanted ? value : conversion?.(value);
	if (converted === undefined)
		return `it came in ${unit}, but the layer has it in ${wanted}, which measures something else`;
	return Number.isFinite(Math.fround(converted)) ? converted : 'the number is too large to be kept';
}

/** Ids that passed: a schema for each row would cost more than the row. */
const passed = new Set<string>();
const MOST_PASSED = 2_000;

function isLayerId(id: string): boolean {
	if (passed.has(id)) return true;
	if (!layerId.safeParse(id).success) return false;
	if (passed.size >= MOST_PASSED) passed.clear();
	passed.add(id);
	return true;
}
