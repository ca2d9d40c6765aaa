import type { Metres } from '#lib/model/units.ts';
import { aroundCell, cellsByHeight, type Ground } from './ground.ts';

/** Where water goes that is held by no hollow: into a river, lake or sea, or over the edge of the heights. */
export const OUT = -1;

/**
 * Hollows of the ground as a tree: two that meet at a saddle are the children of the hollow that both fill together
 * (depression hierarchy, Barnes, Callaghan and Wickert 2020). Children have lower numbers than their parents.
 */
export interface Hollows {
	/** Cells with a height, from the lowest up. */
	readonly order: Uint32Array;
	/** By cell: the neighbour that its water runs to, steepest first; OUT: none. */
	readonly receiver: Int32Array;
	/** By cell: the leaf that its water comes to rest in. */
	readonly leaf: Int32Array;
	/** By cell: the smallest hollow that it lies in below its rim; OUT: none. */
	readonly hollow: Int32Array;
	readonly count: number;
	/** By hollow; OUT: it lies in no other. */
	readonly parent: readonly number[];
	/** By hollow: the other child of its parent. */
	readonly sibling: readonly number[];
	/** By hollow: where its water comes to rest once it runs over. */
	readonly overflow: readonly number[];
	/** By hollow: height of the rim that it runs over, metres above sea level. */
	readonly rim: readonly Metres[];
	/** By hollow: cells in it above its children, from the lowest up. */
	readonly cells: readonly (readonly number[])[];
	/** By hollow: m³ that it holds above its children's rim. */
	readonly holds: readonly number[];
	/** By hollow: cells of its children, sum of their heights, and m³ that they hold. */
	readonly children: readonly Content[];
}

interface Content {
	readonly number: number;
	readonly sum: number;
	readonly volume: number;
}

/** Finds the hollows from the lowest cell up: cells that touch no lower one begin one, cells that touch two join them. */
export function findHollows(ground: Ground): Hollows {
	return new Joining(ground).run();
}

class Joining {
	readonly #ground: Ground;
	readonly #receiver: Int32Array;
	readonly #leaf: Int32Array;
	readonly #hollow: Int32Array;
	/** By cell: number of what it was put into, as in `#joined`; −1: it was not looked at yet. */
	readonly #put: Int32Array;
	readonly #parent: number[] = [];
	readonly #sibling: number[] = [];
	readonly #overflow: number[] = [];
	readonly #rim: number[] = [];
	readonly #cells: number[][] = [];
	readonly #holds: number[] = [];
	/** The larger whole that a hollow has become part of; itself: none. OUT has number 0 here, hollow n number n + 1. */
	readonly #joined: number[] = [0];
	readonly #children: Content[] = [];
	/** By hollow, with its children: cells, sum of their heights. */
	readonly #number: number[] = [];
	readonly #sum: number[] = [];

	constructor(ground: Ground) {
		this.#ground = ground;
		const cells = ground.height.length;
		this.#receiver = new Int32Array(cells).fill(OUT);
		this.#leaf = new Int32Array(cells).fill(OUT);
		this.#hollow = new Int32Array(cells).fill(OUT);
		this.#put = new Int32Array(cells).fill(-1);
	}

