import type { LayerDeclaration, LiveEntity } from '#lib/model/live-layer.ts';
import type { EventRecord, Observation, Rejected, StoredEvent } from '#lib/model/observation.ts';
import type { EpochMs } from '#lib/model/units.ts';

/** A live layer as the log knows it. */
export interface LayerEntry {
	/** Its number on the wire (`schemaId`) and in the log, from 1. */
	readonly number: number;
	readonly declaration: LayerDeclaration;
	/** Words of the `status` column by their value. */
	readonly statuses: readonly string[];
	/** Grows with every change of the declaration, the statuses or the entities. */
	readonly version: number;
	/** Rows of its dictionary. */
	readonly entities: number;
}

/** One durable batch of one layer. Offsets are 1, 2, 3, … without a gap. */
export interface LogRecord {
	readonly offset: number;
	/** When we received it; grows strictly with the offset. */
	readonly receivedAt: EpochMs;
	readonly layer: string;
	readonly cls: LayerDeclaration['cls'];
	readonly rows: number;
	/** State: a CTF1 frame (observation-batch.ts). Event: one EventRecord as JSON, so that an event has an offset of its own. */
	readonly body: Uint8Array;
}

/** What one commit brought, in this order: layers and entities are known before the rows that name them. */
export interface News {
	readonly layers: readonly LayerEntry[];
	/** New or changed dictionary rows. */
	readonly entities: readonly { readonly layer: string; readonly idx: number; readonly entity: LiveEntity }[];
	readonly records: readonly LogRecord[];
}

export type { StoredEvent };

/** A message of which something, or all, could not be used. */
export interface NewDeadLetter {
	/** `mqtt`, `http`, the id of a poller. */
	readonly source: string;
	readonly adapter: string;
	readonly topic?: string;
	/** Layer of rows that do not name one. */
	readonly layer?: string;
	/** Every place that was refused, with the reason. */
	readonly rejected: readonly Rejected[];
	/** The message as it came. */
	readonly raw: Uint8Array;
}
export interface DeadLetter extends NewDeadLetter {
	readonly id: number;
	readonly receivedAt: EpochMs;
	/** Bytes of the message; `raw` holds at most `DEAD_LETTER_BYTES` of them. */
	readonly size: number;
	readonly retriedAt?: EpochMs;
}

/** What becomes durable together. */
export interface NewCommit {
	/** Layers made or changed, before the rows. */
	readonly declare?: readonly LayerDeclaration[];
	readonly batches: readonly NewBatch[];
	readonly dead?: readonly NewDeadLetter[];
	/** Idempotency keys of the messages within. */
	readonly keys?: readonly string[];
	/** Dead letters that were tried again: those without a fault left are forgotten. */
	readonly retried?: readonly { readonly id: number; readonly rejected: readonly Rejected[] }[];
}
export type NewBatch =
	| { readonly layer: string; readonly cls: 'state'; readonly rows: readonly Observation[] }
	| { readonly layer: string; readonly cls: 'event'; readonly rows: readonly EventRecord[] };

/** The end of the log that writes: one for each log, in the ingest thread. */
export interface BusWriter {
	/** Incarnation of the log: another one means other dictionary rows. */
	readonly epoch: number;
	/** Offset of the newest record, 0 before the first. */
	readonly end: number;
	layer(id: string): LayerEntry | undefined;
	/** Number of layers. */
	readonly layers: number;
	/** True when the layer's dictionary has this entity. */
	knows(layer: string, entity: string): boolean;
	/** Letters kept, and those that had to go because there were too many. */
	readonly deadLetters: { readonly count: number; readonly dropped: number };
	/** Makes or changes a layer; on disk with the next commit. Throws LAYER_CLASS_FIXED when its class would change. */
	declare(declaration: LayerDeclaration): void;
	/**
	 * Writes everything and returns when it is on disk; when it throws, nothing is kept. LOG_FULL: the disk
	 * refuses, try again later. LAYER_CLASS_FIXED, LAYER_LIMIT, INTERNAL: something in the commit is at fault.
	 */
	commit(commit: NewCommit, now: EpochMs): News;
	/** Offset at which a message with this key was taken. */
	offsetOfKey(key: string): number | undefined;
	/** Forgets records before `offset` and idempotency keys older than `keysBefore`. */
	trim(offset: number, keysBefore: EpochMs): void;
	close(): void;
}

/** The end of the log that reads; any number, in any thread or process. */
export interface BusReader {
	readonly epoch: number;
	readonly end: number;
	/** Offset of the oldest record kept; end + 1 when there is none. */
	readonly start: number;
	/** Records from offset `from` on, in order, at most `limit`. */
	read(from: number, limit: number): readonly LogRecord[];
	layers(): readonly LayerEntry[];
	/** Dictionary rows `from` … of a layer, in order. */
	entities(layer: string, from: number): readonly LiveEntity[];
	/** Events of a layer after an offset, oldest first. */
	events(layer: string, after: number, limit: number): readonly StoredEvent[];
	/** The newest events of a layer up to an offset of those received before an instant, oldest first. */
	eventsBefore(layer: string, before: EpochMs, upTo: number, limit: number): readonly StoredEvent[];
	deadLetters(limit: number, beforeId?: number): readonly DeadLetter[];
	deadLetter(id: number): DeadLetter | undefined;
	/** Offset of the last record received at or before an instant; 0 when there is none. */
	offsetAt(at: EpochMs): number;
	/** News from now on, in order and without a gap; ends with the returned function. */
	follow(onNews: (news: News) => void): () => void;
	/** Hands over what a writer in another thread committed. */
	take(news: News): void;
	/** Tells followers what is in the log and was never handed over: its writer died before it could. */
	catchUp(): void;
	close(): void;
}
