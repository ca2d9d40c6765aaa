import type { Brush, LinkedViewsClient } from '#workers/analytics/client.ts';
import { ACTIVE, BINS, edge, FILTERED, type Contestant, type Counts, type Range } from './contestant.ts';

/** The range of a brush as our views are told it. */
const range = ([from, to]: Range) => ({ kind: 'range', from: edge(from), to: edge(to) }) as const;

/** Our linked views as a contestant; throws when they have other bins than the peers. `opened`: milliseconds. */
export function linkedContestant(views: LinkedViewsClient, opened: number): Contestant {
	for (const { count, shift, edges } of views.layouts)
		if (count !== BINS || count << shift !== 960 || edges?.[32] !== 1)
			throw new Error('other bins than the peers have');
	let brush: Brush | undefined;
	const answer = (at: Range) => {
		if (!brush) throw new Error('not prepared');
		return brush.move(range(at)).counts;
	};
	return {
		opened,
		prepare: async (filter) => {
			await views.setFilter(FILTERED, range(filter));
			const begin = performance.now();
			brush = await views.brushStart(ACTIVE);
			return performance.now() - begin;
		},
		move: (at): Counts => {
			const counts = answer(at);
			return ['b', 'c', 'd'].map((id) => [...(counts[id] ?? [])].slice(0, BINS));
		},
		timeMove: (at) => {
			const begin = performance.now();
			answer(at);
			return performance.now() - begin; // an isolated page's clock ticks every 5 µs
		},
		reset: async () => {
			await brush?.commit();
			brush = undefined;
			await views.setFilter(ACTIVE);
			await views.setFilter(FILTERED);
		}
	};
}
