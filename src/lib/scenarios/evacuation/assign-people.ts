/** People who set out together, and the places that they can reach. */
export interface Party {
	/** Whole people. */
	readonly people: number;
	/** Each place at most once; costs are whole numbers from 0 up. */
	readonly ways: readonly { readonly place: number; readonly cost: number }[];
}

/** By party, in the order of its ways: how many take each. Who takes none finds no place. */
export type Assignment = readonly (readonly number[])[];

/**
 * As many people as places can take, at the least cost together (minimum-cost flow by successive shortest paths: Ahuja,
 * Magnanti and Orlin 1993, section 9.7). Parties come one by one; each takes the shortest way to a place that has room,
 * which may be to push others on from full places. Nobody's number is split into parts of people.
 */
export function assignPeople(parties: readonly Party[], capacities: readonly number[]): Assignment {
	const places = new Places(parties, capacities);
	parties.forEach((_, party) => places.admit(party));
	return places.assignment();
}

/** Costs more than any chain of moves saves: to stay without a place is the last thing. */
const NOWHERE_COST = 1e12;

/** How others could be pushed on from a place, by the place they go to. */
interface Moves {
	/** What it costs more; Infinity: nobody there can. */
	readonly cost: Float64Array;
	readonly party: Int32Array;
	/** Changes since it was computed. */
	stale: boolean;
}

class Places {
	readonly #parties: readonly Party[];
	/** Places, and last of all nowhere, which has room for everybody. */
	readonly #room: number[];
	readonly #nowhere: number;
	/** By party: people by way, the last one nowhere. */
	readonly #taken: number[][];
	/** By place: parties of whom somebody is there. */
	readonly #there: Set<number>[];
	readonly #moves: Moves[];

	constructor(parties: readonly Party[], capacities: readonly number[]) {
		this.#parties = parties;
		this.#room = [...capacities, Infinity];
		this.#nowhere = capacities.length;
		this.#taken = parties.map(({ ways }) => new Array<number>(ways.length + 1).fill(0));
		this.#there = this.#room.map(() => new Set());
		this.#moves = this.#room.map(() => ({
			cost: new Float64Array(this.#room.length).fill(Infinity),
			party: new Int32Array(this.#room.length),
			stale: true
		}));
	}

	assignment(): Assignment {
		return this.#taken.map((taken) => taken.slice(0, -1));
	}

	admit(party: number): void {
		let rest = this.#parties[party]!.people;
		while (rest > 0) {
			const chain = this.#shortestChain(party);
			const last = chain.at(-1)!;
			let moved = Math.min(rest, this.#room[last]!);
			for (let k = 1; k < chain.length; k++) moved = Math.min(moved, this.#movable(chain[k - 1]!, chain[k]!));
			for (let k = chain.length - 1; k > 0; k--) {
				const [from, to] = [chain[k - 1]!, chain[k]!];
				const other = this.#moves[from]!.party[to]!;
				this.#change(other, from, -moved);
				this.#change(other, to, moved);
			}
			this.#change(party, chain[0]!, moved);
			this.#room[last]! -= moved;
			rest -= moved;
		}
	}

	/** Places from the one that the party goes to, over those that others are pushed on from, to one with room. */
	#shortestChain(party: number): number[] {
		const count = this.#room.length;
		const cost = new Float64Array(count).fill(Infinity);
		const before = new Int32Array(count).fill(-1);
		const waiting: number[] = [];
		const reach = (place: number, at: number, from: number) => {
			if (at >= cost[place]!) return;
			cost[place] = at;
			before[place] = from;
			if (this.#room[place] === 0 && !waiting.includes(place)) waiting.push(place);
		};
		for (const { place, cost: at } of this.#parties[party]!.ways) reach(place, at, -1);
		reach(this.#nowhere, NOWHERE_COST, -1);
		// Costs of moves may be negative, but no ring of them is: what is assigned already costs the least.
		for (let place = waiting.shift(); place !== undefined; place = waiting.shift()) {
			const moves = this.#movesFrom(place);
			const at = cost[place]!;
			for (let to = 0; to < count; to++)
				if (moves.cost[to]! < Infinity) reach(to, at + moves.cost[to]!, place);
		}
		let best = this.#nowhere;
		for (let place = 0; place < count; place++)
			if (this.#room[place]! > 0 && cost[place]! < cost[best]!) best = place;
		const chain = [best];
		for (let place = before[best]!; place >= 0; place = before[place]!) chain.unshift(place);
		return chain;
	}

	#movesFrom(place: number): Moves {
		const moves = this.#moves[place]!;
		if (!moves.stale) return moves;
		moves.cost.fill(Infinity);
		for (const party of this.#there[place]!) {
			const here = this.#costOf(party, place);
			const consider = (to: number, cost: number) => {
				if (to === place || cost - here >= moves.cost[to]!) return;
				moves.cost[to] = cost - here;
				moves.party[to] = party;
			};
			for (const way of this.#parties[party]!.ways) consider(way.place, way.cost);
			consider(this.#nowhere, NOWHERE_COST);
		}
		moves.stale = false;
		return moves;
	}

	#movable(from: number, to: number): number {
		const party = this.#moves[from]!.party[to]!;
		return this.#taken[party]![this.#wayTo(party, from)]!;
	}

	#change(party: number, place: number, people: number): void {
		const way = this.#wayTo(party, place);
		const taken = this.#taken[party]!;
		const before = taken[way]!;
		taken[way] = before + people;
		if (before === 0) this.#there[place]!.add(party);
		if (taken[way] === 0) this.#there[place]!.delete(party);
		if (before === 0 || taken[way] === 0) this.#moves[place]!.stale = true;
	}

	#costOf(party: number, place: number): number {
		return this.#parties[party]!.ways[this.#wayTo(party, place)]?.cost ?? NOWHERE_COST;
	}

	#wayTo(party: number, place: number): number {
		const { ways } = this.#parties[party]!;
		return place === this.#nowhere ? ways.length : ways.findIndex((way) => way.place === place);
	}
}
