import type { LiveBatch } from '#lib/model/live-rows.ts';
import { startAnalytics, type Brush } from '#workers/analytics/client.ts';
import {
	ACTIVE,
	BINS,
	edge,
	FILTERED,
	VIEWS,
	type Columns,
	type Counts,
	type LiveContestant,
	type Range
} from '../brush/contestant.ts';

/** Rows a message of those that are there from the start. */
const PIECE = 65_536;

/** Our linked views over live rows, as the product uses them: rows go to the worker, moves are answered on the page. */
export async function openOurs(columns: Columns, rows: number): Promise<LiveContestant> {
	let port: MessagePort | undefined;
	const batch = (from: number, to: number): LiveBatch => ({
		arrived: Date.now(),
		count: to - from,
		columns: Object.fromEntries(VIEWS.map((view) => [view, columns[view].slice(from, to)])),
		labels: {}
	});
	const append = (from: number, to: number) => port?.postMessage({ kind: 'rows', batch: batch(from, to) });
	const analytics = startAnalytics({
		packUrl: '/pack/',
		timezone: 'UTC',
		datasets: [
			{
				id: 'live-bench',
				kind: 'points',
				title: { zh: '', en: '' },
				file: '',
				rows: 0,
				columns: [],
				withoutPosition: 0,
				stream: 'bench'
			}
		],
		tap: (_, open) => {
			port = open();
			port.postMessage({ kind: 'columns', columns: VIEWS.map((name) => ({ name, kind: 'number' })) });
			for (let from = 0; from < rows; from += PIECE) append(from, Math.min(rows, from + PIECE));
			port.postMessage({ kind: 'begun' });
			return () => port?.close();
		}
	});
	await analytics.load('live-bench');
	const start = performance.now();
	const views = await analytics.openViews(
		'live-bench',
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
		append,
		counted: () => views.rows,
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
			return performance.now() - begin;
		},
		reset: async () => {
			await brush?.commit();
			brush = undefined;
			await views.setFilter(ACTIVE);
			await views.setFilter(FILTERED);
		}
	};
}
