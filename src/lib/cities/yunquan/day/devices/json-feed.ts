import type { Seconds } from '#lib/model/units.ts';
import { jsonMessages, type JsonRow } from '../json-rows.ts';
import type { Feed, World } from '../world.ts';
import type { Device } from './device.ts';
import { Gateways } from './gateways.ts';
import { spokenLayer } from './spoken-layer.ts';

/** A feed of devices that speak our own JSON. */
export interface JsonDevices<D extends Device> {
	readonly layer: string;
	readonly every: Seconds;
	/** Units by metric. */
	readonly metrics: Readonly<Record<string, string>>;
	/** Devices that move say their own position. */
	readonly moves?: true;
	readonly devices: readonly D[];
	/** What a device finds at the world's instant. */
	readonly row: (device: D, world: World) => Omit<JsonRow, 'id' | 'at'>;
}

export function jsonFeed<D extends Device>({
	layer,
	every,
	metrics,
	moves,
	devices,
	row
}: JsonDevices<D>): Feed {
	const gateways = new Gateways(layer, every, devices);
	return {
		layer,
		every,
		layers: [{ ...spokenLayer(layer, every, metrics), ...(moves && { moves }) }],
		*messages(world, step) {
			for (const group of gateways.due(world, step))
				yield* jsonMessages(
					layer,
					group.map((device): JsonRow => ({
						id: device.id,
						at: world.at,
						title: device.title,
						position: device.position,
						...row(device, world)
					}))
				);
		}
	};
}
