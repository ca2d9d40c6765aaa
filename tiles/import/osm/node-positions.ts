import type { GrowingFloat64 } from '../../bake/growing.ts';

/** Not a longitude: the node has not been met. */
const UNKNOWN = 0x7fffffff;

/** Positions of the nodes that ways need: 16 bytes a node, found by binary search. */
export class NodePositions {
	readonly #ids: Float64Array;
	readonly #lng: Int32Array;
	readonly #lat: Int32Array;
	/** Nodes come in ascending order: the next is usually right behind the last. */
	#cursor = 0;

	/** `needed`: ids in any order, any number of times. */
	constructor(needed: GrowingFloat64) {
		const ids = needed.view().sort();
		let count = 0;
		for (let at = 0; at < ids.length; at++) if (at === 0 || ids[at] !== ids[at - 1]) ids[count++] = ids[at]!;
		this.#ids = ids.slice(0, count);
		this.#lng = new Int32Array(count).fill(UNKNOWN);
		this.#lat = new Int32Array(count);
	}

	get size(): number {
		return this.#ids.length;
	}

	/** Keeps the position (degrees × 10⁷) when somebody needs the node. */
	offer(id: number, lng: number, lat: number): void {
		const ids = this.#ids;
		let cursor = this.#cursor;
		if (cursor > 0 && ids[cursor - 1]! >= id) cursor = 0;
		// A few steps forward, then a search: blocks may be far apart.
		for (let step = 0; step < 8 && cursor < ids.length && ids[cursor]! < id; step++) cursor++;
		if (cursor < ids.length && ids[cursor]! < id) cursor = this.#search(id, cursor);
		if (ids[cursor] === id) {
			this.#lng[cursor] = lng;
			this.#lat[cursor] = lat;
			cursor++;
		}
		this.#cursor = cursor;
	}

	/** Flat degrees of a way; nodes missing from the extract are left out. */
	line(refs: ArrayLike<number>): { line: Float64Array; nodes: Float64Array; missing: number } {
		const line = new Float64Array(refs.length * 2);
		const nodes = new Float64Array(refs.length);
		let count = 0;
		for (let at = 0; at < refs.length; at++) {
			const index = this.#search(refs[at]!, 0);
			if (this.#ids[index] !== refs[at] || this.#lng[index] === UNKNOWN) continue;
			if (count > 0 && nodes[count - 1] === refs[at]) continue;
			line[count * 2] = this.#lng[index]! / 1e7;
			line[count * 2 + 1] = this.#lat[index]! / 1e7;
			nodes[count++] = refs[at]!;
		}
		return { line: line.slice(0, count * 2), nodes: nodes.slice(0, count), missing: refs.length - count };
	}

	/** First index at or after `from` whose id is not less. */
	#search(id: number, from: number): number {
		let low = from;
		let high = this.#ids.length;
		while (low < high) {
			const middle = (low + high) >>> 1;
			if (this.#ids[middle]! < id) low = middle + 1;
			else high = middle;
		}
		return low;
	}
}
