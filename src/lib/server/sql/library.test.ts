import { tableFromIPC } from 'apache-arrow';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import type { Observation } from '#lib/model/observation.ts';
import { entriesByHour } from '#lib/queries/campus/entries-by-hour.ts';
import { fastSchoolBuses } from '#lib/queries/campus/fast-school-buses.ts';
import { loadByHour } from '#lib/queries/energy/load-by-hour.ts';
import { loadedSubstations } from '#lib/queries/energy/loaded-substations.ts';
import { rainByHour } from '#lib/queries/environment/rain-by-hour.ts';
import { stationsAbove } from '#lib/queries/environment/stations-above.ts';
import { metricByHour } from '#lib/queries/history/metric-by-hour.ts';
import { disobedientLamps } from '#lib/queries/lighting/disobedient-lamps.ts';
import { lampsOnByDay } from '#lib/queries/lighting/lamps-on-by-day.ts';
import { congestedHours } from '#lib/queries/mobility/congested-hours.ts';
import { slowSections } from '#lib/queries/mobility/slow-sections.ts';
import { fullCarParks } from '#lib/queries/parking/full-car-parks.ts';
import { movedManholes } from '#lib/queries/parking/moved-manholes.ts';
import type { Query } from '#lib/queries/query.ts';
import { QUERIES } from '#lib/queries/registry.ts';
import { resultColumns } from '#lib/queries/result-columns.ts';
import { crowdedPlaces } from '#lib/queries/safety/crowded-places.ts';
import { patrolDistance } from '#lib/queries/safety/patrol-distance.ts';
import { floodedUnderpasses } from '#lib/queries/water/flooded-underpasses.ts';
import { riversAboveWarning } from '#lib/queries/water/rivers-above-warning.ts';
import type { BusReader } from '#lib/server/bus/bus.ts';
import { openSqliteReader } from '#lib/server/bus/sqlite-reader.ts';
import type { LentFiles } from '#lib/server/historian/historian.ts';
import { SmallHistory, says } from '#lib/server/historian/small-history.ts';
import { THEMES } from '#lib/themes/registry.ts';
import { historyTable } from './history-view.ts';
import { runQuery } from './run-query.ts';

/** Eight in the morning in Shanghai. */
const EIGHT = Date.UTC(2026, 2, 1);
const DAY = '2026-03-01';
const PLACE = { lng: 121.5, lat: 31.25 };

let history: SmallHistory;
let bus: BusReader;
let lent: LentFiles;

/** What a thing says so many minutes after eight, at `PLACE`. */
const at = (id: string, minute: number, values: Record<string, number>, more: Partial<Observation> = {}) =>
	says(id, EIGHT + minute * 60_000, { position: [PLACE.lng, PLACE.lat], values, ...more });

