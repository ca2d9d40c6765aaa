import type { Brush } from '#workers/analytics/client.ts';
import { startAnalytics } from '#workers/analytics/client.ts';
import {
	ACTIVE,
	BINS,
	edge,
	FILTERED,
	VIEWS,
	type Contestant,
	type Counts,
	type Range
} from './contestant.ts';

/** Our linked views, as the product uses them: cubes built in the worker, moves answered on the page. */
export async function openOurs(rows: number): Promise<Contestant> {
	const analytics = startAnalytics({
		packUrl: '/pack/',
		timezone: 'UTC',
		datasets: [
			{
				id: 'bench',
				kind: 'buildings',
				title: { zh: '', en: '' },
				file: 'bench.arrow',
				rows,
				columns: []
			}
		]
	});
	await analytics.load('bench');
	const start = performance.now();
	const views = await analytics.openViews(
		'bench',
		VIEWS.map((id) => ({ id, kind: 'number', column: id, bins: BINS }))
	);
	const opened = performance.now() - start;
	for (const { count, shift, edges } of views.layouts)
		if (count !== BINS || count << shift !== 960 || edges?.[32] !== 1)
			throw new Error('other bins than the peers have');

	let brush: Brush | undefined;
	const range = ([from, to]: Range) => ({ kind: 'range', from: edge(from), to: edge(to) }) as const;
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
			brush = undefined;
			await views.setFilter(FILTERED);
		}
	};
}
