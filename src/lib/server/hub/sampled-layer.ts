import { AppError } from '#lib/model/errors.ts';
import { STALE_INTERVALS, type LayerOrigin } from '#lib/model/live-layer.ts';
import type { EpochMs, Metres, Milliseconds } from '#lib/model/units.ts';
import type { LayerInfo } from '#lib/model/wire/events.ts';
import { FIRST_STATUSES } from '#lib/model/wire/fields.ts';
import { StateHash } from '#lib/model/wire/state-hash.ts';
import { metresPerDegree } from '#lib/server/sources/geodesy.ts';
import type { EntityFacts, ReplaySource, SampleRows } from '#lib/server/sources/replay-source.ts';
import { NO_CELL, cellOf } from './quadtile.ts';
import { StateLayer, type LayerTick } from './state-layer.ts';

/** How far a receiver's prediction may stray before a row is sent. */
export const MAX_ERROR: Metres = 1;
/** Every row is sent at least this often; below 65,535 ms, so that `dt` always holds. */
const REFRESH: Milliseconds = 30_000;

export interface SampledLayerOptions {
	readonly epoch: number;
	readonly firstRev: number;
	readonly schemaId: number;
	/** Expected time between samples. */
	readonly step: Milliseconds;
	readonly maxError?: Metres;
}

/**
 * A layer that is a function of time. Rows are kept as last sent: a receiver moves them on by speed and heading,
 * and only those whose prediction fails, or that went to another cell while
 * somebody looks at tiles, are sent again.
 */
export class SampledLayer extends StateLayer {
	readonly source: ReplaySource;
	readonly schemaId: number;
	readonly restricted = undefined;
	readonly origin: LayerOrigin;
	protected readonly stale = undefined;
	readonly table;
	readonly #step: Milliseconds;
	readonly #maxError: Metres;
	/** Sample in which a row was last there. */
	readonly #seen: Float64Array;
	/** 1e-7 degrees per ms, from speed and heading as sent. */
	readonly #lonRate: Float64Array;
	readonly #latRate: Float64Array;
	#entities = 0;
	#sampleAt: EpochMs | undefined;

	constructor(source: ReplaySource, options: SampledLayerOptions) {
		super(options.epoch, options.firstRev);
		this.source = source;
		this.schemaId = options.schemaId;
		this.origin = source.synthetic ? 'simulated' : 'replayed';
		this.#step = options.step;
		this.#maxError = options.maxError ?? MAX_ERROR;
		const n = source.capacity;
		this.table = {
			present: new Uint8Array(n),
			ts: new Float64Array(n),
			lon: new Int32Array(n),
			lat: new Int32Array(n),
			speed: new Uint16Array(n),
			heading: new Uint16Array(n),
			status: new Uint8Array(n),
			quality: new Uint8Array(n),
			metrics: []
		};
		this.#seen = new Float64Array(n);
		this.#lonRate = new Float64Array(n);
		this.#latRate = new Float64Array(n);
		this.revisions.reserve(n);
	}

	get id(): string {
		return this.source.layer;
	}

	get size(): number {
		return this.#entities;
	}

	/** Samples the source at `at`; every sample is a revision, so that receivers know they are up to date. */
	tick(at: EpochMs, now: EpochMs): LayerTick {
		this.beforeRows?.(now);
		this.#take(this.source.sample(at), at, now);
		this.#sampleAt = at;
		return this.tickOf(this.revisions.commit(this.table.present), now);
	}

	hash(): string {
		const { table } = this;
		const hash = new StateHash();
		for (let idx = 0; idx < table.present.length; idx++)
			if (table.present[idx])
				hash.add({
					idx,
					ts: table.ts[idx]!,
					lon: table.lon[idx]!,
					lat: table.lat[idx]!,
					speed: table.speed[idx]!,
					heading: table.heading[idx]!,
					status: table.status[idx]!,
					quality: table.quality[idx]!,
					metrics: []
				});
		return hash.digest();
	}

