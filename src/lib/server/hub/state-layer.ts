import type { LayerOrigin } from '#lib/model/live-layer.ts';
import type { EpochMs, Milliseconds } from '#lib/model/units.ts';
import type { LayerInfo } from '#lib/model/wire/events.ts';
import { FRAME_FLAGS, type FrameKind } from '#lib/model/wire/frame.ts';
import type { EntityFacts } from '#lib/server/sources/replay-source.ts';
import { CellMeans } from './cell-means.ts';
import { encodeColumns, encodeRows, type FrameLayer, type FrameParts } from './layer-frames.ts';
import { Revisions, type Difference } from './revisions.ts';
import type { RowTable } from './row-table.ts';
import type { TickChanges } from './tick-changes.ts';
import { TickMessages, type TickEncoder } from './tick-messages.ts';
import { isIn } from './tile-set.ts';
import type { View } from './view.ts';

/** Something is said to every receiver in credit at least this often. */
export const HEARTBEAT: Milliseconds = 1000;
/** Level 1 has about so many entities of a layer at the most. */
const DECIMATED = 10_000;

/** One tick of a layer: the messages that it brings, each made once however many receive it. */
export interface LayerTick {
	readonly layer: StateLayer;
	/** For everyone in credit who looks at the layer this way; undefined: nothing to say now. */
	message(view: View): Uint8Array | undefined;
}

/**
 * The latest state of one layer and what its receivers are told of it. Rows of the table are `touch`ed when they
 * change; a tick makes a revision of what was touched.
 */
export abstract class StateLayer {
	readonly cls = 'state';
	abstract readonly id: string;
	/** Its number in frames. */
	abstract readonly schemaId: number;
	/** Right that a reader must have. */
	abstract readonly restricted: string | undefined;
	abstract readonly origin: LayerOrigin;
	readonly revisions: Revisions;
	/** Told before rows are taken: what is due by then is due of the rows as they are. `at`: by our clock. */
	beforeRows: ((at: EpochMs) => void) | undefined;
	/** Told of every row that is another one, as soon as it is; `at`: by our clock. */
	onRow: ((idx: number, at: EpochMs) => void) | undefined;
	/** One in so many entities is in level 1; grows with the layer and never falls. */
	share = 1;
	readonly #epoch: number;
	/** Second of the last turn of levels 0 and 1. */
	#slowTurn = -Infinity;
	/** When somebody last looked at tiles of the layer. */
	#tiledAt = -Infinity;
	/** When each view was last told something. */
	readonly #toldAt = new Map<string, EpochMs>();
	#snapshot: { readonly rev: number; readonly bytes: Uint8Array } | undefined;

	constructor(epoch: number, firstRev: number) {
		this.#epoch = epoch;
		this.revisions = new Revisions(firstRev);
	}

	/** The rows as they are. */
	abstract readonly table: RowTable;
	/** The bit `stale` by dictionary row, where the layer has one. */
	protected abstract readonly stale: Uint8Array | undefined;
	/** Base time of frames. */
	protected abstract t0(now: EpochMs): EpochMs;
	abstract info(now: EpochMs): LayerInfo;
	/** What the card of a dictionary row says; throws NOT_FOUND. */
	abstract facts(idx: number, at: EpochMs): EntityFacts;
	/** Digest of the state, equal to a receiver's that has everything. */
	abstract hash(): string;

	get rev(): number {
		return this.revisions.rev;
	}

	/** Entities that are there. */
	abstract readonly size: number;

	/** Everything that the view sees. */
	snapshot(view: View, sid: number, now: EpochMs): Uint8Array {
		this.#look(view, now);
		if (view.lod === 0) return this.#cells(view, sid, now, (zoom) => this.#cellMeans(zoom));
		const isShared = view.lod === 2 && !view.tiles;
		if (isShared && this.#snapshot?.rev === this.rev) return this.#snapshot.bytes;
		const { present } = this.table;
		const rows = rowsWhere(
			present.length,
			(idx) =>
				present[idx] === 1 &&
				this.#keeps(view, idx) &&
				(!view.tiles || isIn(view.tiles, this.revisions.cellOf(idx)))
		);
		const bytes = this.#rows(
			'snapshot',
			{ rows, removed: NONE },
			{ sid: isShared ? 0 : sid, now, lod: view.lod }
		);
		if (isShared) this.#snapshot = { rev: this.rev, bytes };
		return bytes;
	}

