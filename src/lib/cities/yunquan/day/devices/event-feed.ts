import type { LngLat } from '#lib/model/geometry.ts';
import type { EpochMs, Seconds } from '#lib/model/units.ts';
import type { EventSeverity } from '#lib/model/observation.ts';
import { TENANT } from '../json-rows.ts';
import type { Feed, World } from '../world.ts';

/** Something that happened, as it is sent: an event of docs/ingest-json.md. */
export interface DayEvent {
	readonly id: string;
	readonly at: EpochMs;
	readonly until?: EpochMs;
	readonly type: string;
	readonly severity: EventSeverity;
	readonly title: { readonly zh: string; readonly en: string };
	readonly position: LngLat;
	/** It ends this one. */
	readonly ends?: string;
	readonly facts?: Readonly<Record<string, string>>;
}

/** Events of one message at most. */
const BATCH = 250;
const encoder = new TextEncoder();

/** A layer of events; `between` says what happened after an instant and up to another, in the same world. */
export function eventFeed(
	layer: string,
	every: Seconds,
	between: (after: EpochMs, world: World) => Iterable<DayEvent>
): Feed {
	return {
		layer,
		every,
		layers: [{ id: layer, cls: 'event', interval: every }],
		*messages(world, step) {
			const events = [...between(world.at - step * 1000, world)];
			for (let first = 0; first < events.length; first += BATCH) {
				const batch = events.slice(first, first + BATCH);
				yield {
					topic: `city/${TENANT}/${layer}`,
					payload: encoder.encode(JSON.stringify(batch.map(rowOf))),
					rows: batch.length
				};
			}
		}
	};
}

function rowOf({ position: [lng, lat], ends, ...event }: DayEvent): object {
	return {
		event: true,
		...event,
		lng,
		lat,
		...(ends === undefined ? {} : { ends: true, replaces: [ends] })
	};
}
