import type { Bush } from './bush.ts';
import { bushLoops } from './bush-loops.ts';

/** Loops of many bushes, one after the other. */
export class LoopTable {
	readonly count: number;
	/** By bush: its first loop; one more than bushes. */
	readonly firsts: Int32Array;
	/** As in one bush: links of loop n from `starts[n]`, from `turns[n]` on those of the tree. */
	readonly starts: Int32Array;
	readonly turns: Int32Array;
	/** Of each link, its place in the bush, and which it is of the network. */
	readonly places: Int32Array;
	readonly links: Int32Array;

	constructor(bushes: readonly Bush[]) {
		const each = bushes.map(bushLoops);
		const sum = (length: (loops: (typeof each)[number]) => number) =>
			each.reduce((total, loops) => total + length(loops), 0);
		this.count = sum(({ turns }) => turns.length);
		this.firsts = new Int32Array(bushes.length + 1);
		this.starts = new Int32Array(this.count + 1);
		this.turns = new Int32Array(this.count);
		this.places = new Int32Array(sum(({ places }) => places.length));
		this.links = new Int32Array(this.places.length);
		let [loop, entry] = [0, 0];
		each.forEach(({ starts, turns, places }, index) => {
			for (let own = 0; own < turns.length; own++, loop++) {
				this.starts[loop] = entry + starts[own]!;
				this.turns[loop] = entry + turns[own]!;
			}
			for (const place of places) {
				this.places[entry] = place;
				this.links[entry++] = bushes[index]!.links[place]!;
			}
			this.firsts[index + 1] = loop;
		});
		this.starts[loop] = entry;
	}

	/** Into `out`, by loop: what is summed up along its own link, less what is along the tree. */
	compare(byLink: Float64Array, out: Float64Array): void {
		const { starts, turns, links } = this;
		for (let loop = 0; loop < this.count; loop++) {
			let [entry, sum] = [starts[loop]!, 0];
			for (const turn = turns[loop]!; entry < turn; entry++) sum += byLink[links[entry]!]!;
			for (const end = starts[loop + 1]!; entry < end; entry++) sum -= byLink[links[entry]!]!;
			out[loop] = sum;
		}
	}

	/** Into `out`, by link: what all of the loops' amounts come to, as much along the tree as is missing along the link. */
	spread(byLoop: Float64Array, out: Float64Array): void {
		const { starts, turns, links } = this;
		out.fill(0);
		for (let loop = 0; loop < this.count; loop++) {
			const amount = byLoop[loop]!;
			let entry = starts[loop]!;
			for (const turn = turns[loop]!; entry < turn; entry++) out[links[entry]!]! += amount;
			for (const end = starts[loop + 1]!; entry < end; entry++) out[links[entry]!]! -= amount;
		}
	}
}
