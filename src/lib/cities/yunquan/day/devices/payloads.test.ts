import sparkplug from 'sparkplug-payload';
import { expect, test } from 'vitest';
import { findAdapter } from '#lib/adapters/registry.ts';
import type { Row } from '#lib/model/observation.ts';
import { QUALITY } from '#lib/model/wire/fields.ts';
import { wayOfTopic } from '#lib/server/ingest/mqtt/topic-ways.ts';
import { SMALL, smallCity } from '../../testing/small-city.ts';
import { dayOf } from '../day.ts';
import type { DayMessage, Feed } from '../world.ts';
import { deviceFeeds } from './device-feeds.ts';

const day = dayOf(SMALL);
const { named, survey } = smallCity();
const MONDAY = Date.parse('2026-05-11T07:20+08:00');
const STEP = 10;

/** What a feed sends in a stretch, step by step. */
function messagesOf(feed: Feed, from: number, seconds: number): DayMessage[] {
	const found: DayMessage[] = [];
	for (let past = STEP; past <= seconds; past += STEP)
		found.push(...feed.messages(day.worldAt(from + past * 1000), STEP));
	return found;
}

/** What the server makes of messages: the topic says which adapter and, for a foreign format, which layer. */
function received(messages: readonly DayMessage[], at: number) {
	const rows: (Row & { readonly layer: string })[] = [];
	const rejected: unknown[] = [];
	let memory: unknown;
	for (const { topic, payload, rows: count } of messages) {
		const way = wayOfTopic(topic);
		if (way?.kind !== 'rows') throw new Error(`nobody takes ${topic}`);
		const decoded = findAdapter(way.adapter)!.decode(payload, at, { topic, memory });
		memory = decoded.memory;
		rejected.push(...decoded.rejected);
		rows.push(
			...decoded.rows.map((row) => ({ ...row, layer: (way.into ? way.layer : row.layer) ?? way.layer! }))
		);
		expect([topic, decoded.rows.length]).toEqual([topic, count]);
	}
	return { rows, rejected };
}

const FEEDS: readonly (readonly [layer: string, every: number, metrics: readonly string[], least: number])[] =
	[
		['light-poles', 60, ['actual', 'energy', 'feedback', 'power', 'saved', 'target'], 3000],
		['air', 60, ['CO', 'NO2', 'O3', 'PM10', 'PM2.5', 'SO2'], 4],
		[
			'weather',
			60,
			['cloud_cover', 'humidity', 'rain', 'rained', 'temperature', 'wind', 'wind_direction'],
			5
		],
		['waste-bins', 300, ['fill', 'temperature'], 800],
		['river-levels', 60, ['flow', 'level', 'warning'], 9],
		['springs', 60, ['flow', 'level'], 3],
		['sewer-levels', 60, ['depth', 'fill'], 200],
		['underpasses', 30, ['depth', 'pumps'], 6],
		['patrols', 5, ['speed'], 6],
		['cameras', 60, ['bearing', 'fov', 'people', 'range'], 60],
		['crowds', 30, ['capacity', 'density', 'people'], 10],
		['car-parks', 60, ['free', 'occupancy', 'spaces'], 200],
		['manholes', 300, ['battery', 'methane', 'tilt', 'water'], 1000],
		['substations', 30, ['capacity', 'load', 'loading', 'voltage'], 9],
		['gas', 30, ['methane', 'pressure'], 20],
		['school-gates', 60, ['in', 'out', 'present'], 39],
		['school-buses', 5, ['aboard', 'speed'], 4],
		['incidents', 30, [], 1],
		['gate-passages', 60, [], 100]
	];

const feeds = new Map(deviceFeeds(named, survey).map((feed) => [feed.layer, feed]));

test('there is a feed for every layer of devices', () => {
	expect([...feeds.keys()].sort()).toEqual(FEEDS.map(([layer]) => layer).sort());
});