const SAID: Readonly<Record<string, readonly Observation[]>> = {
	'road-flow': [
		at('r1', 0, { ratio: 0.5, length: 2, speed: 30 }),
		at('r2', 1, { ratio: 0.25, length: 1, speed: 10 }),
		at('r1', 60, { ratio: 1, length: 2, speed: 60 }),
		at('r2', 61, { ratio: 1, length: 1, speed: 40 })
	],
	'light-poles': [
		at('l1', 30, { target: 0, actual: 80 }), // before nine
		at('l1', 90, { target: 0, actual: 80 }),
		at('l1', 150, { target: 0, actual: 60 }),
		at('l2', 90, { target: 0, actual: 0 })
	],
	air: [
		at('a1', 0, { 'PM2.5': 80 }),
		at('a1', 30, { 'PM2.5': 90 }),
		at('a1', 60, { 'PM2.5': 70 }),
		at('a2', 0, { 'PM2.5': 10 })
	],
	weather: [
		at('w1', 0, { rain: 20 }),
		at('w2', 1, { rain: 10 }),
		at('w1', 60, { rain: 0 }),
		at('w2', 61, { rain: 0 })
	],
	'river-levels': [
		at('v1', 0, { level: 3, warning: 3.5 }),
		at('v1', 60, { level: 3.75, warning: 3.5 }),
		at('v2', 0, { level: 1, warning: 3 })
	],
	underpasses: [
		at('u1', 0, { depth: 0, pumps: 0 }),
		at('u1', 10, { depth: 0.25, pumps: 1 }),
		at('u1', 20, { depth: 0.5, pumps: 2 }),
		at('u2', 0, { depth: 0.125, pumps: 0 })
	],
	crowds: [
		at('c1', 0, { density: 0.5, people: 100, capacity: 400 }),
		at('c1', 10, { density: 2, people: 300, capacity: 400 }),
		at('c2', 0, { density: 0.25, people: 1, capacity: 10 })
	],
	patrols: [
		says('p1', EIGHT, { position: [121, 31] }),
		says('p1', EIGHT + 60_000, { position: [121, 31.01] }),
		says('p1', EIGHT + 1_000_000, { position: [121, 32] }), // too long a gap
		says('p2', EIGHT, { position: [121, 31] }),
		says('p2', EIGHT + 60_000, { position: [121, 31] })
	],
	'car-parks': [
		at('k1', 0, { occupancy: 100, free: 0 }),
		at('k1', 10, { occupancy: 90, free: 10 }),
		at('k2', 0, { occupancy: 50, free: 50 })
	],
	manholes: [
		at('m1', 0, { tilt: 0, methane: 0, water: 0 }),
		at('m1', 10, { tilt: 30, methane: 2, water: 0.5 }),
		at('m1', 20, { tilt: 45, methane: 1, water: 1 }),
		at('m2', 0, { tilt: 10 })
	],
	substations: [
		at('s1', 0, { load: 100, loading: 85 }),
		at('s1', 30, { load: 120, loading: 90 }),
		at('s2', 0, { load: 50, loading: 40 }),
		at('s1', 60, { load: 90, loading: 60 })
	],
	'school-gates': [
		at('g1', 0, { in: 10 }),
		at('g1', 30, { in: 40 }),
		at('g1', 61, { in: 45 }),
		at('g2', 0, { in: 5 }),
		at('g2', 45, { in: 7 })
	],
	'school-buses': [
		at('b1', 0, { speed: 50, aboard: 20 }),
		at('b1', 10, { speed: 72, aboard: 18 }),
		at('b1', 20, { speed: 65, aboard: 17 }),
		at('b2', 0, { speed: 40, aboard: 3 })
	]
};

beforeAll(async () => {
	history = await SmallHistory.open();
	const declared = THEMES.flatMap(({ layers }) => layers.map(({ declaration }) => declaration));
	for (const declaration of declared) history.writer.declare(declaration);
	for (const [layer, rows] of Object.entries(SAID)) history.commit(rows, EIGHT + 86_400_000, layer);
	bus = openSqliteReader(history.dir);
	lent = await history.engine.lendFiles(declared.filter(({ cls }) => cls === 'state').map(({ id }) => id));
});
afterAll(async () => {
	bus.close();
	await history.close();
});

/** Rows of a question's answer over the seeded history, each checked against the question's own row. */
async function ask<P extends z.ZodObject, R extends z.ZodObject>(query: Query<P, R>, parameters: z.input<P>) {
	const sql = query.sql(query.parameters.parse(parameters));
	const histories = bus
		.layers()
		.filter(({ declaration: { id } }) => sql.includes(historyTable(id)))
		.map((entry) => ({
			table: historyTable(entry.declaration.id),
			entry,
			files: lent.layers.find(({ layer }) => layer === entry.declaration.id)!.files
		}));
	const limits = { memoryMb: 128, timeLimit: 30_000, mostBytes: 2 ** 20 };
	const options = { logDir: history.dir, packDir: '', tableDir: '', timezone: 'Asia/Shanghai', ...limits };
	const { bytes, rows } = await runQuery(
		{ sql, maxRows: 100, histories, datasets: [] },
		options,
		bus,
		new AbortController().signal
	);
	const columns = resultColumns(tableFromIPC(bytes));
	const plain = Array.from({ length: rows }, (_, row) =>
		Object.fromEntries(columns.map(({ name, values }) => [name, values[row]]))
	);
	return z.array(query.row.strict()).parse(plain);
}

test('a metric hour by hour, whatever the layer', async () => {
	expect(await ask(metricByHour, { table: 'h_air', metric: 'PM2.5' })).toEqual([
		{ hour: `${DAY} 08:00:00`, mean: 60, least: 10, most: 90, readings: 3 },
		{ hour: `${DAY} 09:00:00`, mean: 70, least: 70, most: 70, readings: 1 }
	]);
});

