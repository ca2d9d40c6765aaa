import { makeVector, Table, tableToIPC, vectorFromArray, Float32, Int32, Uint8 } from 'apache-arrow';
import { afterEach, expect, test } from 'vitest';
import type { LiveRowsMessage } from '#lib/model/live-rows.ts';
import type { LayerInfo } from '#lib/model/wire/events.ts';
import { QUALITY } from '#lib/model/wire/fields.ts';
import { metricColumn, standardColumn, type Frame } from '#lib/model/wire/frame.ts';
import type { Dictionary } from './dictionary.ts';
import type { LiveHttp } from './http.ts';
import { RowTap } from './row-tap.ts';

const NOW = 10_000_000;
const info = {
	metrics: [{ name: 'level' }, { name: 't' }],
	statuses: ['low', 'high']
} as unknown as LayerInfo; // what a tap reads
const titles = ['Pump A', 'Pump B', 'Pump B'];
const dictionary = {
	size: 3,
	entity: (idx: number) => ({ urn: `pump-${idx}`, title: titles[idx] })
} as unknown as Dictionary; // what a tap reads

/** Rows as the hub sends them: dictionary row, time, longitude, status, level. */
type Row = readonly [idx: number, at: number, lng: number | null, status: number, level: number];
const frame = (rows: readonly Row[]) =>
	({
		t0: NOW,
		count: rows.length,
		columns: [
			standardColumn(
				'idx',
				Uint32Array.from(rows, ([idx]) => idx)
			),
			standardColumn(
				'ts',
				Float64Array.from(rows, ([, at]) => at)
			),
			standardColumn(
				'lon',
				Int32Array.from(rows, ([, , lng]) => (lng === null ? 0x7fffffff : lng * 1e7))
			),
			standardColumn(
				'lat',
				Int32Array.from(rows, ([, , lng]) => (lng === null ? 0x7fffffff : 5e7))
			),
			standardColumn(
				'status',
				Uint8Array.from(rows, ([, , , status]) => status)
			),
			metricColumn(
				0,
				Float32Array.from(rows, ([, , , , level]) => level)
			)
		]
	}) as unknown as Frame; // what a tap reads

/** History: pump A said its level and then only its status, and pump B went. */
const history = tableToIPC(
	new Table({
		idx: makeVector(Uint32Array.of(0, 0, 1, 1)),
		at: makeVector(Float64Array.of(1000, 2000, 2500, 3000)),
		received: makeVector(Float64Array.of(1000, 2000, 200_000, 200_000)),
		status: vectorFromArray([0, 1, 0, null], new Uint8()),
		quality: makeVector(Uint8Array.of(0, 0, 0, QUALITY.gone)),
		lon: vectorFromArray([1e7, null, null, null], new Int32()),
		lat: vectorFromArray([5e7, null, null, null], new Int32()),
		'm:level': vectorFromArray([2.5, null, 9, null], new Float32())
	}),
	'stream'
);

let channel: MessageChannel;
let tap: RowTap;
afterEach(() => {
	tap.close();
	channel.port2.close();
});

/** A tap, and what it says until `wanted` messages came. */
function tapped(reply: () => Promise<Response>) {
	channel = new MessageChannel();
	const heard: LiveRowsMessage[] = [];
	let wake: () => void = () => undefined;
	channel.port2.onmessage = ({ data }) => {
		heard.push(data as LiveRowsMessage);
		wake();
	};
	const asked: unknown[] = [];
	const http = {
		get: (_path: string, query: unknown) => {
			asked.push(query);
			return reply();
		}
	} as unknown as LiveHttp; // what a tap asks
	tap = new RowTap({
		layer: 'pumps',
		port: channel.port1,
		http,
		info: () => info,
		dictionary: () => dictionary,
		serverNow: () => NOW
	});
	const messages = (wanted: number) =>
		new Promise<readonly LiveRowsMessage[]>((resolve) => {
			wake = () => heard.length >= wanted && resolve(heard);
			wake();
		});
	return { asked, messages };
}

const batches = (messages: readonly LiveRowsMessage[]) =>
	messages.flatMap((message) => {
		if (message.kind !== 'rows') return [];
		const { columns, ...rest } = message.batch;
		return { ...rest, ...Object.fromEntries(Object.entries(columns).map(([name, all]) => [name, [...all]])) };
	});

test('history comes first, row by row with what was known of its entity', async () => {
	const { asked, messages } = tapped(() => Promise.resolve(new Response(history.slice())));
	const heard = await messages(4);
	expect(asked).toEqual([{ layer: 'pumps', from: NOW - 3_600_000, to: NOW, by: 'received' }]);
	expect(heard.map(({ kind }) => kind)).toEqual(['columns', 'rows', 'rows', 'begun']);
	expect(heard[0]).toEqual({
		kind: 'columns',
		columns: [
			{ name: 'id', kind: 'category' },
			{ name: 'entity', kind: 'category' },
			{ name: 'status', kind: 'category' },
			{ name: 't', kind: 'number' },
			{ name: 'lng', kind: 'number' },
			{ name: 'lat', kind: 'number' },
			{ name: 'level', kind: 'metric' },
			{ name: 't_value', kind: 'metric' }
		]
	});
	const nothing = [NaN, NaN];
	expect(batches(heard)).toEqual([
		{
			arrived: 2000,
			count: 2,
			labels: { id: ['Pump A'], entity: ['pump-0'], status: ['low', 'high'] },
			id: [0, 0],
			entity: [0, 0],
			status: [0, 1],
			t: [1000, 2000],
			lng: [1, 1],
			lat: [5, 5],
			level: [2.5, 2.5],
			t_value: nothing
		},
		{
			arrived: 200_000,
			count: 1,
			labels: { id: ['Pump B'], entity: ['pump-1'] },
			id: [1],
			entity: [1],
			status: [0],
			t: [2500],
			lng: [NaN],
			lat: [NaN],
			level: [9],
			t_value: [NaN]
		}
	]);
});

test('an observation is sent once, however often the server repeats it; entities of one name stay two', async () => {
	const { messages } = tapped(() => Promise.reject(new Error('no history')));
	tap.take([
		frame([
			[0, 1000, 1, 0, 3],
			[1, 1000, 2, 255, NaN]
		])
	]);
	await messages(3);
	tap.take([
		frame([
			[0, 1000, 1, 0, 3],
			[2, 1500, null, 1, 4]
		])
	]);
	tap.take([frame([[0, 1000, 1, 0, 3]])]);
	const heard = await messages(4);
	expect(heard.map(({ kind }) => kind)).toEqual(['columns', 'begun', 'rows', 'rows']);
	expect(batches(heard)).toMatchObject([
		{
			count: 2,
			id: [0, 1],
			entity: [0, 1],
			labels: { id: ['Pump A', 'Pump B'], entity: ['pump-0', 'pump-1'], status: ['low', 'high'] },
			status: [0, -1],
			t: [1000, 1000]
		},
		{ count: 1, id: [1], entity: [2], labels: { id: [], entity: ['pump-2'] }, status: [1], t: [1500] }
	]);
});

test('where an hour has more rows than history sends whole, less of it is asked for', async () => {
	const steps = ['5000', '0'];
	const { asked, messages } = tapped(() =>
		Promise.resolve(new Response(history.slice(), { headers: { 'Cityloop-Step': steps.shift() ?? '0' } }))
	);
	await messages(4);
	expect(asked).toMatchObject([{ from: NOW - 3_600_000 }, { from: NOW - 600_000 }]);
});
