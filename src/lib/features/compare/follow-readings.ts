import type { LayerReadings } from '#lib/model/live-values.ts';
import type { EpochMs, Milliseconds } from '#lib/model/units.ts';
import type { LiveClient } from '#workers/live/client.ts';

/** Readings are taken at most so often, and no more than so many entities a millisecond. */
const EVERY: Milliseconds = 500;
const ENTITIES_A_MS = 10;
/** Names that do not come are waited for so many times. */
const MOST_WAITS = 20;
/** A standing clock is at its instant but for rounding. */
const STANDING: Milliseconds = 10;
/** A running one is drawn a little ahead of and behind it, seconds of its own speed. */
const RUNNING: Milliseconds = 3000;

export interface FollowOptions {
	readonly client: () => Promise<Pick<LiveClient, 'values' | 'readings'>>;
	readonly layer: string;
	/** Place of the metric among the layer's. */
	readonly column: number;
	readonly clock: () => SideClock;
	/** Undefined: not there yet, or of another instant than the clock's. */
	readonly take: (readings: LayerReadings | undefined) => void;
	readonly failed: (error: unknown) => void;
}

/** What is asked of a side's clock. */
export interface SideClock {
	readonly replaying: boolean;
	readonly playing: boolean;
	readonly speed: number;
	shown(): EpochMs;
}

/** True for readings of the instant that a clock shows; live ones are of the newest there are. */
export function isOfInstant(at: EpochMs, clock: SideClock): boolean {
	if (!clock.replaying) return true;
	const slack = clock.playing ? RUNNING * Math.max(1, Math.abs(clock.speed)) : STANDING;
	return Math.abs(at - clock.shown()) <= slack;
}

/** Takes a layer's readings whenever its entities change; returns what ends it. */
export function followReadings({ client, layer, column, clock, take, failed }: FollowOptions): () => void {
	let ended = false;
	let stop = () => {};
	let timer: ReturnType<typeof setTimeout> | undefined;
	let again = false;
	let entities = 0;
	let unnamedFor = 0;
	const soon = () => {
		if (ended) return;
		if (timer !== undefined) {
			again = true;
			return;
		}
		again = false;
		timer = setTimeout(
			() => {
				timer = undefined;
				if (again) soon();
			},
			Math.max(EVERY, entities / ENTITIES_A_MS)
		);
		void read();
	};
	async function read() {
		try {
			const readings = await (await client()).readings(layer, column);
			if (ended) return;
			entities = readings?.urns.length ?? 0;
			const isThere = readings !== undefined && isOfInstant(readings.at, clock());
			if (isThere && readings.unnamed > 0) unnamedFor++;
			const waits = isThere && readings.unnamed > 0 && unnamedFor <= MOST_WAITS;
			// What has no name yet would be said not to have been there; live there is always somebody who has just come.
			take(isThere && !(waits && clock().replaying) ? readings : undefined);
			// Nobody says when the past or a name has come if nothing else changes.
			if (!isThere || waits) soon();
		} catch (thrown) {
			if (!ended) failed(thrown);
		}
	}
	client().then(
		(opened) => {
			if (ended) return;
			stop = opened.values(layer, soon);
			soon();
		},
		(thrown: unknown) => {
			if (!ended) failed(thrown);
		}
	);
	return () => {
		ended = true;
		clearTimeout(timer);
		stop();
	};
}
