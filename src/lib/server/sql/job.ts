import type { Dataset } from '#lib/model/city.ts';
import type { SerialisedError } from '#lib/model/errors.ts';
import type { Milliseconds } from '#lib/model/units.ts';
import type { LayerEntry } from '#lib/server/bus/bus.ts';
import type { HistoryFile } from '#lib/server/historian/historian.ts';

/** A layer's history as one question sees it. */
export interface HistorySource {
	/** As SQL names it. */
	readonly table: string;
	readonly entry: LayerEntry;
	readonly files: readonly HistoryFile[];
}

/** One question with everything that it may see. */
export interface SqlJob {
	readonly sql: string;
	readonly maxRows: number;
	readonly histories: readonly HistorySource[];
	readonly datasets: readonly Dataset[];
}

export interface SqlAnswer {
	/** A whole Arrow IPC stream. */
	readonly bytes: Uint8Array;
	readonly rows: number;
	/** There were more rows. */
	readonly truncated: boolean;
	readonly milliseconds: Milliseconds;
}

/** What a process is told once. */
export interface RunnerOptions {
	readonly logDir: string;
	readonly packDir: string;
	/** The pack's tables as Parquet; made when first named. */
	readonly tableDir: string;
	/** IANA name of the city's time zone. */
	readonly timezone: string;
	/** Of DuckDB. */
	readonly memoryMb: number;
	readonly timeLimit: Milliseconds;
	/** Of an answer. */
	readonly mostBytes: number;
}

export type ToRunner = { readonly kind: 'run'; readonly job: SqlJob } | { readonly kind: 'cancel' };
export type FromRunner =
	/** The question is being answered from now on. */
	| { readonly kind: 'begun' }
	| { readonly kind: 'answer'; readonly answer: SqlAnswer }
	| { readonly kind: 'error'; readonly error: SerialisedError };
