import { findAdapter } from '#lib/adapters/registry.ts';
import { parseCityTopic } from '#lib/adapters/support/city-topic.ts';
import { layerOfGroup, parseTopic } from '#lib/adapters/sparkplug-b/topic.ts';

/** What a topic names; `tenant` only in topics of ours. */
interface Names {
	readonly tenant?: string;
	readonly layer?: string;
	readonly device?: string;
}
export interface RowsWay extends Names {
	readonly kind: 'rows';
	readonly adapter: string;
	/** All its rows are of the topic's layer, whatever their format calls it. */
	readonly into?: true;
}
/** What a layer is. */
interface DeclareWay extends Names {
	readonly kind: 'declare';
	readonly layer: string;
}
/** A device's word on a command: passed on to who listens, not kept. */
interface AckWay extends Names {
	readonly kind: 'ack';
}
/** What comes by an MQTT topic. */
export type TopicWay = RowsWay | DeclareWay | AckWay;

const SENSORTHINGS = /^v1\.1\/(?:(?:Multi)?Datastreams\([^/]+\)\/)?Observations$/;

/** What a topic is for; undefined when it is none of ours to take. */
export function wayOfTopic(topic: string): TopicWay | undefined {
	if (topic.startsWith('city/')) return cityWay(topic);
	if (SENSORTHINGS.test(topic)) return { kind: 'rows', adapter: 'sensorthings' };
	if (!topic.startsWith('spBv1.0/')) return undefined;
	const parsed = parseTopic(topic);
	if (typeof parsed === 'string') return undefined;
	return { kind: 'rows', adapter: 'sparkplug-b', layer: layerOfGroup(parsed.group), device: parsed.node };
}

/** `city/{tenant}/{layer}`, `…/declare`, `…/as/{adapter}` and `…/{device}/{up|state|ack}`. */
function cityWay(topic: string): TopicWay | undefined {
	const parsed = parseCityTopic(topic);
	if (parsed) {
		const { tenant, layer, device, channel } = parsed;
		if (channel === 'ack') return { kind: 'ack', tenant, layer, device };
		if (channel !== 'up' && channel !== 'state') return undefined;
		return { kind: 'rows', adapter: 'json', tenant, layer, device };
	}
	const [, tenant, layer, word, adapter, ...more] = topic.split('/');
	if (!tenant || !layer || more.length > 0) return undefined;
	if (word === 'as' && adapter)
		return findAdapter(adapter) ? { kind: 'rows', adapter, tenant, layer, into: true } : undefined;
	if (adapter !== undefined) return undefined;
	if (word === undefined) return { kind: 'rows', adapter: 'json', tenant, layer };
	return word === 'declare' ? { kind: 'declare', tenant, layer } : undefined;
}
