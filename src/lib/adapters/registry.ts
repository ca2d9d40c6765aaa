import type { Adapter } from '#lib/model/observation.ts';
import { cap } from './cap/adapter.ts';
import { csv } from './csv/adapter.ts';
import { gtfsRealtime } from './gtfs-realtime/adapter.ts';
import { json } from './json/adapter.ts';
import { ngsiLd } from './ngsi-ld/adapter.ts';
import { sensorThings } from './sensorthings/adapter.ts';
import { sparkplugB } from './sparkplug-b/adapter.ts';

/** Every foreign format that can be read: a new one is one folder and one line. */
export const adapters: readonly Adapter[] = [json, ngsiLd, sensorThings, csv, gtfsRealtime, cap, sparkplugB];

/** The adapter of this id, when there is one. */
export function findAdapter(id: string): Adapter | undefined {
	return adapters.find((adapter) => adapter.id === id);
}
