import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { gtfsRealtime } from '#lib/adapters/gtfs-realtime/adapter.ts';
import { json } from '#lib/adapters/json/adapter.ts';
import type { Observation, Row } from '#lib/model/observation.ts';
import { distanceToStretch } from '../../geometry/point.ts';
import { toMetres } from '../../sources/degrees.ts';
import { SMALL, smallCity } from '../../testing/small-city.ts';
import { busLines } from '../../transit/bus.ts';
import { gtfsSource } from '../../transit/gtfs.ts';
import { metroLines } from '../../transit/metro.ts';
import { dayOf } from '../day.ts';
import type { StartedIncident } from '../incidents.ts';
import { lineWayOf } from './line-way.ts';
import { tripsOfLines } from './running-trips.ts';
import { transitFeed } from './transit-feed.ts';

const { named } = smallCity();
const metro = metroLines(named);
const bus = busLines(named);
const day = dayOf(SMALL);
const RUSH = Date.parse('2026-05-06T08:00+08:00');
const MINUTE = 60_000;
const outage: readonly StartedIncident[] = [{ name: 'metro-outage', since: RUSH }];

function decoded(
	lines: typeof metro,
	layer: 'metro' | 'bus',
	at: number,
	incidents?: readonly StartedIncident[]
) {
	const [message] = transitFeed(layer, lines, SMALL.seed, 10).messages(day.worldAt(at, incidents), 10);
	expect(message!.topic).toBe(`city/yunquan/${layer}/as/gtfs-rt`);
	return gtfsRealtime.decode(message!.payload, at);
}
const of = (rows: readonly Row[], layer: string) =>
	rows.filter((row) => row.layer === layer) as Observation[];

test('vehicles, trips and delays are read by the adapter without a fault, with trip ids of the timetable', () => {
	for (const [layer, lines] of [
		['metro', metro],
		['bus', bus]
	] as const) {
		const { rows, rejected } = decoded(lines, layer, RUSH);
		expect(rejected).toEqual([]);
		const [zip] = gtfsSource('x.zip', lines).chunks() as Iterable<Uint8Array>;
		const trips = new Set(
			strFromU8(unzipSync(zip!)['trips.txt']!)
				.split('\n')
				.map((line) => line.split(',')[2])
		);
		const [vehicles, updates] = [of(rows, 'vehicles'), of(rows, 'trips')];
		expect(vehicles.length).toBeGreaterThan(5);
		expect(vehicles.length).toBe(updates.length);
		for (const { entity, status, values } of updates) {
			expect(trips).toContain(entity);
			expect(status).toBe('scheduled');
			expect(values!['delay']).toBeGreaterThan(-60);
		}
	}
});

test('vehicles and trips are called the same every day', () => {
	const names = (at: number) => decoded(metro, 'metro', at).rows.map((row) => (row as Observation).entity);
	expect(new Set(names(RUSH + 86_400_000))).toEqual(new Set(names(RUSH)));
});

test('a vehicle is on its line’s way, and its stops come one after the other', () => {
	const trips = tripsOfLines([...metro, ...bus], SMALL.seed);
	for (let minute = 0; minute < 20; minute += 4) {
		const world = day.worldAt(RUSH + minute * MINUTE);
		for (const { way, run } of trips.running(world)) {
			const on = run?.at(world);
			if (!run || !on) continue;
			const place = toMetres(...way.at(on.metres).position);
			const { path } = way.line;
			const away = Math.min(...path.slice(1).map((b, k) => distanceToStretch(path[k]!, b, place)));
			expect(away).toBeLessThan(0.05);
			const times = run.times(world).flatMap(({ arrival, departure }) => [arrival, departure]);
			for (let k = 1; k < times.length; k++) expect(times[k]!).toBeGreaterThanOrEqual(times[k - 1]!);
		}
	}
});

