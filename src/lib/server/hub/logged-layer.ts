import { AppError } from '#lib/model/errors.ts';
import {
	isStale,
	staleAfterMs,
	trueDateShiftOf,
	type LayerOrigin,
	type LiveEntity
} from '#lib/model/live-layer.ts';
import type { EpochMs } from '#lib/model/units.ts';
import { decodeFrame } from '#lib/model/wire/decode-frame.ts';
import type { LayerInfo } from '#lib/model/wire/events.ts';
import { QUALITY } from '#lib/model/wire/fields.ts';
import type { LayerEntry, LogRecord } from '#lib/server/bus/bus.ts';
import type { EntityFacts } from '#lib/server/sources/replay-source.ts';
import { grown } from '#lib/model/grown.ts';
import { LatestState } from '#lib/model/latest-state.ts';
import { NO_CELL, cellOf } from './quadtile.ts';
import type { RowTable } from './row-table.ts';
import { StateLayer, type LayerTick } from './state-layer.ts';

export interface LoggedLayerOptions {
	readonly epoch: number;
	readonly firstRev: number;
	/** When the hub began: a layer without a value is stale from then on. */
	readonly since: EpochMs;
	/** Of a checkpoint. */
	readonly state?: LatestState;
}

/**
 * A layer fed by the log. Every row that changed is sent as it is, with its own time: what is shown is what was
 * observed, in the browser, in history and here. Entities of layers that move are carried on by speed and heading
 * by whoever draws them.
 */
export class LoggedLayer extends StateLayer {
	readonly state: LatestState;
	readonly entities: LiveEntity[] = [];
	protected stale = new Uint8Array(0);
	readonly #since: EpochMs;
	#entry: LayerEntry;

	constructor(entry: LayerEntry, { epoch, firstRev, since, state }: LoggedLayerOptions) {
		super(epoch, firstRev);
		this.#entry = entry;
		this.#since = since;
		this.state = state ?? new LatestState();
		this.#reserve();
		for (let idx = 0; idx < this.state.capacity; idx++)
			if (this.state.present[idx]) this.revisions.place(idx, this.#cellOf(idx));
	}

	get entry(): LayerEntry {
		return this.#entry;
	}
	get id(): string {
		return this.#entry.declaration.id;
	}
	get schemaId(): number {
		return this.#entry.number;
	}
	get restricted(): string | undefined {
		return this.#entry.declaration.restricted;
	}
	get origin(): LayerOrigin {
		return this.#entry.declaration.origin;
	}
	get size(): number {
		return this.state.size;
	}
	get table(): RowTable {
		return this.state;
	}

	/** The declaration, statuses or number of entities changed. */
	redeclare(entry: LayerEntry): void {
		this.#entry = entry;
	}

	/** Takes a record of the log. */
	apply({ body, receivedAt }: Pick<LogRecord, 'body' | 'receivedAt'>): void {
		const limit = staleAfterMs(this.#entry.declaration);
		this.beforeRows?.(receivedAt);
		this.state.apply(decodeFrame(body), (idx) => {
			this.#reserve();
			this.stale[idx] = isStale(this.state.ts[idx]!, receivedAt, limit) ? QUALITY.stale : 0;
			this.revisions.touch(idx, this.#cellOf(idx));
			this.onRow?.(idx, receivedAt);
		});
	}

	tick(now: EpochMs): LayerTick {
		if (this.isSlowTurn(now)) this.#age(now);
		return this.tickOf(this.commit(), now);
	}

	hash(): string {
		return this.state.hash();
	}

	staleAt(now: EpochMs): boolean {
		return isStale(this.state.newestAt ?? this.#since, now, staleAfterMs(this.#entry.declaration));
	}

	info(now: EpochMs): LayerInfo {
		const { declaration, statuses, version, number } = this.#entry;
		const { late } = this.state.counts;
		return {
			layer: declaration.id,
			schemaId: number,
			cls: 'state',
			title: declaration.title ?? null,
			metrics: declaration.metrics,
			statuses,
			moves: declaration.moves,
			origin: declaration.origin,
			staleAfter: staleAfterMs(declaration),
			offset: null,
			dictVer: version,
			entities: this.state.size,
			newestAt: this.state.newestAt ?? null,
			stale: this.staleAt(now),
			replayed: declaration.origin === 'replayed',
			trueDateShift: trueDateShiftOf(declaration, now) ?? null,
			...(declaration.dataClock && { dataClock: declaration.dataClock }),
			counts: late > 0 ? { late } : {},
			attribution: declaration.attribution
		};
	}

	/** An entity says nothing of itself but its values, which receivers have: only its own date is added, and when each metric was said. */
	facts(idx: number, at: EpochMs): EntityFacts {
		if (!this.entities[idx]) throw new AppError('NOT_FOUND', { message: `No entity ${idx} in ${this.id}.` });
		const seenAt = (this.state.present[idx] ? this.state.ts[idx] : undefined) ?? at;
		const shift = trueDateShiftOf(this.#entry.declaration, seenAt);
		const metricsAt = this.state.metrics.map((_, metric) => this.state.metricAt(metric, idx) ?? null);
		return {
			facts: [],
			...(shift !== undefined && { dataAt: seenAt + shift }),
			...(metricsAt.length > 0 && { metricsAt })
		};
	}

	protected t0(now: EpochMs): EpochMs {
		return Math.floor(now);
	}

	/** Marks those that passed the layer's limit: they change without a word of theirs. */
	#age(now: EpochMs): void {
		const limit = staleAfterMs(this.#entry.declaration);
		const { present, ts, capacity } = this.state;
		for (let idx = 0; idx < capacity; idx++) {
			if (!present[idx]) continue;
			const mark = isStale(ts[idx]!, now, limit) ? QUALITY.stale : 0;
			if (this.stale[idx] === mark) continue;
			this.stale[idx] = mark;
			this.revisions.touch(idx, this.#cellOf(idx));
		}
	}

	#cellOf(idx: number): number {
		return this.state.present[idx] ? cellOf(this.state.lon[idx]!, this.state.lat[idx]!) : NO_CELL;
	}

	#reserve(): void {
		if (this.stale.length >= this.state.capacity) return;
		this.stale = grown(this.stale, this.state.capacity, 0);
		this.revisions.reserve(this.state.capacity);
	}
}
