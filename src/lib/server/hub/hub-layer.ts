import { createHash } from 'node:crypto';
import type { EpochMs, Metres, Milliseconds } from '#lib/model/units.ts';
import { encodeFrame } from '#lib/model/wire/encode-frame.ts';
import type { LayerInfo } from '#lib/model/wire/events.ts';
import { FIRST_STATUSES } from '#lib/model/wire/fields.ts';
import { FRAME_FLAGS, standardColumn, type FrameKind } from '#lib/model/wire/frame.ts';
import { STALE_INTERVALS } from '#lib/model/live-layer.ts';
import { metresPerDegree } from '#lib/server/sources/geodesy.ts';
import type { ReplaySource, SampleRows } from '#lib/server/sources/replay-source.ts';

/** How far a receiver's prediction may stray before a row is sent. */
export const MAX_ERROR: Metres = 1;
/** Every row is sent at least this often; below 65,535 ms, so that `dt` always holds. */
const REFRESH: Milliseconds = 30_000;

export interface HubLayerOptions {
	readonly epoch: number;
	readonly schemaId: number;
	/** Expected time between samples. */
	readonly step: Milliseconds;
	readonly maxError?: Metres;
}

/**
 * The latest state of one layer in columns, slot = dictionary row. Rows are kept as last sent: a
 * receiver moves them on by speed and heading, and only those whose prediction fails are sent again.
 * `#revOf` says in which revision each row last changed (or went), so the difference to any older
 * revision of the epoch is one pass over it and needs no log.
 */
export class HubLayer {
	readonly source: ReplaySource;
	readonly schemaId: number;
	/** Tick that the state has; also the sequence number of its frames. */
	rev = 0;
	readonly #epoch: number;
	readonly #step: Milliseconds;
	readonly #maxError: Metres;
	readonly #present: Uint8Array;
	readonly #seen: Uint32Array;
	readonly #revOf: Uint32Array;
	readonly #ts: Float64Array;
	readonly #lon: Int32Array;
	readonly #lat: Int32Array;
	readonly #speed: Uint16Array;
	readonly #heading: Uint16Array;
	readonly #status: Uint8Array;
	readonly #quality: Uint8Array;
	/** 1e-7 degrees per ms, from speed and heading as sent. */
	readonly #lonRate: Float64Array;
	readonly #latRate: Float64Array;
	#entities = 0;
	#sampleAt: EpochMs | undefined;
	#snapshot: { readonly rev: number; readonly bytes: Uint8Array } | undefined;

	constructor(source: ReplaySource, options: HubLayerOptions) {
		this.source = source;
		this.schemaId = options.schemaId;
		this.#epoch = options.epoch;
		this.#step = options.step;
		this.#maxError = options.maxError ?? MAX_ERROR;
		const n = source.capacity;
		this.#present = new Uint8Array(n);
		this.#seen = new Uint32Array(n);
		this.#revOf = new Uint32Array(n);
		this.#ts = new Float64Array(n);
		this.#lon = new Int32Array(n);
		this.#lat = new Int32Array(n);
		this.#speed = new Uint16Array(n);
		this.#heading = new Uint16Array(n);
		this.#status = new Uint8Array(n);
		this.#quality = new Uint8Array(n);
		this.#lonRate = new Float64Array(n);
		this.#latRate = new Float64Array(n);
	}

	/** Samples the source at `at` and gives the frame that everyone in credit receives. */
	tick(at: EpochMs, now: EpochMs): Uint8Array {
		const rows = this.source.sample(at);
		const rev = this.rev + 1;
		this.#take(rows, at, rev);
		this.rev = rev;
		this.#sampleAt = at;
		return this.#difference(rev - 1, 0, 0, now);
	}

