import { tableFromIPC } from 'apache-arrow';
import { isStale, staleAfterMs } from '#lib/model/live-layer.ts';
import type { BaselineNow } from '#lib/model/scenario/contract.ts';
import type { EpochMs, Milliseconds } from '#lib/model/units.ts';
import type { Historian } from '#lib/server/historian/historian.ts';
import { LoggedLayer } from '#lib/server/hub/logged-layer.ts';
import type { Hub } from '#lib/server/hub/hub.ts';
import { baselineReadingsOf, type MeasuredMetric } from './baseline-readings.ts';

const HOUR: Milliseconds = 3_600_000;
/** The usual level of a gauge is the middle one of its hours in so long. */
const USUAL_OVER: Milliseconds = 7 * 24 * HOUR;
/** Of fewer hours nobody can say what is usual. */
const LEAST_HOURS = 24;

/** The living city at this instant, as a scenario begins from it: what open layers say of weather and water. */
export async function baselineNow(
	live: { readonly hub: Hub; readonly historian: Historian | undefined } | undefined,
	now: EpochMs
): Promise<BaselineNow> {
	const layers = [...(live?.hub.layers.values() ?? [])].filter(
		(layer): layer is LoggedLayer => layer instanceof LoggedLayer && layer.restricted === undefined
	);
	const metrics = layers.flatMap((layer) => metricsOf(layer, now));
	const rises = await Promise.all(
		metrics.filter(isGauge).map((levels) => riseOf(levels, live?.historian, now))
	);
	return {
		at: now,
		readings: baselineReadingsOf([...metrics, ...rises.flatMap((rise) => rise ?? [])])
	};
}

type Measured = MeasuredMetric & { readonly entities: readonly number[] };

function metricsOf({ id, entry: { declaration }, state }: LoggedLayer, now: EpochMs): Measured[] {
	const limit = staleAfterMs(declaration);
	const names = declaration.metrics.map(({ name }) => name);
	return declaration.metrics.map(({ name, unit }, metric) => {
		const entities: number[] = [];
		const values: { value: number; at: EpochMs }[] = [];
		for (let idx = 0; idx < state.capacity; idx++) {
			const value = state.metrics[metric]?.[idx] ?? NaN;
			const at = state.metricAt(metric, idx);
			if (!state.present[idx] || !Number.isFinite(value) || at === undefined || isStale(at, now, limit))
				continue;
			entities.push(idx);
			values.push({ value, at });
		}
		return { layer: id, name, unit, beside: names.filter((other) => other !== name), values, entities };
	});
}

/** Rivers and lakes have levels that one is warned of; springs have none. */
const isGauge = ({ name, unit, beside }: MeasuredMetric) =>
	name === 'level' && unit === 'm' && beside.includes('warning');

/** How far gauges stand above their usual level, of those whose usual level is known. */
async function riseOf(
	levels: Measured,
	historian: Historian | undefined,
	now: EpochMs
): Promise<MeasuredMetric | undefined> {
	const usual = await usualLevels(levels, historian, now);
	const values = levels.values.flatMap(({ value, at }, place) => {
		const level = usual.get(levels.entities[place]!);
		return level === undefined ? [] : [{ value: value - level, at }];
	});
	return values.length === 0 ? undefined : { ...levels, name: 'rise', values };
}

async function usualLevels(
	{ layer, name }: Measured,
	historian: Historian | undefined,
	now: EpochMs
): Promise<ReadonlyMap<number, number>> {
	if (!historian) return new Map();
	const { stream } = await historian.window({
		layer,
		from: now - USUAL_OVER,
		to: now,
		by: 'observed',
		fields: [`m:${name}`],
		step: HOUR
	});
	const chunks: Uint8Array[] = [];
	for await (const chunk of stream) chunks.push(chunk);
	const byEntity = new Map<number, number[]>();
	for (const row of tableFromIPC(Buffer.concat(chunks))) {
		const level = Number(row[`m:${name}`] ?? NaN);
		const idx = Number(row['idx']);
		if (Number.isFinite(level)) byEntity.set(idx, [...(byEntity.get(idx) ?? []), level]);
	}
	return new Map(
		[...byEntity].flatMap(([idx, all]) => (all.length < LEAST_HOURS ? [] : [[idx, median(all)] as const]))
	);
}

function median(values: readonly number[]): number {
	const sorted = values.toSorted((a, b) => a - b);
	const middle = Math.floor(sorted.length / 2);
	return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
