import { Dictionary, Float64, Int32, Table, tableToIPC, Utf8, vectorFromArray } from 'apache-arrow';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Dataset } from '#lib/model/city.ts';
import type { LiveRowsMessage } from '#lib/model/live-rows.ts';
import type { ViewDefinition } from '#lib/queries/cubes/view-definition.ts';
import { serve } from '../rpc.ts';
import { createAnalyticsApi } from './api.ts';
import { startAnalytics, type Analytics } from './client.ts';
import { openNodeBindings } from './open-node-bindings.ts';
import { isWorthRotating } from './rotation.ts';
import type { AnalyticsWorker } from './running-worker.ts';

const title = { zh: '', en: '' };
const things = new Table({
	t: vectorFromArray([0, 3_600_000, 7_200_000, null], new Float64()),
	lng: vectorFromArray([1, 2, 3, null], new Float64()),
	lat: vectorFromArray([1, 2, 3, null], new Float64()),
	kind: vectorFromArray(['a', 'b', 'b', null], new Dictionary(new Utf8(), new Int32()))
});
const points = { kind: 'points' as const, title, columns: [], withoutPosition: 0 };
const datasets: Dataset[] = [
	{ ...points, id: 'things', file: 'things.arrow', rows: 4 },
	{ ...points, id: 'changing', file: 'changing.arrow', rows: 4 },
	{ ...points, id: 'live-meters', file: '', rows: 0, stream: 'meters' }
];
const KINDS: readonly ViewDefinition[] = [
	{ id: 'kind', kind: 'category', column: 'kind' },
	{ id: 't', kind: 'time', column: 't' }
];
const METERS: readonly ViewDefinition[] = [
	{ id: 'id', kind: 'category', column: 'id' },
	{ id: 'level', kind: 'number', column: 'level' }
];

/** What the file of `changing` is now. */
let changing: Table = things;

/** Workers in this thread, real but for their thread. */
class Workers {
	readonly started: { terminated: boolean }[] = [];

	readonly create = (): AnalyticsWorker => {
		const { port1, port2 } = new MessageChannel();
		const fetch = (url: string) => {
			const table = url.endsWith('/changing.arrow') ? changing : things;
			return Promise.resolve(new Response(tableToIPC(table, 'stream').slice()));
		};
		serve(createAnalyticsApi({ openBindings: openNodeBindings, fetch }), port1);
		port1.start();
		port2.start();
		const state = { terminated: false };
		this.started.push(state);
		return Object.assign(port2, {
			terminate: () => {
				state.terminated = true;
				port1.close();
			}
		});
	};
}

/** The live worker's end of a tap. */
class Source {
	port: MessagePort | undefined;
	opened = 0;
	isEnded = false;
	readonly tap = (_stream: string, open: () => MessagePort) => {
		this.port = open();
		this.opened++;
		this.send({
			kind: 'columns',
			columns: [
				{ name: 'id', kind: 'category' },
				{ name: 't', kind: 'number' },
				{ name: 'level', kind: 'metric' }
			]
		});
		this.rows(['m1', 'm2'], [0, 1, 0], [1, 2, 3]);
		this.send({ kind: 'begun' });
		return () => (this.isEnded = true);
	};
	send(message: LiveRowsMessage): void {
		this.port?.postMessage(message);
	}
	rows(names: readonly string[], id: readonly number[], level: readonly number[]): void {
		const columns = {
			id: Int32Array.from(id),
			t: Float64Array.from(id, () => 1000),
			level: Float32Array.from(level)
		};
		this.send({ kind: 'rows', batch: { arrived: 1000, count: id.length, columns, labels: { id: names } } });
	}
}

const workers = new Workers();
const source = new Source();
let analytics: Analytics;
beforeAll(() => {
	analytics = startAnalytics({
		packUrl: 'http://city.test/pack/',
		datasets,
		timezone: 'UTC',
		tap: source.tap,
		createWorker: workers.create
	});
});
afterAll(() => analytics.close());

const count = async (sql: string) => (await analytics.sql(sql)).columns[0]?.values[0];
const plain = (counts: Uint32Array | undefined) => [...(counts ?? [])];
/** Resolves once `holds` does, asked whenever views hear of rows. */
const until = (views: { onGrown(listener: () => void): () => void }, holds: () => boolean) =>
	new Promise<void>((resolve) => {
		const end = views.onGrown(() => {
			if (!holds()) return;
			end();
			resolve();
		});
	});