test('mobility: hours of congestion, weighted by length; sections that are often slow', async () => {
	expect(await ask(congestedHours, {})).toEqual([{ hour: `${DAY} 08:00:00`, index: 2.4, sections: 2 }]);
	expect(await ask(slowSections, {})).toEqual([{ id: 'r2', title: 'r2', slow: 50, speed: 25, ...PLACE }]);
});

test('lighting: lamps on between nine and four; lamps that do not obey', async () => {
	expect(await ask(lampsOnByDay, {})).toEqual([{ id: 'l1', title: 'l1', readings: 2, level: 70, ...PLACE }]);
	expect(await ask(disobedientLamps, { deviation: 70 })).toEqual([
		{ id: 'l1', title: 'l1', share: 66.7, deviation: 80, ...PLACE }
	]);
});

test('environment: hours above a limit of fine dust; rain of each hour', async () => {
	expect(await ask(stationsAbove, {})).toEqual([
		{ id: 'a1', title: 'a1', hours_above: 1, highest: 85, ...PLACE }
	]);
	expect(await ask(rainByHour, {})).toEqual([
		{ hour: `${DAY} 08:00:00`, most: 20, mean: 15, stations: 1 },
		{ hour: `${DAY} 09:00:00`, most: 0, mean: 0, stations: 0 }
	]);
});

test('water: rivers at their warning level; underpasses under water', async () => {
	expect(await ask(riversAboveWarning, {})).toEqual([
		{ id: 'v1', title: 'v1', highest: 3.75, over: 0.25, since: `${DAY} 09:00:00`, ...PLACE }
	]);
	expect(await ask(floodedUnderpasses, {})).toEqual([
		{
			id: 'u1',
			title: 'u1',
			deepest: 0.5,
			pumps: 2,
			first: `${DAY} 08:10:00`,
			last: `${DAY} 08:20:00`,
			...PLACE
		}
	]);
});

test('safety: the densest crowds; how far patrols went', async () => {
	expect(await ask(crowdedPlaces, {})).toEqual([
		{ id: 'c1', title: 'c1', densest: 2, at: `${DAY} 08:10:00`, filled: 75, ...PLACE }
	]);
	// A hundredth of a degree of latitude is 1.112 km.
	expect(await ask(patrolDistance, {})).toEqual([{ hour: `${DAY} 08:00:00`, kilometres: 1.11, patrols: 1 }]);
});

test('parking: car parks that are full; manhole covers that moved', async () => {
	expect(await ask(fullCarParks, {})).toEqual([{ id: 'k1', title: 'k1', share: 50, fewest: 0, ...PLACE }]);
	expect(await ask(movedManholes, {})).toEqual([
		{
			id: 'm1',
			title: 'm1',
			widest: 45,
			methane: 2,
			water: 1,
			first: `${DAY} 08:10:00`,
			last: `${DAY} 08:20:00`,
			...PLACE
		}
	]);
});

test('energy: substations under heavy load; the load of each hour', async () => {
	expect(await ask(loadedSubstations, {})).toEqual([
		{ id: 's1', title: 's1', share: 66.7, highest: 90, at: `${DAY} 08:30:00`, ...PLACE }
	]);
	expect(await ask(loadByHour, {})).toEqual([
		{ hour: `${DAY} 08:00:00`, load: 160, stations: 2 },
		{ hour: `${DAY} 09:00:00`, load: 90, stations: 1 }
	]);
});

test('campus: entries of each hour; school buses that were too fast', async () => {
	expect(await ask(entriesByHour, {})).toEqual([
		{ hour: `${DAY} 08:00:00`, entries: 32, gates: 2 },
		{ hour: `${DAY} 09:00:00`, entries: 5, gates: 1 }
	]);
	expect(await ask(fastSchoolBuses, {})).toEqual([
		{ id: 'b1', title: 'b1', readings: 2, fastest: 72, aboard: 18, at: `${DAY} 08:10:00`, ...PLACE }
	]);
});

test('every theme has questions, and they ask layers of its own', () => {
	for (const { id, layers } of THEMES) {
		const asked = QUERIES.filter((query) => 'theme' in query && query.theme === id);
		expect(asked.length).toBeGreaterThanOrEqual(2);
		const own = layers.map(({ declaration }) => declaration.id);
		for (const query of asked) expect(own).toEqual(expect.arrayContaining([...(query.layers ?? [])]));
	}
});
