import type { Adapter, Observation } from '#lib/model/observation.ts';
import type { EpochMs } from '#lib/model/units.ts';
import { QUALITY } from '#lib/model/wire/fields.ts';
import { Collector } from '../support/collector.ts';
import { bornFrom } from './birth.ts';
import { bornOf, nodeOf, recall, remember, UNBORN, withBorn, type NodeMemory } from './memory.ts';
import { numberOf } from './metric-value.ts';
import { readPayload, type Payload } from './payload.ts';
import { rebirthCommand } from './rebirth.ts';
import { rowsOf, type Identity } from './rows.ts';
import { layerOfGroup, parseTopic, type SparkplugTopic } from './topic.ts';

/**
 * Sparkplug B 3.0 by MQTT. `memory` must be shared by all topics of a broker: data messages name metrics by the
 * aliases that births gave them. A node whose births or messages are missing is asked for a rebirth. Commands and
 * host states are counted and give no rows.
 */
export const sparkplugB: Adapter = {
	id: 'sparkplug-b',
	about: 'Sparkplug B 3.0: births, data and deaths of MQTT edge nodes and their devices (protocol buffers).',
	decode(bytes, receivedAt, options = {}) {
		const found = new Collector();
		const topic = parseTopic(options.topic);
		if (typeof topic === 'string') {
			found.reject('topic', topic);
			return found.decoded(options.memory);
		}
		found.count(topic.type);
		if (topic.type === 'STATE' || topic.type.endsWith('CMD')) return found.decoded(options.memory);
		const payload = readPayload(bytes);
		for (const { place, reason } of payload.rejected) found.reject(place, reason);
		const memory = recall(options.memory);
		const key = `${topic.group}/${topic.node}`;
		const before = nodeOf(memory, key);
		const after = topic.type.endsWith('DEATH')
			? death(found, topic, payload, before, receivedAt)
			: news(found, topic, payload, before, receivedAt);
		const decoded = found.decoded(after === before ? memory : remember(memory, key, after));
		const { gaps, 'unknown alias': unknown } = decoded.counts;
		return gaps || unknown ? { ...decoded, replies: [rebirthCommand(topic, receivedAt)] } : decoded;
	}
};

/** A birth or data message. */
function news(
	found: Collector,
	topic: SparkplugTopic,
	payload: Payload,
	before: NodeMemory,
	receivedAt: EpochMs
): NodeMemory {
	const birth = topic.type.endsWith('BIRTH');
	const device = topic.device ?? '';
	let node = followed(found, topic, payload, before);
	// A node's birth makes every alias of its devices void until their own births.
	if (topic.type === 'NBIRTH') node = reborn(node, payload);
	const known = bornOf(node, device);
	const born = birth ? bornFrom(payload.metrics, known ?? UNBORN) : known;
	const read = rowsOf(payload, { identity: identityOf(topic, topic.device), born, birth, receivedAt }, found);
	for (const row of read.rows)
		if (topic.device !== undefined || measures(row)) found.add(row, `${topic.type} ${row.entity}`);
	return read.born ? withBorn(node, device, read.born) : node;
}

/** False for a node that only passes on what its devices measure: it is no thing of the layer. */
function measures({ values, position, status }: Observation): boolean {
	return values !== undefined || position !== undefined || (status !== undefined && status !== 'online');
}

/** Follows the sequence 0 to 255: a message out of step is used, and the gap is said. */
function followed(found: Collector, topic: SparkplugTopic, { seq }: Payload, node: NodeMemory): NodeMemory {
	if (seq === undefined) return node;
	const expected = node.seq === undefined ? seq : (node.seq + 1) % 256;
	if (topic.type !== 'NBIRTH' && seq !== expected) {
		found.count('gaps');
		found.reject(
			'seq',
			`seq ${seq} came where ${expected} was due: messages are missing, the node needs a rebirth`
		);
	}
	return { ...node, seq };
}

function reborn(node: NodeMemory, payload: Payload): NodeMemory {
	const bdSeq = bdSeqOf(payload);
	return {
		...(node.seq === undefined ? {} : { seq: node.seq }),
		...(bdSeq === undefined ? {} : { bdSeq }),
		born: Object.fromEntries(Object.entries(node.born).map(([id, born]) => [id, { ...born, ...UNBORN }]))
	};
}

/** A death: the node with all its devices, or one device, is offline and its values are stale. */
function death(
	found: Collector,
	topic: SparkplugTopic,
	payload: Payload,
	node: NodeMemory,
	receivedAt: EpochMs
): NodeMemory {
	const offline = (device: string | undefined, at: EpochMs) => {
		const row: Observation = { ...identityOf(topic, device), at, status: 'offline', quality: QUALITY.stale };
		found.add(row, `${topic.type} ${row.entity}`);
	};
	if (topic.device !== undefined) {
		offline(topic.device, payload.timestamp ?? receivedAt);
		return followed(found, topic, payload, node);
	}
	const bdSeq = bdSeqOf(payload);
	if (node.bdSeq !== undefined && bdSeq !== undefined && bdSeq !== node.bdSeq) {
		found.count('late death');
		found.reject(
			'bdSeq',
			`the death ${bdSeq} is of an earlier session than the birth ${node.bdSeq}; it is not used`
		);
		return node;
	}
	// The will was written when the node connected: its time is older than the data since.
	offline(undefined, receivedAt);
	for (const device of Object.keys(node.born)) if (device !== '') offline(device, receivedAt);
	const { seq: _, ...rest } = node;
	return rest;
}

function bdSeqOf({ metrics }: Payload): number | undefined {
	const found = metrics.find(({ metric }) => metric.name === 'bdSeq');
	return found && numberOf(found.metric, found.metric.datatype);
}

/** A device whose id is a urn is that thing, whichever node speaks for it; others are named by their way. */
function identityOf({ group, node }: SparkplugTopic, device: string | undefined): Identity {
	const thing = { kind: 'observation', layer: layerOfGroup(group) } as const;
	if (device?.startsWith('urn:')) return { ...thing, entity: device };
	return {
		...thing,
		entity: [group, node, ...(device === undefined ? [] : [device])].join('/'),
		title: device ?? node
	};
}
