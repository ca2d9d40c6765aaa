import type { LayerDeclaration } from '#lib/model/live-layer.ts';
import type { Rejected } from '#lib/model/observation.ts';
import type { BusReader } from '../bus/bus.ts';

/** A message handed in over HTTP. */
export interface IngestMessage {
	/** Id of an adapter of the registry. */
	readonly adapter: string;
	readonly bytes: Uint8Array;
	/** `http`, the id of a poller, `mqtt`: what health and dead letters call it. */
	readonly source: string;
	readonly topic?: string;
	/** Layer of rows that do not name one. */
	readonly layer?: string;
	readonly key?: string;
}

/** Given once everything is on disk. */
export interface IngestReceipt {
	readonly accepted: number;
	readonly rejected: readonly Rejected[];
	/** Offset of the log afterwards. */
	readonly offset: number;
	/** The key was known: nothing was taken again. */
	readonly repeated: boolean;
}

export interface SourceHealth {
	readonly id: string;
	readonly state: 'ok' | 'waiting' | 'failed';
	/** One sentence when it failed. */
	readonly problem?: string;
	readonly messages: number;
	readonly rows: number;
	readonly rejected: number;
}
export interface IngestHealth {
	/** Port that the embedded broker listens on. */
	readonly mqttPort?: number;
	readonly sources: readonly SourceHealth[];
	/** Messages that wait to be written. */
	readonly queue: number;
	/** Since the log refuses to be written, nothing is acknowledged; absent when all is well. */
	readonly logFailure?: { readonly since: number; readonly reason: string };
	readonly deadLetters: number;
}

/** The way in: one thread with broker, pollers, adapters and the only writer of the log. */
export interface Ingest {
	/** Fed by the thread. */
	readonly bus: BusReader;
	/** `accepted` is 0 when nothing in it could be used. Throws OVERLOADED (429), LOG_FULL (503), NOT_FOUND (no such adapter). */
	post(message: IngestMessage): Promise<IngestReceipt>;
	declare(declaration: LayerDeclaration): Promise<void>;
	/** Runs dead letters through their adapters again: how many rows came of each. */
	retry(
		ids: readonly number[]
	): Promise<
		readonly { readonly id: number; readonly rows: number; readonly rejected: readonly Rejected[] }[]
	>;
	/** Log records before this offset may go (historian and checkpoints have them). */
	release(offset: number): void;
	health(): IngestHealth;
	close(): Promise<void>;
}