	/** Everything, as one shared frame; encoded once per revision. */
	snapshot(now: EpochMs): Uint8Array {
		if (this.#snapshot?.rev !== this.rev) {
			const rows = this.#rowsWhere((idx) => this.#present[idx] === 1);
			this.#snapshot = {
				rev: this.rev,
				bytes: this.#encode('snapshot', rows, new Uint32Array(0), 0, 0, now)
			};
		}
		return this.#snapshot.bytes;
	}

	/** What changed after `rev`, for one subscription: current values only, however long ago it was. */
	deltaSince(rev: number, sid: number, now: EpochMs): Uint8Array {
		return this.#difference(rev, sid, FRAME_FLAGS.conflated, now);
	}

	/** A digest of all present rows, equal to a receiver's that has the same state. */
	hash(): string {
		const digest = createHash('sha256');
		for (let idx = 0; idx < this.#present.length; idx++) {
			if (!this.#present[idx]) continue;
			digest.update(
				`${idx},${this.#ts[idx]},${this.#lon[idx]},${this.#lat[idx]},${this.#speed[idx]},${this.#heading[idx]},${this.#status[idx]},${this.#quality[idx]};`
			);
		}
		return digest.digest('hex');
	}

	/** Seconds since the state was true; samples are taken a step ahead, so 0 when all is well. */
	ageAt(now: EpochMs): number | undefined {
		return this.#sampleAt === undefined ? undefined : Math.max(0, now - this.#sampleAt) / 1000;
	}

	staleAt(now: EpochMs): boolean {
		const age = this.ageAt(now);
		return age === undefined || age * 1000 > STALE_INTERVALS * this.#step;
	}

	info(now: EpochMs): LayerInfo {
		return {
			layer: this.source.layer,
			schemaId: this.schemaId,
			cls: 'state',
			title: null,
			metrics: [],
			statuses: FIRST_STATUSES,
			moves: true,
			origin: this.source.synthetic ? 'simulated' : 'replayed',
			staleAfter: STALE_INTERVALS * this.#step,
			offset: null,
			dictVer: 1,
			entities: this.#entities,
			newestAt: this.#sampleAt === undefined ? null : Math.min(now, this.#sampleAt),
			stale: this.staleAt(now),
			replayed: !this.source.synthetic,
			trueDateShift: this.source.trueDateShift(now) ?? null,
			counts: this.source.counts(),
			attribution: this.source.attribution
		};
	}

	#take(rows: SampleRows, at: EpochMs, rev: number): void {
		const middle = rows.count > 0 ? rows.lat[rows.count >> 1]! * 1e-7 : 0;
		const allowed = this.#maxError ** 2;
		const squares = metresPerDegree(middle);
		const [eastSquare, northSquare] = [(squares.lng * 1e-7) ** 2, (squares.lat * 1e-7) ** 2];
		for (let row = 0; row < rows.count; row++) {
			const idx = rows.idx[row]!;
			this.#seen[idx] = rev;
			const age = at - this.#ts[idx]!;
			if (this.#present[idx] && age >= 0 && age < REFRESH - (idx % 8) * 1000) {
				const lonError = this.#lon[idx]! + this.#lonRate[idx]! * age - rows.lon[row]!;
				const latError = this.#lat[idx]! + this.#latRate[idx]! * age - rows.lat[row]!;
				const within = lonError * lonError * eastSquare + latError * latError * northSquare <= allowed;
				if (within && this.#status[idx] === rows.status[row] && this.#quality[idx] === rows.quality[row])
					continue;
			}
			this.#keep(idx, rows, row, at, rev);
		}
		this.#entities = rows.count;
		for (let idx = 0; idx < this.#present.length; idx++)
			if (this.#present[idx] && this.#seen[idx] !== rev) {
				this.#present[idx] = 0;
				this.#revOf[idx] = rev;
			}
	}

	#keep(idx: number, rows: SampleRows, row: number, at: EpochMs, rev: number): void {
		this.#present[idx] = 1;
		this.#revOf[idx] = rev;
		this.#ts[idx] = at;
		this.#lon[idx] = rows.lon[row]!;
		this.#lat[idx] = rows.lat[row]!;
		this.#speed[idx] = rows.speed[row]!;
		this.#heading[idx] = rows.heading[row]!;
		this.#status[idx] = rows.status[row]!;
		this.#quality[idx] = rows.quality[row]!;
		const per = metresPerDegree(rows.lat[row]! * 1e-7);
		const direction = (rows.heading[row]! / 100) * (Math.PI / 180);
		/** m/s to 1e-7 degrees per ms. */
		const speed = (rows.speed[row]! / 100) * 1e4;
		this.#lonRate[idx] = (speed * Math.sin(direction)) / per.lng;
		this.#latRate[idx] = (speed * Math.cos(direction)) / per.lat;
	}

	#difference(since: number, sid: number, flags: number, now: EpochMs): Uint8Array {
		const rows = this.#rowsWhere((idx) => this.#revOf[idx]! > since && this.#present[idx] === 1);
		const removed = this.#rowsWhere((idx) => this.#revOf[idx]! > since && this.#present[idx] === 0);
		const kind = sid === 0 && rows.length === 0 && removed.length === 0 ? 'heartbeat' : 'delta';
		return this.#encode(kind, rows, removed, sid, flags, now);
	}

	#rowsWhere(keep: (idx: number) => boolean): Uint32Array {
		const rows = new Uint32Array(this.#present.length);
		let count = 0;
		for (let idx = 0; idx < rows.length; idx++) if (keep(idx)) rows[count++] = idx;
		return rows.slice(0, count);
	}

	#encode(
		kind: FrameKind,
		rows: Uint32Array,
		removed: Uint32Array,
		sid: number,
		flags: number,
		now: EpochMs
	): Uint8Array {
		const t0 = this.#sampleAt ?? now;
		return encodeFrame({
			kind,
			flags:
				flags | FRAME_FLAGS.last | FRAME_FLAGS.replay | (this.source.synthetic ? FRAME_FLAGS.synthetic : 0),
			sid,
			schemaId: this.schemaId,
			seq: this.rev,
			t0,
			tEmit: now,
			epoch: this.#epoch,
			rev: this.rev,
			lod: 2,
			tile: { z: 0, x: 0, y: 0 },
			count: rows.length,
			columns: [
				standardColumn('idx', rows),
				standardColumn(
					'dt',
					gather(Uint16Array, rows, (idx) => t0 - this.#ts[idx]!)
				),
				standardColumn(
					'lon',
					gather(Int32Array, rows, (idx) => this.#lon[idx]!)
				),
				standardColumn(
					'lat',
					gather(Int32Array, rows, (idx) => this.#lat[idx]!)
				),
				standardColumn(
					'speed',
					gather(Uint16Array, rows, (idx) => this.#speed[idx]!)
				),
				standardColumn(
					'heading',
					gather(Uint16Array, rows, (idx) => this.#heading[idx]!)
				),
				standardColumn(
					'status',
					gather(Uint8Array, rows, (idx) => this.#status[idx]!)
				),
				standardColumn(
					'quality',
					gather(Uint8Array, rows, (idx) => this.#quality[idx]!)
				)
			],
			removed
		});
	}
}

function gather<A extends { [row: number]: number }>(
	type: new (length: number) => A,
	rows: Uint32Array,
	value: (idx: number) => number
): A {
	const values = new type(rows.length);
	for (let row = 0; row < rows.length; row++) values[row] = value(rows[row]!);
	return values;
}
