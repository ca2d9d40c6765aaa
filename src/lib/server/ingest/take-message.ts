import type {
	Adapter,
	Decoded,
	EventRecord,
	Observation,
	Rejected,
	Reply,
	Row
} from '#lib/model/observation.ts';
import type { EpochMs } from '#lib/model/units.ts';
import type { NewBatch, NewDeadLetter } from '../bus/bus.ts';
import type { IngestMessage } from './ingest.ts';
import type { KnownLayers } from './known-layers.ts';
import { placeRow } from './row-rules.ts';

/** A message with what its way in knows of it. */
export interface ArrivedMessage extends IngestMessage {
	/** All its rows are of `layer`, whatever their format calls theirs. */
	readonly into?: true;
	/** Why its sender may not say this; absent when it may say anything. */
	readonly refusal?: (row: Row, layer: string) => string | undefined;
	/** Places that are expected to be unusable: links that are followed. */
	readonly expected?: ReadonlySet<string>;
	/** Aborted when nobody waits for the answer any more: what has not been read yet is let go. */
	readonly gone?: AbortSignal;
	/** Carries a word back to the sender. */
	readonly reply?: (reply: Reply) => void;
	/** True when these faults are in the dead letters already: a document that is asked for again and again. */
	readonly isKnownFault?: (rejected: readonly Rejected[]) => boolean;
}

/** A message ready for the log. */
export interface TakenMessage {
	readonly batches: readonly NewBatch[];
	/** Rows of all batches. */
	readonly rows: number;
	readonly rejected: readonly Rejected[];
	/** Keys of rows with a sequence number: a repeat of one is known by it. */
	readonly repeats: readonly string[];
	/** What the adapter wants back with this source's next message. */
	readonly memory: unknown;
	readonly replies: readonly Reply[];
	/** The message itself and where it came from: a dead letter when something in it cannot be used. */
	readonly origin: Omit<NewDeadLetter, 'rejected'>;
	/** Its faults are in the dead letters already. */
	readonly quiet: boolean;
	readonly key: string | undefined;
}

export interface TakeOptions {
	readonly layers: KnownLayers;
	readonly receivedAt: EpochMs;
	readonly memory?: unknown;
	/** True for the key of a row that is in the log already. */
	readonly isRepeat: (key: string) => boolean;
}

/** Decodes a message and holds its rows to the rules. Never throws: what is wrong with it is in `rejected`. */
export function takeMessage(message: ArrivedMessage, adapter: Adapter, options: TakeOptions): TakenMessage {
	const { receivedAt, layers, isRepeat } = options;
	const decoded = decode(message, adapter, options);
	const rejected = decoded.rejected.filter(({ place }) => !message.expected?.has(place));
	const states = new Map<string, Observation[]>();
	const events = new Map<string, EventRecord[]>();
	const repeats: string[] = [];
	const arrival = { layer: message.layer ?? adapter.layer, receivedAt, refusal: message.refusal };
	let rows = 0;
	for (const one of decoded.rows) {
		const placed = placeRow(rowOf(message, adapter, one), arrival, layers, (what) => rejected.push(what));
		if (!placed) continue;
		const { layer, row } = placed;
		rows++;
		if (row.kind === 'event') {
			push(events, layer, row);
			continue;
		}
		const repeat = repeatKey(message, layer, row);
		if (repeat !== undefined) {
			if (isRepeat(repeat)) continue;
			repeats.push(repeat);
		}
		push(states, layer, row);
	}
	const { source, topic, layer, key, bytes } = message;
	return {
		batches: [
			...[...states].map(([id, list]): NewBatch => ({ layer: id, cls: 'state', rows: list })),
			...[...events].map(([id, list]): NewBatch => ({ layer: id, cls: 'event', rows: list }))
		],
		rows,
		rejected,
		repeats,
		memory: decoded.memory,
		replies: decoded.replies ?? [],
		origin: {
			source,
			adapter: adapter.id,
			...(topic !== undefined && { topic }),
			...(layer !== undefined && { layer }),
			raw: bytes
		},
		quiet: message.isKnownFault?.(rejected) ?? false,
		key
	};
}

/** A row with its layer: under the sender's for a format that has layers of its own, or the sender's itself. */
function rowOf({ layer, into }: ArrivedMessage, { ownLayers }: Adapter, row: Row): Row {
	if (layer === undefined || row.layer === undefined) return row;
	if (ownLayers) return { ...row, layer: `${layer}-${row.layer}` };
	return into ? { ...row, layer } : row;
}

/** A fault of an adapter must not end the way in for everyone. */
function decode(message: ArrivedMessage, adapter: Adapter, { receivedAt, memory }: TakeOptions): Decoded {
	const { topic } = message;
	try {
		return adapter.decode(message.bytes, receivedAt, { ...(topic !== undefined && { topic }), memory });
	} catch (cause) {
		const reason = `the ${adapter.id} reader failed: ${cause instanceof Error ? cause.message : String(cause)}`;
		return { rows: [], rejected: [{ place: 'message', reason }], counts: {}, memory };
	}
}

/** Two rows with the same sequence number and time, of one thing and one source, are the same row. */
const repeatKey = ({ source }: ArrivedMessage, layer: string, { entity, at, seq }: Observation) =>
	seq === undefined ? undefined : `${source} ${layer} ${entity} ${at} ${seq}`;

function push<Item>(lists: Map<string, Item[]>, layer: string, item: Item): void {
	const list = lists.get(layer);
	if (list) list.push(item);
	else lists.set(layer, [item]);
}
