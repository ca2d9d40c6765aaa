import { grown } from '#lib/model/grown.ts';
import { NO_CELL } from './quadtile.ts';
import { isIn, type TileSet } from './tile-set.ts';
import { TickChanges } from './tick-changes.ts';

/** Rows of the dictionary as they are now, and those that are no longer there. */
export interface Difference {
	readonly rows: Uint32Array;
	readonly removed: Uint32Array;
}

/**
 * When each row of a layer last changed, and where it was then. The difference to any older revision is one pass
 * over the rows and needs no log; what a slow receiver costs is the number of its revision.
 */
export class Revisions {
	/** Revision that everyone in credit has. */
	rev: number;
	/** Rows that changed since the last tick of level 2, and of level 1. */
	readonly fast = new PendingRows();
	readonly slow = new PendingRows();
	readonly first: number;
	#revOf = new Float64Array(0);
	#movedRev = new Float64Array(0);
	#cells = new Uint32Array(0);

	/** Revisions count up from `first`: none of an earlier life of the server is above it. */
	constructor(first: number) {
		this.first = first;
		this.rev = first;
	}

	/** True when the difference to `rev` is known. */
	knows(rev: number): boolean {
		return rev >= this.first && rev <= this.rev;
	}

	/** The cell of a row now; NO_CELL when it has no position or is gone. */
	cellOf(idx: number): number {
		return this.#cells[idx] ?? NO_CELL;
	}

	/** A row is another one, in this cell, from the next revision on. */
	touch(idx: number, cell: number): void {
		this.reserve(idx + 1);
		const next = this.rev + 1;
		this.#revOf[idx] = next;
		if (this.#cells[idx] !== cell) {
			this.#cells[idx] = cell;
			this.#movedRev[idx] = next;
		}
		this.fast.add(idx);
		this.slow.add(idx);
	}

	/** Where the rows of a state that was there from the beginning are. */
	place(idx: number, cell: number): void {
		this.reserve(idx + 1);
		this.#cells[idx] = cell;
		this.fast.place(idx, cell);
		this.slow.place(idx, cell);
	}

	/** The changes that the next revision, which this begins, brings. */
	commit(present: Uint8Array): TickChanges {
		this.rev++;
		return this.fast.take(present, this.#cells);
	}

	/** What changed for receivers of level 1 since this was last asked. */
	takeSlow(present: Uint8Array): TickChanges {
		return this.slow.take(present, this.#cells);
	}

	/** Changes after `since`, as far as `tiles` and `keeps` see them; what was never there may be among the removed. */
	since(
		since: number,
		present: Uint8Array,
		tiles: TileSet | undefined,
		keeps: (idx: number) => boolean
	): Difference {
		const rows: number[] = [];
		const removed: number[] = [];
		for (let idx = 0; idx < this.#revOf.length; idx++) {
			if (this.#revOf[idx]! <= since || !keeps(idx)) continue;
			const isHere = present[idx] === 1;
			if (isHere && (!tiles || isIn(tiles, this.#cells[idx]!))) rows.push(idx);
			else if (tiles ? this.#movedRev[idx]! > since : !isHere) removed.push(idx);
		}
		return { rows: new Uint32Array(rows), removed: new Uint32Array(removed) };
	}

	reserve(rows: number): void {
		if (rows <= this.#revOf.length) return;
		const length = Math.max(rows, this.#revOf.length * 2, 256);
		this.#revOf = grown(this.#revOf, length, 0);
		this.#movedRev = grown(this.#movedRev, length, 0);
		this.#cells = grown(this.#cells, length, NO_CELL);
	}
}

/** Rows that changed since the last tick, and the cells in which receivers have them. */
export class PendingRows {
	#isPending = new Uint8Array(0);
	#sent = new Uint32Array(0);
	#rows: number[] = [];

	get isEmpty(): boolean {
		return this.#rows.length === 0;
	}

	has(idx: number): boolean {
		return this.#isPending[idx] === 1;
	}

	/** The cell in which receivers have a row; NO_CELL when in none. */
	sentCell(idx: number): number {
		return this.#sent[idx] ?? NO_CELL;
	}

	add(idx: number): void {
		this.#reserve(idx + 1);
		if (this.#isPending[idx]) return;
		this.#isPending[idx] = 1;
		this.#rows.push(idx);
	}

	place(idx: number, cell: number): void {
		this.#reserve(idx + 1);
		this.#sent[idx] = cell;
	}

	take(present: Uint8Array, cells: Uint32Array): TickChanges {
		const rows = new Uint32Array(this.#rows).sort();
		this.#rows = [];
		const from = new Uint32Array(rows.length);
		const to = new Uint32Array(rows.length);
		for (let i = 0; i < rows.length; i++) {
			const idx = rows[i]!;
			this.#isPending[idx] = 0;
			from[i] = this.#sent[idx]!;
			to[i] = this.#sent[idx] = cells[idx]!;
		}
		return new TickChanges(rows, from, to, present);
	}

	#reserve(rows: number): void {
		if (rows <= this.#sent.length) return;
		const length = Math.max(rows, this.#sent.length * 2, 256);
		this.#isPending = grown(this.#isPending, length, 0);
		this.#sent = grown(this.#sent, length, NO_CELL);
	}
}
