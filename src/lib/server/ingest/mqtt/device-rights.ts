import { createHash, timingSafeEqual } from 'node:crypto';
import type { Row } from '#lib/model/observation.ts';
import type { DeviceEntry } from '../../live/live-config.ts';
import type { RowsWay, TopicWay } from './topic-ways.ts';

/** What one MQTT client may do. */
export interface Rights {
	/** Why it may not publish there; undefined when it may. */
	refusal(way: TopicWay): string | undefined;
	/** Why it may not say this row; undefined when it may. */
	rowRefusal(row: Row, layer: string, way: RowsWay): string | undefined;
	maySubscribe(topic: string): boolean;
}

/** Everyone on this machine, while no devices are set up. */
export const OPEN_RIGHTS: Rights = {
	refusal: () => undefined,
	rowRefusal: () => undefined,
	maySubscribe: (topic) => /^(?:city|spBv1\.0)\//.test(topic)
};

/** Rights by name and password; undefined for a name or password that is not known. */
export function authenticator(
	devices: readonly DeviceEntry[]
): (username: string | undefined, password: Uint8Array | undefined) => Rights | undefined {
	const known = new Map(devices.map((entry) => [entry.username, { entry, rights: rightsOf(entry) }]));
	return (username, password) => {
		const device = known.get(username ?? '');
		const digest = createHash('sha256')
			.update(password ?? new Uint8Array())
			.digest();
		// An unknown name is compared as well, so that the time it takes says nothing.
		const same = timingSafeEqual(Buffer.from(device?.entry.sha256 ?? '0'.repeat(64), 'hex'), digest);
		return same && device ? device.rights : undefined;
	};
}

function rightsOf({ tenant, layers, devices }: DeviceEntry): Rights {
	const mayLayer = (layer: string) => layers.length === 0 || layers.includes(layer);
	const mayDevice = (device: string) => devices.length === 0 || devices.includes(device);
	/** A device speaks for itself and for its parts: `pole-7` for `pole-7/lamp`. */
	const maySpeakFor = (entity: string) =>
		devices.length === 0 || devices.some((device) => entity === device || entity.startsWith(`${device}/`));
	return {
		refusal(way) {
			if (way.tenant !== undefined && way.tenant !== tenant)
				return `it may not speak for the tenant ${way.tenant}`;
			if (way.layer !== undefined && !mayLayer(way.layer))
				return `it may not write to the layer ${way.layer}`;
			if (way.device !== undefined && !mayDevice(way.device))
				return `it may not speak for the device ${way.device}`;
			if (way.kind === 'declare' && devices.length > 0)
				return `it speaks for its devices only, not for the layer ${way.layer}`;
			return undefined;
		},
		rowRefusal(row, layer, way) {
			if (!mayLayer(layer)) return `its sender may not write to the layer ${layer}`;
			// A Sparkplug topic names its node, and so do all its entities.
			if (row.kind === 'event' || (way.adapter !== 'json' && way.device !== undefined)) return undefined;
			return maySpeakFor(row.entity) ? undefined : `its sender may not speak for ${row.entity}`;
		},
		maySubscribe(topic) {
			const [root, second, third = '', fourth = '', fifth, ...more] = topic.split('/');
			if (root === 'spBv1.0') {
				if (second === 'STATE') return true;
				const ends = more.length === 0 && (fifth === undefined || third === 'DCMD');
				return ends && /^[ND]CMD$/.test(third) && isName(second) && isName(fourth) && mayDevice(fourth);
			}
			if (root !== 'city' || second !== tenant || fifth !== 'cmd' || more.length > 0) return false;
			return isName(third) && isName(fourth) && mayLayer(third) && mayDevice(fourth);
		}
	};
}

/** One level of a topic without wildcards. */
const isName = (level: string | undefined): boolean => !!level && !/[+#]/.test(level);
