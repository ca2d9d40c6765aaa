import type { LngLat } from '#lib/model/geometry.ts';
import type { Degrees, EpochMs, MetresPerSecond } from '#lib/model/units.ts';
import { QUALITY } from '#lib/model/wire/fields.ts';
import type { DayMessage } from './world.ts';

/** One row of our own JSON, as a device sends it. */
export interface JsonRow {
	readonly id: string;
	readonly at: EpochMs;
	readonly title?: string;
	readonly position?: LngLat;
	readonly speed?: MetresPerSecond;
	readonly heading?: Degrees;
	readonly status?: string;
	/** In the units of the layer's metrics. */
	readonly values?: Readonly<Record<string, number>>;
	readonly gone?: true;
}

/** Rows of one message: enough to be cheap, and far below what a packet may have. */
const BATCH = 250;
export const TENANT = 'yunquan';
const encoder = new TextEncoder();

/** Rows as messages of their layer, `city/{tenant}/{layer}`; each says that it is simulated. */
export function* jsonMessages(layer: string, rows: Iterable<JsonRow>): Generator<DayMessage> {
	let batch: string[] = [];
	const message = (): DayMessage => ({
		topic: `city/${TENANT}/${layer}`,
		payload: encoder.encode(`[${batch.join(',')}]`),
		rows: batch.length
	});
	for (const row of rows) {
		batch.push(textOf(row));
		if (batch.length < BATCH) continue;
		yield message();
		batch = [];
	}
	if (batch.length > 0) yield message();
}

function textOf({ position, ...row }: JsonRow): string {
	return JSON.stringify({
		...row,
		...(position && { lng: position[0], lat: position[1] }),
		quality: QUALITY.simulated
	});
}