	/** What changed for the view after `rev`, for one subscription: current values only, however long ago it was. */
	deltaSince(rev: number, view: View, sid: number, now: EpochMs): Uint8Array {
		if (view.lod === 0) return this.snapshot(view, sid, now);
		this.#look(view, now);
		const { present } = this.table;
		const difference = this.revisions.since(rev, present, view.tiles, (idx) => this.#keeps(view, idx));
		return this.#rows('delta', difference, { sid, now, lod: view.lod, flags: FRAME_FLAGS.conflated });
	}

	/** What a subscription that has `from` needs to have `to`, both of the same level. */
	moved(from: View, to: View, sid: number, now: EpochMs): Uint8Array {
		if (to.lod === 0) return this.snapshot(to, sid, now);
		this.#look(to, now);
		const { present } = this.table;
		const pending = to.lod === 1 ? this.revisions.slow : this.revisions.fast;
		const sees = ({ tiles }: View, idx: number) => !tiles || isIn(tiles, pending.sentCell(idx));
		const rows: number[] = [];
		const removed: number[] = [];
		for (let idx = 0; idx < present.length; idx++) {
			if (!this.#keeps(to, idx)) continue;
			const [had, has] = [sees(from, idx), sees(to, idx)];
			if (has && !had && present[idx]) rows.push(idx);
			else if (had && !has && (present[idx] || pending.has(idx))) removed.push(idx);
		}
		const difference = { rows: Uint32Array.from(rows), removed: Uint32Array.from(removed) };
		return this.#rows('delta', difference, { sid, now, lod: to.lod });
	}

	/** Makes a revision of what was touched; without any there is none. */
	protected commit(): TickChanges | undefined {
		return this.revisions.fast.isEmpty ? undefined : this.revisions.commit(this.table.present);
	}

	/** True while somebody looks at tiles: the cells of rows must then be true at every tick. */
	protected isTiled(now: EpochMs): boolean {
		return now - this.#tiledAt < 10 * HEARTBEAT;
	}

	#look({ tiles }: View, now: EpochMs): void {
		if (tiles) this.#tiledAt = now;
	}

	/** True when levels 0 and 1 have their turn: once in every second of the clock. */
	protected isSlowTurn(now: EpochMs): boolean {
		return Math.floor(now / HEARTBEAT) !== this.#slowTurn;
	}

	/** The messages of a tick of level 2 (`fast`), and of levels 0 and 1 when it is their turn. */
	protected tickOf(fast: TickChanges | undefined, now: EpochMs): LayerTick {
		const slow = this.isSlowTurn(now) ? this.#slowChanges(now) : undefined;
		const made = new TickMessages(this.#encoder(now));
		const messages = new Map<string, Uint8Array | undefined>();
		const make = (view: View): Uint8Array | undefined => {
			this.#look(view, now);
			if (view.lod < 2 && !slow) return undefined;
			const changes = view.lod === 2 ? fast : slow;
			const said = changes && made.of(changes, view);
			if (said) return said;
			const toldAt = this.#toldAt.get(view.key);
			// The clock may be set back.
			const isQuiet = toldAt === undefined || Math.abs(now - toldAt) >= HEARTBEAT;
			return isQuiet ? this.#heartbeat(view, now) : undefined;
		};
		return {
			layer: this,
			message: (view) => {
				if (!messages.has(view.key)) {
					const message = make(view);
					messages.set(view.key, message);
					if (message) this.#toldAt.set(view.key, now);
				}
				return messages.get(view.key);
			}
		};
	}

	#encoder(now: EpochMs): TickEncoder {
		const means = new Map<number, CellMeans>();
		const meansOf = (zoom: number) => {
			let known = means.get(zoom);
			if (!known) means.set(zoom, (known = this.#cellMeans(zoom)));
			return known;
		};
		return {
			rows: (difference, parts) => this.#rows('delta', difference, { now, ...parts }),
			cells: (view) => this.#cells(view, 0, now, meansOf),
			keeps: (lod) => (lod === 1 && this.share > 1 ? (idx) => this.#keeps({ lod }, idx) : undefined)
		};
	}

	#slowChanges(now: EpochMs): TickChanges {
		this.#slowTurn = Math.floor(now / HEARTBEAT);
		while (this.size / this.share > DECIMATED) this.share *= 2;
		// Views that nobody has any more.
		for (const [key, at] of this.#toldAt) if (now - at > 10 * HEARTBEAT) this.#toldAt.delete(key);
		return this.revisions.takeSlow(this.table.present);
	}

	/** Which entities are in a view of its level: every one, or a share that stays the same. */
	#keeps({ lod }: Pick<View, 'lod'>, idx: number): boolean {
		return lod !== 1 || this.share === 1 || (Math.imul(idx, 0x9e3779b1) >>> 16) % this.share === 0;
	}

	#cellMeans(zoom: number): CellMeans {
		return new CellMeans(this.table, (idx) => this.revisions.cellOf(idx), zoom);
	}

	#cells(view: View, sid: number, now: EpochMs, means: (zoom: number) => CellMeans): Uint8Array {
		const { count, columns } = means(view.cellZoom).columns(view.tiles);
		const parts = { sid, now, lod: 0, tile: { z: view.cellZoom, x: 0, y: 0 } };
		return encodeColumns(this.#frameLayer(now), 'aggregate', count, columns, parts);
	}

	#heartbeat({ lod }: View, now: EpochMs): Uint8Array {
		return this.#rows('heartbeat', { rows: NONE, removed: NONE }, { now, lod });
	}

	#rows(kind: FrameKind, difference: Difference, parts: FrameParts): Uint8Array {
		return encodeRows(this.#frameLayer(parts.now), kind, difference, parts);
	}

	#frameLayer(now: EpochMs): FrameLayer {
		const { schemaId, origin, rev, table, stale } = this;
		return { epoch: this.#epoch, schemaId, origin, rev, table, stale, t0: this.t0(now) };
	}
}

const NONE = new Uint32Array(0);

function rowsWhere(length: number, keep: (idx: number) => boolean): Uint32Array {
	const rows = new Uint32Array(length);
	let count = 0;
	for (let idx = 0; idx < length; idx++) if (keep(idx)) rows[count++] = idx;
	return rows.slice(0, count);
}
