import { hash } from '../../geometry/dice.ts';
import type { EpochMs, Seconds } from '#lib/model/units.ts';
import { isDue, turnOfDevice } from '../turns.ts';
import type { DayMessage, Feed, World } from '../world.ts';
import type { Device } from './device.ts';
import { encodeSparkplug, type SparkplugMetric } from './sparkplug-payload.ts';
import { spokenLayer } from './spoken-layer.ts';

/** One edge node and its devices. A device's id is a urn, which names it in any layer. */
export interface SparkplugDevices<D extends Device> {
	/** Group, which is the layer. */
	readonly group: string;
	readonly node: string;
	readonly every: Seconds;
	/** UCUM units by metric. */
	readonly metrics: Readonly<Record<string, string>>;
	readonly devices: readonly D[];
	readonly values: (device: D, world: World) => Readonly<Record<string, number>>;
}

/** The node is born anew so often, so that who came later or lost messages knows it again. */
const REBORN: Seconds = 900;

/**
 * Births, then data: NBIRTH and a DBIRTH for each device with the first step and every quarter of an hour, DDATA
 * between. `seq` counts the messages of the session; what they say is a function of the instant.
 */
export function sparkplugFeed<D extends Device>({
	group,
	node,
	every,
	metrics,
	devices,
	values
}: SparkplugDevices<D>): Feed {
	let born: EpochMs | undefined;
	let births = -1;
	let seq = 0;
	const send = (
		kind: string,
		device: string | undefined,
		at: EpochMs,
		list: readonly SparkplugMetric[]
	): DayMessage => {
		const payload = encodeSparkplug(at, seq, list);
		seq = (seq + 1) % 256;
		const topic = `spBv1.0/${group}/${kind}/${node}${device === undefined ? '' : `/${device}`}`;
		return { topic, payload, rows: device === undefined ? 0 : 1 };
	};
	function* bear(world: World): Generator<DayMessage> {
		born = world.at;
		births = (births + 1) % 256;
		seq = 0;
		yield send('NBIRTH', undefined, world.at, [
			{ name: 'bdSeq', long: births },
			{ name: 'Node Control/Rebirth', boolean: false }
		]);
		for (const device of devices)
			yield send('DBIRTH', device.id, world.at, [
				{ name: 'Location/Longitude', double: device.position[0] },
				{ name: 'Location/Latitude', double: device.position[1] },
				{ name: 'Name', string: device.title },
				...valuesOf(device, world, true)
			]);
	}
	const valuesOf = (device: D, world: World, birth: boolean): SparkplugMetric[] =>
		Object.entries(values(device, world)).map(([name, double]) => ({
			name,
			double,
			...(birth ? { unit: metrics[name]! } : {})
		}));
	const first = hash(...[...group].map((letter) => letter.charCodeAt(0)));
	return {
		layer: group,
		every,
		layers: [spokenLayer(group, every, metrics)],
		*messages(world, step) {
			const { at } = world;
			// A walk that began anew, or went back, is another session.
			if (born === undefined || at < born || at >= born + REBORN * 1000) return yield* bear(world);
			for (const [k, device] of devices.entries())
				if (isDue(turnOfDevice(first, k), every, at, step))
					yield send('DDATA', device.id, at, valuesOf(device, world, false));
		}
	};
}
