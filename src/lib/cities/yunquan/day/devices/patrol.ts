import type { Device } from './device.js';
import type { Track } from './track.js';

/** A patrol car with the round that it drives when nobody calls. */
export interface Patrol extends Device {
	/** Closed: it ends where it began. */
	readonly round: Track;
	/** Junctions of the round, one for each corner of it. */
	readonly nodes: readonly number[];
	/** m/s on its round. */
	readonly pace: number;
}
