import type { SerialisedError } from './errors.ts';
import type { EpochMs, Milliseconds } from './units.ts';

/** The live link as a whole. `offline` keeps the last picture and ages it. */
export type LinkState = 'connecting' | 'online' | 'offline';

/** One live layer as the worker knows it; the age rules are the server's. */
export interface LiveLayerStatus {
	readonly layer: string;
	readonly entities: number;
	/** When its newest value was observed, on our clock. */
	readonly newestAt: EpochMs | undefined;
	readonly stale: boolean;
	/** Recorded data played on a shifted clock: said on screen. */
	readonly replayed: boolean;
	/** Add to our clock to get the data's own date; undefined when the source gives no date. */
	readonly trueDateShift: Milliseconds | undefined;
	/** Sentences of fact by message key, e.g. realtime trips matched and not. */
	readonly counts: Readonly<Record<string, number>>;
	readonly attribution: string;
	/** Why the instant at which the clock stands cannot be shown. */
	readonly failure?: SerialisedError;
}

export interface LiveStatus {
	readonly link: LinkState;
	/** Server clock minus ours. */
	readonly clockOffset: Milliseconds;
	/** Since when the link is in this state. */
	readonly since: EpochMs;
	readonly layers: readonly LiveLayerStatus[];
}
