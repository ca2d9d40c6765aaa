import type { EpochMs, Milliseconds } from './units.ts';

/**
 * HTTP contract of the past. Two questions can be asked of any instant:
 * `by=observed` (default): what was true then, late messages included;
 * `by=received`: what we knew and showed then, which is what a replay shows.
 *
 * `GET /api/history/coverage[?layer=]` → `HistoryCoverage[]`
 * `GET /api/history/window?layer&from&to[&bbox][&entity][&fields][&step][&by][&v]` → Arrow stream of the rows of
 *   [from, to), in time order: `idx` u32, `at` f64, `received` f64, `lon`/`lat` i32 1e-7°, `alt` i32 cm,
 *   `speed` u16 cm/s, `heading` u16 0.01°, `status` u8, `quality` u8 (with `gone`), `seq` u32, and `m:<metric>` f32;
 *   NULL = not said. Rows received together stand in the order of their arrival.
 *   `bbox` (west,south,east,north; west > east crosses the antimeridian): positions in it, and rows that say none.
 *   `step` (ms): only the last value of each column per entity and step. More than `MAX_WINDOW_ROWS` rows:
 *   the server chooses a step and says it in `STEP_HEADER`.
 * `GET /api/history/at?layer&t[&by][&stamps=1]` → a snapshot frame (CTF1), true at its `t0`; `HASH_HEADER` has its
 *   state hash. `stamps`: with the columns of `stateColumns` (wire/state-frame.ts), so that rows of windows can be
 *   folded into it exactly.
 */
export type HistoryBy = 'observed' | 'received';
export const MAX_WINDOW_ROWS = 2_000_000;
/** Step that a window was bucketed by, ms; 0 = raw. */
export const STEP_HEADER = 'Cityloop-Step';
export const HASH_HEADER = 'Cityloop-State-Hash';
/** Offset of the last log record that an answer knows. */
export const OFFSET_HEADER = 'Cityloop-Offset';

export interface HistoryCoverage {
	readonly layer: string;
	/** Instants of the oldest and newest row kept; absent when there is none. */
	readonly from?: EpochMs;
	readonly to?: EpochMs;
	/** Changes when anything before `sealedTo` changed; part of window URLs, which are then immutable. */
	readonly version: string;
	/** Windows that end at or before this are complete. */
	readonly sealedTo: EpochMs;
	/** Rows by hour of receipt, hours without rows left out. */
	readonly hours: readonly { readonly from: EpochMs; readonly rows: number }[];
}

/** Timetable layers are functions of time: they have any instant, and no rows of their own. */
export interface SampledCoverage {
	readonly layer: string;
	readonly sampled: true;
	readonly step: Milliseconds;
}
