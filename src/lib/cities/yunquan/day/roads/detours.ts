import type { RoadNetwork } from './road-network.ts';
import { quickestWays, wayTo } from './shortest-ways.ts';

/** For each closed carriageway the carriageways that its vehicles take instead; none when there is no other way. */
export type Detours = ReadonlyMap<number, readonly number[]>;

/** Ways around closed carriageways; the last answer is kept, because what is closed seldom changes. */
export function detoursAround(network: RoadNetwork): (closed: readonly number[]) => Detours {
	const { arcs } = network;
	let known: { readonly key: string; readonly detours: Detours } = { key: '', detours: new Map() };
	return (closed) => {
		const key = closed.join(' ');
		if (key === known.key) return known.detours;
		const seconds = Float64Array.from(arcs, ({ metres, free }) => metres / free);
		for (const arc of closed) seconds[arc] = Infinity;
		const detours = new Map(
			closed.map((arc) => {
				const { from, to } = arcs[arc]!;
				return [arc, wayTo(quickestWays(network, from, seconds), network, to) ?? []];
			})
		);
		known = { key, detours };
		return detours;
	};
}
