import type { LiveBatch } from '#lib/model/live-rows.ts';
import { startAnalytics } from '#workers/analytics/client.ts';
import { BINS, VIEWS, type Columns, type LiveContestant } from '../brush/contestant.ts';
import { linkedContestant } from '../brush/linked-contestant.ts';
import type { FeederCall } from './feeder.ts';

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
	const feeder = new Worker(new URL('./feeder.ts', import.meta.url), { type: 'module' });
	const tell = (call: FeederCall, move: Transferable[] = []) => feeder.postMessage(call, move);
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
	if (port) tell({ port }, [port]);
	return {
		...linkedContestant(views, opened),
		stage: (from, to) => tell({ stage: batch(from, to), from }),
		append: (from) => tell({ send: from }),
		counted: () => views.rows
	};
}
