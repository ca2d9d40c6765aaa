import type { AppError } from '#lib/model/errors.ts';
import type { BBox } from '#lib/model/geometry.ts';
import type { HistoryBy, HistoryCoverage } from '#lib/model/history.ts';
import type { EpochMs, Milliseconds } from '#lib/model/units.ts';

export interface WindowRequest {
	readonly layer: string;
	readonly from: EpochMs;
	readonly to: EpochMs;
	readonly by: HistoryBy;
	readonly bbox?: BBox;
	/** Dictionary row: only this entity. */
	readonly entity?: number;
	/** Columns of the answer besides idx, at, received; all when absent. */
	readonly fields?: readonly string[];
	readonly step?: Milliseconds;
	readonly signal?: AbortSignal;
}

export interface WindowAnswer {
	/** 0 = raw. */
	readonly step: Milliseconds;
	/** Of the same rows the same: says whether a cached answer holds. */
	readonly etag: string;
	/** Of the layer's coverage when this was answered. */
	readonly version: string;
	/** Offset of the log that it knows. */
	readonly offset: number;
	/** Ended long enough ago to be complete. */
	readonly sealed: boolean;
	/** Arrow IPC stream, in chunks. */
	readonly stream: AsyncIterable<Uint8Array>;
}

/** What history has of a layer, and the right that its readers must have. */
export interface LayerCoverage extends HistoryCoverage {
	readonly restricted?: string;
}

/** A Parquet file with rows of one layer: columns as columns.ts says, NULL = not said. */
export interface HistoryFile {
	readonly path: string;
	readonly rows: number;
	/** Numbers of the metric columns that it has. */
	readonly metrics: readonly number[];
	/** Between the oldest and newest instant observed, at the widest. */
	readonly from: EpochMs;
	readonly to: EpochMs;
}

/** Files that together have every row of some layers; the number ends the lease. */
export interface LentFiles {
	readonly lease: number;
	readonly layers: readonly { readonly layer: string; readonly files: readonly HistoryFile[] }[];
}

/** A layer as it was at an instant. */
export interface StateAnswer {
	/** A snapshot frame, as the hub's. */
	readonly frame: Uint8Array;
	readonly hash: string;
	/** Of the same rows the same: says whether a cached answer holds. */
	readonly etag: string;
	/** Offset of the log that it knows. */
	readonly offset: number;
}

export interface HistorianHealth {
	/** Offset of the log that history has. */
	readonly offset: number;
	/** Everything up to this offset is in sealed files: the log may forget it. What lies between `offset` and it heals a damaged database. */
	readonly sealedOffset: number;
	readonly lagRecords: number;
	/** Of sealed files. */
	readonly bytes: number;
	readonly failure?: string;
}

/** Keeps every observation; answers for the past. Runs in a thread of its own; errors are AppErrors (NO_HISTORY, LAYER_UNKNOWN, INPUT_INVALID, OVERLOADED, ABORTED). */
export interface Historian {
	/** Right that a reader of the layer must have; undefined when everyone may read it. Throws LAYER_UNKNOWN. */
	restriction(layer: string): Promise<string | undefined>;
	/** Of every state layer, or of one. */
	coverage(layer?: string): Promise<readonly LayerCoverage[]>;
	window(request: WindowRequest): Promise<WindowAnswer>;
	/** `stamps`: the frame says all that folding further rows needs (wire/state-frame.ts). */
	at(layer: string, t: EpochMs, by: HistoryBy, stamps?: boolean): Promise<StateAnswer>;
	/** All rows of some state layers as files, for a reader in another process; they stay until `release`. */
	lendFiles(layers: readonly string[]): Promise<LentFiles>;
	release(lease: number): void;
	/** The log has records up to `offset`: spares the wait for the next look. */
	notify(offset: number): void;
	health(): HistorianHealth;
	/** Resolves when its thread ended by itself, with why; it answers nothing afterwards. */
	readonly crashed: Promise<AppError>;
	close(): Promise<void>;
}
