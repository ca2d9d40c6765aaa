import type { Seconds } from '#lib/model/units.ts';
import { TENANT } from '../json-rows.ts';
import type { Feed, World } from '../world.ts';
import type { Device } from './device.ts';
import { Gateways } from './gateways.ts';
import { spokenLayer } from './spoken-layer.ts';

/** A number of an NGSI-LD entity with its UN/CEFACT unit code. */
export type Measured = readonly [value: number, unitCode: string];

/** A feed of devices that a context broker sends on as NGSI-LD entities. */
export interface NgsiDevices<D extends Device> {
	readonly layer: string;
	/** Type of the Smart Data Models. */
	readonly type: string;
	readonly every: Seconds;
	/** UCUM units by metric. */
	readonly metrics: Readonly<Record<string, string>>;
	readonly devices: readonly D[];
	readonly entity: (
		device: D,
		world: World
	) => { readonly status?: string; readonly values: Readonly<Record<string, Measured>> };
}

const encoder = new TextEncoder();

/** Entities of a gateway as one list, by `city/{tenant}/{layer}/as/ngsi-ld`. */
export function ngsiFeed<D extends Device>({
	layer,
	type,
	every,
	metrics,
	devices,
	entity
}: NgsiDevices<D>): Feed {
	const gateways = new Gateways(layer, every, devices);
	return {
		layer,
		every,
		layers: [spokenLayer(layer, every, metrics)],
		*messages(world, step) {
			const observedAt = new Date(world.at).toISOString();
			for (const group of gateways.due(world, step)) {
				const entities = group.map((device) => {
					const { status, values } = entity(device, world);
					return {
						id: device.id,
						type,
						location: {
							type: 'GeoProperty',
							value: { type: 'Point', coordinates: device.position }
						},
						name: { type: 'Property', value: device.title },
						dateObserved: { type: 'Property', value: { '@type': 'DateTime', '@value': observedAt } },
						...(status === undefined ? {} : { status: { type: 'Property', value: status } }),
						...Object.fromEntries(
							Object.entries(values).map(([name, [value, unitCode]]) => [
								name,
								{ type: 'Property', value, unitCode, observedAt }
							])
						)
					};
				});
				yield {
					topic: `city/${TENANT}/${layer}/as/ngsi-ld`,
					payload: encoder.encode(JSON.stringify(entities)),
					rows: group.length
				};
			}
		}
	};
}