test('a run is the same whether one rode along or looked once', () => {
	const rode = tripsOfLines(bus, SMALL.seed);
	for (let minute = -40; minute < 5; minute++)
		rode
			.running(day.worldAt(RUSH + minute * MINUTE))
			.forEach(({ run }) => run?.at(day.worldAt(RUSH + minute * MINUTE)));
	const world = day.worldAt(RUSH + 5 * MINUTE);
	const looked = tripsOfLines(bus, SMALL.seed).running(world);
	expect(rode.running(world).map(({ id, run }) => [id, run?.at(world), run?.times(world)])).toEqual(
		looked.map(({ id, run }) => [id, run?.at(world), run?.times(world)])
	);
});

test('full roads make buses late, an empty night does not', () => {
	const delays = (at: number) =>
		of(decoded(bus, 'bus', at).rows, 'trips').map(({ values }) => values!['delay']!);
	const mean = (list: readonly number[]) => list.reduce((sum, each) => sum + each, 0) / list.length;
	expect(mean(delays(RUSH + 30 * MINUTE))).toBeGreaterThan(mean(delays(RUSH - 150 * MINUTE)));
});

test('at night nothing runs, and the feed says so', () => {
	const night = day.worldAt(Date.parse('2026-05-06T03:00+08:00'));
	const messages = [...transitFeed('metro', metro, SMALL.seed, 10).messages(night, 10)];
	expect(messages.map(({ topic, rows }) => [topic, rows])).toEqual([
		['city/yunquan/metro/as/gtfs-rt', 0],
		['city/yunquan/metro-vehicles', 1],
		['city/yunquan/metro-trips', 1]
	]);
	expect(json.decode(messages[1]!.payload, night.at).rows).toEqual([
		{ kind: 'observation', entity: 'nobody', at: night.at, gone: true, quality: 16 }
	]);
});

test('an outage stops one metro line: trains wait, later trips are cancelled, passengers are told, the rest runs', () => {
	const at = RUSH + 15 * MINUTE;
	const { rows, rejected } = decoded(metro, 'metro', at, outage);
	expect(rejected).toEqual([]);
	const alerts = rows.filter((row) => row.kind === 'event');
	expect(alerts).toHaveLength(1);
	expect(alerts[0]).toMatchObject({ layer: 'alerts', type: 'NO_SERVICE', severity: 'severe' });
	const line = alerts[0]!.facts!['routes']!;
	const own = (list: readonly Observation[]) => list.filter(({ entity }) => entity.startsWith(`${line}-`));
	const [vehicles, trips] = [of(rows, 'vehicles'), of(rows, 'trips')];
	expect(new Set(own(vehicles).map(({ status }) => status))).toEqual(new Set(['stopped']));
	expect(vehicles.some(({ status, entity }) => status === 'moving' && !entity.startsWith(`${line}-`))).toBe(
		true
	);
	expect(own(trips).filter(({ status }) => status === 'cancelled').length).toBeGreaterThan(2);
	const waiting = own(trips).flatMap(({ values }) => values?.['delay'] ?? []);
	expect(Math.max(...waiting)).toBeGreaterThan(600);
	const after = decoded(metro, 'metro', RUSH + 90 * MINUTE, outage);
	expect(after.rows.filter((row) => row.kind === 'event')).toEqual([]);
	expect(
		of(after.rows, 'vehicles').some(
			({ status, entity }) => status === 'moving' && entity.startsWith(`${line}-`)
		)
	).toBe(true);
});

test('a line’s way meets its stops in order, a round one its first stop twice', () => {
	for (const line of [...metro, ...bus])
		for (const direction of [0, 1] as const) {
			const { stops } = lineWayOf(line, direction);
			for (let k = 1; k < stops.length; k++) expect(stops[k]!.metres).toBeGreaterThan(stops[k - 1]!.metres);
			for (const { stop, metres } of stops) {
				const place = toMetres(...lineWayOf(line, direction).at(metres).position);
				expect(Math.hypot(place.x - stop.at.x, place.y - stop.at.y)).toBeLessThan(0.05);
			}
		}
});