	/** Instant of the newest sample. */
	get sampledAt(): EpochMs | undefined {
		return this.#sampleAt;
	}

	get staleAfter(): Milliseconds {
		return STALE_INTERVALS * this.#step;
	}

	/** Seconds since the state was true; samples are taken a step ahead, so 0 when all is well. */
	ageAt(now: EpochMs): number | undefined {
		return this.#sampleAt === undefined ? undefined : Math.max(0, now - this.#sampleAt) / 1000;
	}

	staleAt(now: EpochMs): boolean {
		const age = this.ageAt(now);
		return age === undefined || age * 1000 > this.staleAfter;
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
			sampled: true,
			origin: this.origin,
			staleAfter: this.staleAfter,
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

	facts(idx: number, at: EpochMs): EntityFacts {
		if (idx >= this.source.capacity)
			throw new AppError('NOT_FOUND', { message: `No entity ${idx} in ${this.id}.` });
		return this.source.describe(idx, at);
	}

	protected t0(now: EpochMs): EpochMs {
		return this.#sampleAt ?? now;
	}

	#take(rows: SampleRows, at: EpochMs, now: EpochMs): void {
		const isTiled = this.isTiled(now);
		const { present, ts, lon, lat, status, quality } = this.table;
		const middle = rows.count > 0 ? rows.lat[rows.count >> 1]! * 1e-7 : 0;
		const allowed = this.#maxError ** 2;
		const squares = metresPerDegree(middle);
		const [eastSquare, northSquare] = [(squares.lng * 1e-7) ** 2, (squares.lat * 1e-7) ** 2];
		const sample = this.rev + 1;
		for (let row = 0; row < rows.count; row++) {
			const idx = rows.idx[row]!;
			this.#seen[idx] = sample;
			const age = at - ts[idx]!;
			const isThere = !isTiled || cellOf(rows.lon[row]!, rows.lat[row]!) === this.revisions.cellOf(idx);
			if (present[idx] && age >= 0 && age < REFRESH - (idx % 8) * 1000 && isThere) {
				const lonError = lon[idx]! + this.#lonRate[idx]! * age - rows.lon[row]!;
				const latError = lat[idx]! + this.#latRate[idx]! * age - rows.lat[row]!;
				const within = lonError * lonError * eastSquare + latError * latError * northSquare <= allowed;
				if (within && status[idx] === rows.status[row] && quality[idx] === rows.quality[row]) continue;
			}
			this.#keep(idx, rows, row, at);
			this.revisions.touch(idx, cellOf(rows.lon[row]!, rows.lat[row]!));
			this.onRow?.(idx, now);
		}
		this.#entities = rows.count;
		for (let idx = 0; idx < present.length; idx++)
			if (present[idx] && this.#seen[idx] !== sample) {
				present[idx] = 0;
				this.revisions.touch(idx, NO_CELL);
				this.onRow?.(idx, now);
			}
	}

	#keep(idx: number, rows: SampleRows, row: number, at: EpochMs): void {
		const { table } = this;
		table.present[idx] = 1;
		table.ts[idx] = at;
		table.lon[idx] = rows.lon[row]!;
		table.lat[idx] = rows.lat[row]!;
		table.speed[idx] = rows.speed[row]!;
		table.heading[idx] = rows.heading[row]!;
		table.status[idx] = rows.status[row]!;
		table.quality[idx] = rows.quality[row]!;
		const per = metresPerDegree(rows.lat[row]! * 1e-7);
		const direction = (rows.heading[row]! / 100) * (Math.PI / 180);
		/** m/s to 1e-7 degrees per ms. */
		const speed = (rows.speed[row]! / 100) * 1e4;
		this.#lonRate[idx] = (speed * Math.sin(direction)) / per.lng;
		this.#latRate[idx] = (speed * Math.cos(direction)) / per.lat;
	}
}
