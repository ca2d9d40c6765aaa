import type { Seconds } from '#lib/model/units.ts';

/** When one may leave a stop and when one is then at the aim: only pairs that no other beats in both. */
export class Profile {
	/** The last to leave first; so is the last to arrive. */
	readonly leaves: Seconds[] = [];
	readonly arrives: Seconds[] = [];

	/** False when a pair that leaves no earlier arrives no later. */
	add(leaves: Seconds, arrives: Seconds): boolean {
		let at = this.leaves.length;
		while (at > 0 && this.leaves[at - 1]! < leaves) at--;
		if (at > 0 && this.arrives[at - 1]! <= arrives) return false;
		const first = at > 0 && this.leaves[at - 1] === leaves ? at - 1 : at;
		let beyond = at;
		while (beyond < this.leaves.length && this.arrives[beyond]! >= arrives) beyond++;
		this.leaves.splice(first, beyond - first, leaves);
		this.arrives.splice(first, beyond - first, arrives);
		return true;
	}

	/** Earliest arrival of who is there at a time; Infinity when nothing leaves any more. */
	arrival(at: Seconds): Seconds {
		let [low, high] = [0, this.leaves.length];
		while (low < high) {
			const middle = (low + high) >> 1;
			if (this.leaves[middle]! >= at) low = middle + 1;
			else high = middle;
		}
		return low === 0 ? Infinity : this.arrives[low - 1]!;
	}
}
