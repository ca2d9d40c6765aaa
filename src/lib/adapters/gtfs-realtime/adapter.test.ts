import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import bindings from 'gtfs-realtime-bindings';
import { describe, expect, test } from 'vitest';
import type { EventRecord, Observation } from '#lib/model/observation.ts';
import { assertSound } from '../support/fuzz.ts';
import { gtfsRealtime } from './adapter.ts';

const { FeedMessage } = bindings.transit_realtime;
const { DIFFERENTIAL } = bindings.transit_realtime.FeedHeader.Incrementality;
const data = process.env['CITYLOOP_TEST_DATA'] ?? join(import.meta.dirname, '../../../../../shared/data');
const NOW = 2_000_000;

type Entities = bindings.transit_realtime.IFeedEntity[];
function feed(seconds: number, entity: Entities, incrementality = 0): Uint8Array {
	const header = { gtfsRealtimeVersion: '2.0', timestamp: seconds, incrementality };
	return FeedMessage.encode({ header, entity }).finish();
}
const bus = (id: string, vehicleId = id) => ({
	id,
	vehicle: { vehicle: { id: vehicleId }, position: { latitude: 1, longitude: 2 }, timestamp: 990 }
});

test('a vehicle is a row with position, motion, status and occupancy', () => {
	const position = { latitude: -37.5, longitude: 144.25, bearing: 360, speed: 12.5 };
	const vehicle = {
		vehicle: { id: 'v', label: '96' },
		position,
		timestamp: 990,
		currentStatus: 1,
		occupancyPercentage: 40,
		congestionLevel: 2
	};
	const { rows, counts } = gtfsRealtime.decode(feed(1000, [{ id: '7', vehicle }]), NOW);
	expect(counts).toEqual({ 'trip-update': 0, vehicle: 1, alert: 0 });
	expect(rows).toEqual([
		{
			kind: 'observation',
			layer: 'vehicles',
			entity: 'v',
			at: 990_000,
			position: [144.25, -37.5],
			heading: 0,
			speed: 12.5,
			status: 'stopped',
			values: { occupancy: 40, congestion: 2 },
			units: { occupancy: '%' },
			title: '96'
		}
	]);
});

test('a vehicle that says only its stop is a row without position, named by its trip', () => {
	const vehicle = { trip: { tripId: 't', startDate: '20260301' }, stopId: 's' };
	const { rows, rejected } = gtfsRealtime.decode(feed(1000, [{ id: '000001', vehicle }]), NOW);
	expect(rejected).toEqual([]);
	expect(rows).toEqual([
		{ kind: 'observation', layer: 'vehicles', entity: 't', at: 1_000_000, status: 'moving' }
	]);
});

test('a trip of two days is one thing: the earlier, until it has ended', () => {
	const update = (id: string, startDate: string, delay: number, startTime?: string) => ({
		id,
		tripUpdate: { trip: { tripId: 't', startDate, ...(startTime && { startTime }) }, delay }
	});
	const told = (entities: Parameters<typeof feed>[1]) => {
		const { rows, counts, rejected } = gtfsRealtime.decode(feed(1000, entities), NOW);
		expect(rejected).toEqual([]);
		return {
			later: counts['later-day'],
			rows: (rows as Observation[]).map(({ entity, values }) => [entity, values?.['delay']])
		};
	};
	const [tonight, tomorrow] = [update('a', '20260301', 60), update('b', '20260302', 0)];
	expect(told([tomorrow, tonight])).toEqual({ later: 1, rows: [['t', 60]] });
	expect(told([tomorrow])).toEqual({ later: undefined, rows: [['t', 0]] });
	expect(told([update('a', '20260301', 5, '08:00:00'), update('b', '20260301', 9, '08:10:00')]).rows).toEqual(
		[
			['t@08:00:00', 5],
			['t@08:10:00', 9]
		]
	);
});