test('rows of a live layer are counted and asked for in SQL as they come', async () => {
	const views = await analytics.openViews('live-meters', METERS);
	expect([views.rows, plain(views.totals.counts['id'])]).toEqual([3, [2, 1, 0]]);
	const brush = await views.brushStart('id');
	expect(brush.move({ kind: 'bins', bins: [0] }).selected).toBe(2);

	const came = until(views, () => views.rows === 5);
	source.rows(['m3'], [2, 0], [9, 1]);
	await came;
	expect(views.layout('id').labels).toEqual(['m1', 'm2', 'm3']);
	// The brush goes on over the rows that came.
	expect(brush.move({ kind: 'bins', bins: [0] }).selected).toBe(3);
	expect(await count(`SELECT count(*) FROM live_meters WHERE id = 'm1'`)).toBe(3);
	expect((await brush.commit()).selected).toBe(3);
	expect((await brush.mask())?.reduce((sum, passes) => sum + passes, 0)).toBe(3);
	const table = (await analytics.tables()).find(({ name }) => name === 'live_meters');
	expect([table?.rows, table?.columns.map(({ name }) => name)]).toEqual([
		5,
		['id', 't', 'level', 'local_time']
	]);
	views.close();
});

test('live rows stand still while they are held, and none is lost', async () => {
	const views = await analytics.openViews('live-meters', METERS);
	const before = views.rows;
	analytics.holdLive(true);
	await analytics.tables();
	source.rows([], [0, 0], [1, 1]);
	expect(await count('SELECT count(*) FROM live_meters')).toBe(before);
	expect((await views.setFilter('id')).selected).toBe(before);
	const came = until(views, () => views.rows === before + 2);
	analytics.holdLive(false);
	await came;
	views.close();
});

test('a worker is replaced unnoticed: charts keep filters and brushes, live rows go on', async () => {
	const fixed = await analytics.openViews('things', KINDS);
	await fixed.setFilter('kind', { kind: 'bins', bins: [0] });
	const brush = await fixed.brushStart('t');
	const moved = { kind: 'range', from: 0, to: 7_200_000 } as const;
	const during = brush.move(moved);
	const live = await analytics.openViews('live-meters', METERS);
	await live.setFilter('level', { kind: 'range', from: 1, to: 3 });
	const [rows, selected] = [live.rows, live.totals.selected];

	const replaced = analytics.replace();
	const meanwhile = fixed.setFilter('kind', { kind: 'bins', bins: [1] });
	await replaced;
	expect(workers.started.map(({ terminated }) => terminated)).toEqual([true, false]);
	expect((await meanwhile).selected).toBe(1);

	expect(brush.move(moved)).toEqual(during);
	expect((await brush.commit()).counts['kind']).toEqual(Uint32Array.of(1, 1, 0));
	expect([...fixed.filters]).toEqual([
		['kind', { kind: 'bins', bins: [1] }],
		['t', during.applied]
	]);
	expect((await fixed.mask())?.join('')).toBe('1000');

	expect([live.rows, live.totals.selected, source.opened]).toEqual([rows, selected, 1]);
	const came = until(live, () => live.rows === rows + 1);
	source.rows([], [1], [2]);
	await came;
	expect(live.totals.selected).toBe(selected + 1);
	expect(await count('SELECT count(*) FROM live_meters')).toBe(rows + 1);
	fixed.close();
	live.close();
});

test('charts that another worker cannot open are lost in words, and only they', async () => {
	const kept = await analytics.openViews('things', KINDS);
	const lost = await analytics.openViews('changing', KINDS);
	const reasons: unknown[] = [];
	lost.onLost(({ details }) => reasons.push(details['reason']));
	changing = things.select(['t', 'lng', 'lat']);
	await analytics.replace();
	expect(reasons).toEqual(['noColumn']);
	await expect(lost.setFilter('t')).rejects.toMatchObject({ details: { column: 'kind' } });
	expect((await kept.setFilter('kind', { kind: 'bins', bins: [0] })).selected).toBe(2);
	await analytics.replace();
	expect(reasons).toEqual(['noColumn']);
	expect(await count('SELECT count(*) FROM things')).toBe(4);
	kept.close();
	lost.close();
});

test('memory that is used for nothing is worth another worker, memory that is needed is not', () => {
	const budget = 1000;
	expect(isWorthRotating({ used: 700, needed: 100, columns: 0, budget })).toBe(true);
	expect(isWorthRotating({ used: 700, needed: 600, columns: 0, budget })).toBe(false);
	expect(isWorthRotating({ used: 500, needed: 0, columns: 0, budget })).toBe(false);
});
