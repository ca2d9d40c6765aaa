import { NO_CELL, tileOf } from './quadtile.ts';

/** What one tick brings to a tile: rows that are in it, and those that left it or are gone. */
export interface TileChanges {
	readonly rows: number[];
	readonly removed: number[];
}

/** The rows that changed in one tick, ascending, found by tile of any zoom. */
export class TickChanges {
	readonly #changed: Uint32Array;
	readonly #from: Uint32Array;
	readonly #to: Uint32Array;
	readonly #present: Uint8Array;
	readonly #byZoom = new Map<number, ReadonlyMap<number, TileChanges>>();

	/** `from`, `to`: the cells of the `changed` rows before and now. */
	constructor(changed: Uint32Array, from: Uint32Array, to: Uint32Array, present: Uint8Array) {
		this.#changed = changed;
		this.#from = from;
		this.#to = to;
		this.#present = present;
	}

	/** Changed and there. */
	get rows(): Uint32Array {
		return this.#changed.filter((idx) => this.#present[idx] === 1);
	}

	/** No longer there. */
	get removed(): Uint32Array {
		return this.#changed.filter((idx) => this.#present[idx] !== 1);
	}

	get isEmpty(): boolean {
		return this.#changed.length === 0;
	}

	/** Undefined when nothing changed there. */
	ofTile(z: number, tile: number): TileChanges | undefined {
		let tiles = this.#byZoom.get(z);
		if (!tiles) this.#byZoom.set(z, (tiles = this.#sort(z)));
		return tiles.get(tile);
	}

	#sort(z: number): ReadonlyMap<number, TileChanges> {
		const tiles = new Map<number, TileChanges>();
		const at = (tile: number) => {
			let changes = tiles.get(tile);
			if (!changes) tiles.set(tile, (changes = { rows: [], removed: [] }));
			return changes;
		};
		for (let i = 0; i < this.#changed.length; i++) {
			const idx = this.#changed[i]!;
			const [from, to] = [this.#from[i]!, this.#to[i]!];
			const isHere = this.#present[idx] === 1 && to !== NO_CELL;
			const tile = isHere ? tileOf(to, z) : -1;
			if (isHere) at(tile).rows.push(idx);
			if (from === NO_CELL) continue;
			const before = tileOf(from, z);
			if (before !== tile) at(before).removed.push(idx);
		}
		return tiles;
	}
}