test('a trip update says the delay at the next stop, not at one already left', () => {
	const stopTimeUpdate = [
		{ stopId: 'a', departure: { time: 900, delay: 30 } },
		{ stopId: 'b', arrival: { time: 1100, delay: 120 } }
	];
	const tripUpdate = { trip: { tripId: 't', routeId: 'A' }, stopTimeUpdate };
	expect(gtfsRealtime.decode(feed(1000, [{ id: '1', tripUpdate }]), NOW).rows).toEqual([
		{
			kind: 'observation',
			layer: 'trips',
			entity: 't',
			at: 1_000_000,
			status: 'scheduled',
			values: { delay: 120 },
			units: { delay: 's' },
			title: 'A'
		}
	]);
});

const detour = {
	id: 'a1',
	alert: {
		headerText: {
			translation: [
				{ text: 'Detour', language: 'en' },
				{ text: '绕行', language: 'zh' }
			]
		},
		severityLevel: 4,
		cause: 10,
		effect: 4,
		activePeriod: [
			{ start: 500, end: 600 },
			{ start: 800, end: 900 }
		],
		informedEntity: [{ routeId: 'A' }, { stopId: 's1' }, { stopId: 's2' }]
	}
};

test('an alert is an event with texts by language, times and what it concerns', () => {
	expect(gtfsRealtime.decode(feed(1000, [detour]), NOW).rows).toEqual([
		{
			kind: 'event',
			layer: 'alerts',
			id: 'a1',
			at: 1_000_000,
			from: 500_000,
			until: 900_000,
			type: 'DETOUR',
			severity: 'severe',
			title: { en: 'Detour', zh: '绕行' },
			facts: { cause: 'CONSTRUCTION', effect: 'DETOUR', routes: 'A', stops: 's1 s2' }
		}
	]);
});

test('what a full dataset no longer has is gone; an alert that vanished ends', () => {
	const first = gtfsRealtime.decode(feed(1000, [bus('1', 'x'), bus('2', 'y'), detour]), NOW);
	const memory: unknown = JSON.parse(JSON.stringify(first.memory));
	const { rows } = gtfsRealtime.decode(feed(1030, [bus('1', 'y')]), NOW, { memory });
	expect(rows.slice(1)).toEqual([
		{ kind: 'observation', layer: 'vehicles', entity: 'x', at: 1_030_000, gone: true },
		{
			kind: 'event',
			layer: 'alerts',
			id: 'a1',
			at: 1_030_000,
			type: 'DETOUR',
			severity: 'unknown',
			title: { en: 'Detour', zh: '绕行' },
			ends: true
		}
	]);
});

test('a full dataset in which nothing runs any more says so, of what the source once had', () => {
	const decode = (seconds: number, entities: Entities, memory?: unknown) =>
		gtfsRealtime.decode(feed(seconds, entities), NOW, { memory });
	expect(decode(1000, []).rows).toEqual([]);
	const first = decode(1000, [bus('1', 'x')]);
	const ending = decode(1030, [detour], first.memory);
	const nobody = { kind: 'observation', layer: 'vehicles', entity: 'nobody', gone: true };
	expect(ending.rows.slice(1)).toEqual([{ ...nobody, entity: 'x', at: 1_030_000 }]);
	const memory: unknown = JSON.parse(JSON.stringify(ending.memory));
	const night = decode(1060, [detour], memory);
	expect(night.rows.slice(1)).toEqual([{ ...nobody, at: 1_060_000 }]);
	expect(decode(1090, [bus('1', 'x')], night.memory).rows.map(({ kind }) => kind)).toEqual([
		'observation',
		'event'
	]);
});

test('an alert keeps its time of issue until it says something else', () => {
	const issued = (bytes: Uint8Array, memory?: unknown) => {
		const decoded = gtfsRealtime.decode(bytes, NOW, { memory });
		return { memory: decoded.memory, at: decoded.rows[0]?.at };
	};
	const first = issued(feed(1000, [detour]));
	const same = issued(feed(1030, [detour]), first.memory);
	const other = issued(feed(1060, [{ ...detour, alert: { ...detour.alert, effect: 1 } }]), same.memory);
	expect([first.at, same.at, other.at]).toEqual([1_000_000, 1_000_000, 1_060_000]);
});

