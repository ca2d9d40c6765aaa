/** Flows below it, in parts of what they were, are rounding. */
const PRECISION = 1e-12;

/** Greatest flow through a network whose arcs have capacities (Dinic 1970): levels by breadth, then ways that block them. */
export class MaxFlow {
	/** Arcs in pairs, there and back. */
	readonly #to: number[] = [];
	readonly #free: number[] = [];
	readonly #least: number[] = [];
	readonly #arcs: number[][];
	readonly #level: Int32Array;
	readonly #next: Int32Array;
	#source = 0;

	constructor(nodes: number) {
		this.#arcs = Array.from({ length: nodes }, () => []);
		this.#level = new Int32Array(nodes);
		this.#next = new Int32Array(nodes);
	}

	/** An arc with what it takes there and back. */
	join(a: number, b: number, there: number, back: number): void {
		this.#arcs[a]!.push(this.#to.length);
		this.#to.push(b);
		this.#arcs[b]!.push(this.#to.length);
		this.#to.push(a);
		this.#free.push(there, back);
		const least = PRECISION * Math.max(Number.isFinite(there) ? there : 0, Number.isFinite(back) ? back : 0);
		this.#least.push(least, least);
	}

	run(source: number, sink: number): number {
		this.#source = source;
		let flow = 0;
		while (this.#levels(source) && this.#level[sink]! >= 0) {
			this.#next.fill(0);
			for (let pushed = this.#push(source, sink); pushed > 0; pushed = this.#push(source, sink))
				flow += pushed;
		}
		return flow;
	}

	/** After `run`: 1 for nodes on the source's side of the narrowest cut. */
	behind(): Uint8Array {
		this.#levels(this.#source);
		return Uint8Array.from(this.#level, (level) => (level >= 0 ? 1 : 0));
	}

	#levels(source: number): boolean {
		this.#level.fill(-1);
		this.#level[source] = 0;
		const list = [source];
		for (let k = 0; k < list.length; k++)
			for (const arc of this.#arcs[list[k]!]!) {
				const to = this.#to[arc]!;
				if (this.#free[arc]! <= this.#least[arc]! || this.#level[to]! >= 0) continue;
				this.#level[to] = this.#level[list[k]!]! + 1;
				list.push(to);
			}
		return list.length > 1;
	}

	/** One way from level to level that has room, and what was sent along it. */
	#push(source: number, sink: number): number {
		const way: number[] = [];
		let node = source;
		while (node !== sink) {
			const arcs = this.#arcs[node]!;
			const arc = arcs[this.#next[node]!];
			if (arc === undefined) {
				const back = way.pop();
				if (back === undefined) return 0;
				node = this.#to[back ^ 1]!;
				this.#next[node]!++;
			} else if (
				this.#free[arc]! > this.#least[arc]! &&
				this.#level[this.#to[arc]!] === this.#level[node]! + 1
			) {
				way.push(arc);
				node = this.#to[arc]!;
			} else this.#next[node]!++;
		}
		const sent = way.reduce((least, arc) => Math.min(least, this.#free[arc]!), Infinity);
		for (const arc of way) {
			this.#free[arc]! -= sent;
			this.#free[arc ^ 1]! += sent;
		}
		return sent;
	}
}
