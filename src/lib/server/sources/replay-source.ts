import type { LiveEntity } from '#lib/model/live-layer.ts';
import type { EpochMs, Milliseconds } from '#lib/model/units.ts';

export type { LiveEntity };

/** What an entity's card says at this moment, by message key. */
export interface EntityFacts {
	readonly facts: readonly { readonly key: string; readonly value: string }[];
	/** When it was true on the data's own calendar. */
	readonly dataAt?: EpochMs;
	/** When each metric was last said, by column; null = never. */
	readonly metricsAt?: readonly (EpochMs | null)[];
}

/** What gives a live layer its values: a recording played on a shifted clock, or a synthetic load. */
export interface ReplaySource {
	readonly layer: string;
	/** Dictionary rows: every `idx` is below. */
	readonly capacity: number;
	readonly attribution: string;
	/** Made up, not measured or timetabled. */
	readonly synthetic?: boolean;
	/** Where everything is at `at`; the rows are valid until the next call. */
	sample(at: EpochMs): SampleRows;
	entity(idx: number): LiveEntity;
	describe(idx: number, at: EpochMs): EntityFacts;
	/** Add to our clock to get the data's own date; undefined when the source gives no date. */
	trueDateShift(at: EpochMs): Milliseconds | undefined;
	/** Facts about the feed by message key, true for the last sample. */
	counts(): Readonly<Record<string, number>>;
	/** The same data with cursors and rows of its own: asked for any instant it does not disturb this one. */
	fork(): ReplaySource;
}

/** Columns as they go on the wire (fields.ts), the first `count` values of each; grown, never shrunk. */
export class SampleRows {
	count = 0;
	idx = new Uint32Array(256);
	/** 1e-7 degrees. */
	lon = new Int32Array(256);
	lat = new Int32Array(256);
	/** cm/s and 0.01 degrees of the motion at the instant: positions in between follow from them. */
	speed = new Uint16Array(256);
	heading = new Uint16Array(256);
	status = new Uint8Array(256);
	quality = new Uint8Array(256);

	clear(): void {
		this.count = 0;
	}

	/** Appends a row; degrees, m/s, degrees clockwise from north. */
	add(
		idx: number,
		lng: number,
		lat: number,
		speed: number,
		heading: number,
		status: number,
		quality: number
	): void {
		const row = this.count++;
		if (row >= this.idx.length) this.#grow();
		this.idx[row] = idx;
		this.lon[row] = Math.round(lng * 1e7);
		this.lat[row] = Math.round(lat * 1e7);
		this.speed[row] = Math.min(65534, Math.round(speed * 100));
		this.heading[row] = Math.round((((heading % 360) + 360) % 360) * 100) % 36000;
		this.status[row] = status;
		this.quality[row] = quality;
	}

	#grow(): void {
		const length = this.idx.length * 2;
		const grown = <A extends Uint8Array | Uint16Array | Uint32Array | Int32Array>(
			type: new (length: number) => A,
			old: A
		): A => {
			const array = new type(length);
			array.set(old);
			return array;
		};
		this.idx = grown(Uint32Array, this.idx);
		this.lon = grown(Int32Array, this.lon);
		this.lat = grown(Int32Array, this.lat);
		this.speed = grown(Uint16Array, this.speed);
		this.heading = grown(Uint16Array, this.heading);
		this.status = grown(Uint8Array, this.status);
		this.quality = grown(Uint8Array, this.quality);
	}
}