test('a differential feed ends only what it says deleted', () => {
	const { memory } = gtfsRealtime.decode(feed(1000, [bus('1', 'x'), bus('2', 'y')]), NOW);
	const next = gtfsRealtime.decode(feed(1030, [{ id: '2', isDeleted: true }], DIFFERENTIAL), NOW, { memory });
	expect(next.rows).toEqual([
		{ kind: 'observation', layer: 'vehicles', entity: 'y', at: 1_030_000, gone: true }
	]);
	const last = gtfsRealtime.decode(feed(1060, []), NOW, { memory: next.memory });
	expect(last.rows.map((row) => (row as Observation).entity)).toEqual(['x']);
});

test('a feed cut off gives what was before the cut, says the byte and ends nothing', () => {
	const bytes = feed(1000, [bus('1'), bus('2')]);
	const { memory } = gtfsRealtime.decode(bytes, NOW);
	const { rows, rejected } = gtfsRealtime.decode(bytes.subarray(0, bytes.length - 5), NOW, { memory });
	expect(rows.map((row) => (row as Observation).entity)).toEqual(['1']);
	const second = FeedMessage.encode({
		header: { gtfsRealtimeVersion: '2.0', timestamp: 1000, incrementality: 0 },
		entity: [bus('1')]
	}).finish().length;
	expect(rejected.map(({ place }) => place)).toEqual([`byte ${second}`]);
});

test.each([
	['<!DOCTYPE html><title>502 Bad Gateway</title>', 'the body is an HTML page titled "502 Bad Gateway"'],
	['', 'the body is empty'],
	['{"error":"key"}', 'the body is JSON']
])('%j is no feed, and it is said what it is', (body, reason) => {
	const { rows, rejected } = gtfsRealtime.decode(new TextEncoder().encode(body), NOW);
	expect(rows).toEqual([]);
	expect(rejected).toEqual([{ place: 'message', reason: `${reason}, not a GTFS-Realtime feed` }]);
});

test('a feed without time takes ours; one of the future too, and says so', () => {
	const timed = (seconds: number) => gtfsRealtime.decode(feed(seconds, [detour]), NOW);
	expect(timed(0).rows[0]?.at).toBe(NOW);
	expect(timed(3000).rows[0]?.at).toBe(NOW);
	expect(timed(3000).rejected.map(({ place }) => place)).toEqual(['header']);
});

test('an older feed than the one before ends nothing', () => {
	const { memory } = gtfsRealtime.decode(feed(1030, [bus('1'), bus('2')]), NOW);
	const { rows, rejected } = gtfsRealtime.decode(feed(1000, [bus('1')]), NOW, { memory });
	expect(rows).toHaveLength(1);
	expect(rejected.map(({ reason }) => reason)).toEqual([
		'the feed is older than the one before it; it ends nothing'
	]);
});

describe.skipIf(!existsSync(join(data, 'nyc')))('recorded feeds (CITYLOOP_TEST_DATA)', () => {
	test.each([
		['nyc/gtfsrt-a_division.pb', 285, 174, 1],
		['nyc/gtfsrt-b_division.pb', 156, 156, 0],
		['nyc/gtfsrt-2_delay.pb', 208, 136, 1],
		['gtfs-rt-victoria/vic-metro-vehicle-positions.pb', 0, 226, 0]
	])('%s: %i trip updates, %i vehicles, %i alerts', (file, tripUpdates, vehicles, alerts) => {
		const decoded = gtfsRealtime.decode(readFileSync(join(data, file)), Date.UTC(2026, 0));
		assertSound(decoded);
		expect(decoded.counts).toEqual({ 'trip-update': tripUpdates, vehicle: vehicles, alert: alerts });
		expect(decoded.rejected).toEqual([]);
		expect(decoded.rows).toHaveLength(tripUpdates + vehicles + alerts);
		const event = decoded.rows.find((row): row is EventRecord => row.kind === 'event');
		expect(event?.title).toEqual(alerts ? { und: 'Train delayed' } : undefined);
	});
});