	run(): Hollows {
		const order = cellsByHeight(this.#ground);
		for (const cell of order) this.#add(cell);
		return {
			order,
			receiver: this.#receiver,
			leaf: this.#leaf,
			hollow: this.#hollow,
			count: this.#parent.length,
			parent: this.#parent,
			sibling: this.#sibling,
			overflow: this.#overflow,
			rim: this.#rim,
			cells: this.#cells,
			holds: this.#holds,
			children: this.#children
		};
	}

	#add(cell: number): void {
		const { height, water } = this.#ground;
		const own = height[cell]!;
		/** Wholes that touch the cell, with the lowest cell of each that does. */
		const wholes: number[] = [];
		const touching: number[] = [];
		let steepest = -1;
		const ends = aroundCell(this.#ground, cell, (neighbour, away) => {
			if (this.#put[neighbour]! < 0) return;
			const slope = (own - height[neighbour]!) / away;
			if (slope > steepest) {
				steepest = slope;
				this.#receiver[cell] = neighbour;
			}
			const whole = this.#wholeOf(this.#put[neighbour]!);
			const known = wholes.indexOf(whole);
			if (known < 0) {
				wholes.push(whole);
				touching.push(neighbour);
			} else if (height[neighbour]! < height[touching[known]!]!) touching[known] = neighbour;
		});
		if (water[cell] === 1) this.#receiver[cell] = OUT;
		else if (this.#receiver[cell] !== OUT) this.#leaf[cell] = this.#leaf[this.#receiver[cell]!]!;

		if (water[cell] === 1 || ends || wholes.includes(0)) {
			const beyond = wholes.indexOf(0);
			const overflow = water[cell] === 1 || beyond < 0 ? OUT : this.#leaf[touching[beyond]!]!;
			for (const whole of wholes) if (whole !== 0) this.#close(whole - 1, own, overflow);
			this.#put[cell] = 0;
			return;
		}
		let whole = wholes[0];
		if (whole === undefined) {
			whole = this.#begin({ number: 0, sum: 0, volume: 0 }) + 1;
			this.#leaf[cell] = whole - 1;
		}
		for (let k = 1; k < wholes.length; k++)
			whole = this.#join(whole - 1, touching[0]!, wholes[k]! - 1, touching[k]!, own) + 1;
		const hollow = whole - 1;
		this.#cells[hollow]!.push(cell);
		this.#number[hollow]!++;
		this.#sum[hollow]! += own;
		this.#hollow[cell] = hollow;
		this.#put[cell] = whole;
	}

	#begin(children: Content): number {
		const hollow = this.#parent.length;
		this.#parent.push(OUT);
		this.#sibling.push(OUT);
		this.#overflow.push(OUT);
		this.#rim.push(NaN);
		this.#cells.push([]);
		this.#holds.push(0);
		this.#children.push(children);
		this.#number.push(children.number);
		this.#sum.push(children.sum);
		this.#joined.push(hollow + 1);
		return hollow;
	}

	/** m³ in it and its children up to a rim. */
	#fill(hollow: number, rim: Metres): number {
		this.#rim[hollow] = rim;
		const whole = this.#ground.area * (this.#number[hollow]! * rim - this.#sum[hollow]!);
		const { volume } = this.#children[hollow]!;
		this.#holds[hollow] = Math.max(0, whole - volume);
		return volume + this.#holds[hollow]!;
	}

	#close(hollow: number, rim: Metres, overflow: number): void {
		this.#fill(hollow, rim);
		this.#overflow[hollow] = overflow;
		this.#joined[hollow + 1] = 0;
	}

	/** Each runs over into the other where the cell that joins them touches it. */
	#join(a: number, touchesA: number, b: number, touchesB: number, rim: Metres): number {
		const whole = this.#begin({
			number: this.#number[a]! + this.#number[b]!,
			sum: this.#sum[a]! + this.#sum[b]!,
			volume: this.#fill(a, rim) + this.#fill(b, rim)
		});
		this.#overflow[a] = this.#leaf[touchesB]!;
		this.#overflow[b] = this.#leaf[touchesA]!;
		for (const [child, other] of [
			[a, b],
			[b, a]
		] as const) {
			this.#parent[child] = whole;
			this.#sibling[child] = other;
			this.#joined[child + 1] = whole + 1;
		}
		return whole;
	}

	#wholeOf(part: number): number {
		let whole = part;
		while (this.#joined[whole] !== whole) whole = this.#joined[whole]!;
		for (let at = part; at !== whole;) {
			const next = this.#joined[at]!;
			this.#joined[at] = whole;
			at = next;
		}
		return whole;
	}
}
