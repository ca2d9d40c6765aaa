import type { LatestState } from '#lib/model/latest-state.js';
import type { EventLayer } from './event-layer.js';

/** What a hub knew when it had applied the log up to `offset`. */
export interface HubCheckpoint {
	readonly offset: number;
	/** By the layer's number. */
	readonly states: ReadonlyMap<number, LatestState>;
	readonly events: ReadonlyMap<number, EventLayer['known']>;
	/** Revisions given so far are below this. */
	readonly nextRev: number;
}
