import { isObject } from '../support/records.ts';

/** What a birth said of the metrics of a node or device. */
export interface Born {
	/** Metric names by alias, in decimal digits. */
	readonly aliases: Readonly<Record<string, string>>;
	readonly metrics: Readonly<Record<string, { readonly type?: number; readonly unit?: string }>>;
	/** Last known coordinates: a change of one comes without the other. */
	readonly lng?: number;
	readonly lat?: number;
}

export interface NodeMemory {
	/** Of the newest message. */
	readonly seq?: number;
	/** Of the newest birth: a death of another session is late. */
	readonly bdSeq?: number;
	/** Births by device; the node's own has the empty name. */
	readonly born: Readonly<Record<string, Born>>;
}

/** All nodes of a broker by `group/node`. Plain JSON; each decode gives a new one. */
export interface SparkplugMemory {
	readonly format: 'sparkplug-b';
	readonly nodes: Readonly<Record<string, NodeMemory>>;
}

const MOST_NODES = 10_000;
const MOST_DEVICES = 10_000;

export const UNBORN: Born = { aliases: {}, metrics: {} };

/** The memory given back; an empty one when it is none of ours. */
export function recall(memory: unknown): SparkplugMemory {
	// Nobody else writes this format, and checking every name with each message would cost more than decoding it.
	if (isObject(memory) && memory['format'] === 'sparkplug-b') return memory as unknown as SparkplugMemory;
	return { format: 'sparkplug-b', nodes: {} };
}

export function nodeOf({ nodes }: SparkplugMemory, key: string): NodeMemory {
	return (Object.hasOwn(nodes, key) ? nodes[key] : undefined) ?? { born: {} };
}

export function bornOf({ born }: NodeMemory, device: string): Born | undefined {
	return Object.hasOwn(born, device) ? born[device] : undefined;
}

/** With this node in its newest state; the node heard of first is forgotten when there are too many. */
export function remember(memory: SparkplugMemory, key: string, node: NodeMemory): SparkplugMemory {
	const nodes = { ...memory.nodes, [key]: node };
	const entries = Object.entries(nodes);
	return {
		format: 'sparkplug-b',
		nodes: entries.length > MOST_NODES ? Object.fromEntries(entries.slice(1)) : nodes
	};
}

/** With what a birth said; devices beyond the limit are not remembered. */
export function withBorn(node: NodeMemory, device: string, born: Born): NodeMemory {
	if (!bornOf(node, device) && Object.keys(node.born).length >= MOST_DEVICES) return node;
	return { ...node, born: { ...node.born, [device]: born } };
}
