import type { BBox } from '#lib/model/geometry.ts';
import type { HistoryBy, HistoryCoverage } from '#lib/model/history.ts';
import type { EpochMs, Milliseconds } from '#lib/model/units.ts';

export interface WindowRequest {
	readonly layer: string;
	readonly from: EpochMs;
	readonly to: EpochMs;
	readonly by: HistoryBy;
	readonly bbox?: BBox;
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
	/** Ended long enough ago to be complete. */
	readonly sealed: boolean;
	/** Arrow IPC stream, in chunks. */
	readonly stream: AsyncIterable<Uint8Array>;
}

export interface HistorianHealth {
	/** Offset of the log that history has. */
	readonly offset: number;
	readonly lagRecords: number;
	readonly bytes: number;
	readonly failure?: string;
}

/** Keeps every observation; answers for the past. Runs in a thread of its own; errors are AppErrors (NO_HISTORY, LAYER_UNKNOWN, INPUT_INVALID). */
export interface Historian {
	coverage(layer?: string): Promise<readonly HistoryCoverage[]>;
	window(request: WindowRequest): Promise<WindowAnswer>;
	/** A snapshot frame, its state hash and the offset it knows. */
	at(
		layer: string,
		t: EpochMs,
		by: HistoryBy
	): Promise<{ readonly frame: Uint8Array; readonly hash: string; readonly offset: number }>;
	health(): HistorianHealth;
	close(): Promise<void>;
}
