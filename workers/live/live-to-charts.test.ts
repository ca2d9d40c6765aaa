import { expect, onTestFinished, test, vi } from 'vitest';
import type { Dataset } from '#lib/model/city.ts';
import { layerDeclaration } from '#lib/model/live-layer.ts';
import type { LayerValues } from '#lib/model/live-values.ts';
import { openNodeBindings } from '#workers/analytics/open-node-bindings.ts';
import { createAnalyticsApi } from '#workers/analytics/api.ts';
import { startAnalytics } from '#workers/analytics/client.ts';
import { WorkerInThread } from '../../tests/fixtures/live-client.ts';
import { LiveServer } from '../../tests/fixtures/live-server.ts';
import { serve } from '../rpc.ts';
import { startLiveClient } from './client.ts';

const WAIT = { timeout: 15_000, interval: 20 };
const tanks = layerDeclaration.parse({
	id: 'tanks',
	metrics: [{ name: 'level', unit: 'm' }],
	statuses: ['low', 'high'],
	interval: 3600
});
const dataset: Dataset = {
	id: 'live-tanks',
	kind: 'points',
	title: { zh: '', en: '' },
	file: '',
	rows: 0,
	columns: [],
	withoutPosition: 0,
	stream: 'tanks'
};

/** An analytics worker in this thread. */
function analyticsInThread() {
	const { port1, port2 } = new MessageChannel();
	const fetch = () => Promise.reject(new Error('nothing is fetched'));
	serve(createAnalyticsApi({ openBindings: openNodeBindings, fetch }), port1);
	port1.start();
	port2.start();
	return Object.assign(port2, { terminate: () => port1.close() });
}

test(
	'what devices sent in the last hour, and what they send, is charted and asked for, through an outage too',
	{ timeout: 90_000 },
	async () => {
		const server = new LiveServer();
		await server.start();
		await server.declare(tanks);
		const at = Date.now() - 60_000;
		const tank = (id: string, seconds: number, level: number) => ({
			id,
			t: at + seconds * 1000,
			level,
			lng: 116.4,
			lat: 39.9
		});
		await server.send('tanks', [tank('a', 0, 1), tank('b', 0, 2)]);
		await server.send('tanks', [tank('a', 1, 1.5)]);

		const workers: WorkerInThread[] = [];
		const live = startLiveClient({
			url: server.url,
			city: { anchor: [116.4, 39.9] },
			onStatus: () => undefined,
			createWorker: () => {
				const worker = new WorkerInThread();
				workers.push(worker);
				return worker;
			}
		});
		const analytics = startAnalytics({
			packUrl: 'http://city.test/pack/',
			datasets: [dataset],
			timezone: 'UTC',
			tap: (stream, open) => live.tap(stream, open),
			createWorker: analyticsInThread
		});
		onTestFinished(async () => {
			analytics.close();
			live.dispose();
			await server.remove();
		});

		const views = await analytics.openViews('live-tanks', [
			{ id: 'id', kind: 'category', column: 'id' },
			{ id: 'level', kind: 'number', column: 'level' },
			{ id: 'map', kind: 'map' }
		]);
		const counts = () => {
			const labels = views.layout('id').labels ?? [];
			return Object.fromEntries(labels.map((label, bar) => [label, views.totals.counts['id']?.[bar]]));
		};
		const sql = async (text: string) => (await analytics.sql(text)).columns.map(({ values }) => values[0]);
		await vi.waitFor(() => expect(Object.values(counts())).toEqual([2, 1]), WAIT);
		expect([...(views.totals.counts['map'] ?? [])]).toEqual([3, 0]);

		await server.send('tanks', [tank('b', 2, 2.5), tank('c', 2, 3)]);
		await vi.waitFor(() => expect(views.rows).toBe(5), WAIT);
		expect(await sql('SELECT count(*), max(level), count(DISTINCT id) FROM live_tanks')).toEqual([5, 3, 3]);
		const filtered = await views.setFilter('level', { kind: 'range', from: 2, to: 3 });
		expect(filtered.selected).toBe(
			Number((await sql('SELECT count(*) FROM live_tanks WHERE level >= 2 AND level < 3'))[0])
		);

		// The map shows the things that these rows are of, and all of them again without a filter.
		let drawn: LayerValues | undefined;
		live.values('tanks', (values) => (drawn = values));
		await vi.waitFor(() => expect(drawn?.entities).toBe(3), WAIT);
		const urns = (await views.entities()) ?? [];
		expect(urns.length).toBe(
			Number((await sql('SELECT count(DISTINCT entity) FROM live_tanks WHERE level >= 2 AND level < 3'))[0])
		);
		live.hold('tanks', new Set(urns));
		await vi.waitFor(() => expect(drawn?.entities).toBe(urns.length), WAIT);
		live.hold('tanks', undefined);
		await vi.waitFor(() => expect(drawn?.entities).toBe(3), WAIT);

		// A worker that dies is replaced; what it begins anew is the same rows.
		workers[0]?.crash();
		await server.send('tanks', [tank('c', 3, 3.5)]);
		await vi.waitFor(() => expect(views.rows).toBe(6), WAIT);
		expect(await sql('SELECT count(*) FROM live_tanks')).toEqual([6]);
		expect([...views.filters.keys()]).toEqual(['level']);
	}
);
