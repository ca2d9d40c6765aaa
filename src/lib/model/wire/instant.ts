import type { Milliseconds } from '../units.ts';

/** Response header of `GET /api/live/<layer>/at`: an InstantInfo as JSON. */
export const INSTANT_HEADER = 'Cityloop-Instant';

/** What a layer says of itself at an instant beside its rows. */
export interface InstantInfo {
	/** Add to the instant to get the data's own date; null when unknown. */
	readonly trueDateShift: Milliseconds | null;
	/** As in the layer's live status. */
	readonly counts: Readonly<Record<string, number>>;
}