test.each(FEEDS)(
	'%s: every payload is taken whole, into its layer, with its metrics',
	(layer, every, metrics, least) => {
		const feed = feeds.get(layer)!;
		expect(feed.every).toBe(every);
		// An hour of events; of states, one interval.
		const seconds = metrics.length === 0 ? 3600 : Math.max(STEP, every);
		const { rows, rejected } = received(messagesOf(feed, MONDAY, seconds), MONDAY + seconds * 1000);
		expect(rejected).toEqual([]);
		expect(new Set(rows.map((row) => row.layer))).toEqual(new Set([layer]));
		const states = rows.filter((row) => row.kind === 'observation');
		expect(rows.length).toBeGreaterThanOrEqual(least);
		if (metrics.length === 0) return expect(states).toEqual([]);
		const ids = new Set(states.map(({ entity }) => entity));
		expect(ids.size).toBeGreaterThanOrEqual(least);
		expect([...new Set(states.flatMap(({ values }) => Object.keys(values ?? {})))].sort()).toEqual(metrics);
		const declared = feed.layers!.find(({ id }) => id === layer)!.metrics!;
		expect(declared.map(({ name }) => name).sort()).toEqual(metrics);
		for (const { units = {} } of states)
			for (const [name, unit] of Object.entries(units))
				expect([name, unit]).toEqual([name, declared.find((metric) => metric.name === name)!.unit]);
		for (const { at } of states) expect(at).toBeGreaterThan(MONDAY);
		expect(new Set(states.filter(({ position }) => position).map(({ entity }) => entity))).toEqual(ids);
	}
);

test('devices of our own format say that they are simulated', () => {
	const { rows } = received(messagesOf(feeds.get('gas')!, MONDAY, 30), MONDAY + 30_000);
	for (const row of rows)
		expect(row.kind === 'observation' && (row.quality ?? 0) & QUALITY.simulated).toBe(QUALITY.simulated);
});

test('devices are spread over their interval, and a message has at least fifty of them where there are more', () => {
	const messages = Array.from({ length: 60 }, (_, second) => [
		...feeds.get('light-poles')!.messages(day.worldAt(MONDAY + (second + 1) * 1000), 1)
	]);
	expect(messages.filter((list) => list.length > 0).length).toBeGreaterThan(45);
	expect(Math.min(...messages.flat().map(({ rows }) => rows))).toBeGreaterThanOrEqual(50);
});

test('every device speaks once an interval, and what it says follows from the instant alone', () => {
	const seen = (list: readonly Feed[], from: number, seconds: number) =>
		list
			.filter(({ layer }) => layer !== 'substations')
			.flatMap((feed) => messagesOf(feed, from, seconds))
			.map(({ topic, payload }) => `${topic} ${new TextDecoder().decode(payload)}`);
	const early = MONDAY - 600_000;
	const walked = [...feeds.values()];
	for (const feed of walked) messagesOf(feed, early, 60);
	const jumped = deviceFeeds(named, survey);
	expect(seen(walked, MONDAY, 20)).toEqual(seen(jumped, MONDAY, 20));
	const { rows } = received(messagesOf(feeds.get('car-parks')!, MONDAY, 120), MONDAY + 120_000);
	const counts = Map.groupBy(rows, (row) => (row.kind === 'observation' ? row.entity : ''));
	expect([...counts.values()].every((list) => list.length === 2)).toBe(true);
});

test('another seed is another city', () => {
	const other = dayOf({ ...SMALL, seed: 7 });
	const say = (world: ReturnType<typeof day.worldAt>) =>
		[...feeds.get('air')!.messages(world, 60)].map(({ payload }) => new TextDecoder().decode(payload)).join();
	expect(say(other.worldAt(MONDAY))).not.toBe(say(day.worldAt(MONDAY)));
});

test('substations are born before they speak, and count their messages', () => {
	const [feed] = deviceFeeds(named, survey).filter(({ layer }) => layer === 'substations');
	const messages = messagesOf(feed!, MONDAY, 40);
	const kinds = messages.map(({ topic }) => topic.split('/')[2]);
	expect(kinds.slice(0, 10)).toEqual(['NBIRTH', ...Array<string>(9).fill('DBIRTH')]);
	expect(new Set(kinds.slice(10))).toEqual(new Set(['DDATA']));
	// Another's hand reads what ours wrote.
	const [node, device] = messages.map(({ payload }) => sparkplug.get('spBv1.0')!.decodePayload(payload));
	expect(node!.metrics!.map(({ name, value }) => [name, String(value)])).toEqual([
		['bdSeq', '0'],
		['Node Control/Rebirth', 'false']
	]);
	expect(device!.metrics!.slice(3)).toMatchObject([
		{ name: 'load', type: 'Double', properties: { engUnit: { type: 'String', value: 'MW' } } },
		{ name: 'capacity' },
		{ name: 'loading' },
		{ name: 'voltage' }
	]);
	const { rows, rejected } = received(messages, MONDAY + 60_000);
	expect(rejected).toEqual([]);
	expect(rows[0]).toMatchObject({
		entity: 'urn:ngsi-ld:Substation:yunquan-000001',
		status: 'online',
		title: expect.stringMatching(/变电站$/) as string
	});
});
