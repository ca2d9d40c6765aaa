import { beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { Database } from '#workers/analytics/database.ts';
import { openNodeBindings } from '#workers/analytics/open-node-bindings.ts';
import { resultColumns } from './result-columns.ts';
import { buildingsByUse } from './city/buildings-by-use.ts';
import { estimatedHeights } from './city/estimated-heights.ts';
import { pointsPerBuildingCell } from './city/points-per-building-cell.ts';
import type { Query } from './query.ts';
import { QUERIES } from './registry.ts';
import { sumPerBuildingCell } from './city/sum-per-building-cell.ts';
import { sumPerCell } from './city/sum-per-cell.ts';
import { tallestBuildings } from './city/tallest-buildings.ts';
import { tripsPerHour } from './city/trips-per-hour.ts';

let database: Database;
beforeAll(async () => {
	database = new Database(await openNodeBindings());
	database.run(`CREATE TABLE buildings AS SELECT * FROM (VALUES
		(0, 'Tower', 'office', 200.0::FLOAT, 0.0::FLOAT, false, 50.0::FLOAT, 'Broad Street', '1', 1000.0::FLOAT, 7),
		(1, NULL, 'office', 32.0::FLOAT, 0.0::FLOAT, true, NULL, NULL, NULL, 500.0::FLOAT, 7),
		(2, 'Church', 'church', 60.0::FLOAT, 0.0::FLOAT, false, NULL, 'Wall Street', NULL, 400.0::FLOAT, 9)
	) b(id, name, use, height, min_height, height_estimated, levels, street, house_number, area, cell)`);
	database.run(`CREATE TABLE "my collisions" AS SELECT * FROM (VALUES
		(7, 'car', 2.0, -74.0, 40.0), (7, 'bike', 1.0, -74.2, 40.2), (8, 'car', 0.0, -73.0, 41.0), (NULL, 'car', 5.0, NULL, NULL)
	) p(cell, kind, injured, lng, lat)`);
	database.run(`CREATE TABLE trips_taxi AS SELECT * FROM (VALUES
		(0.0, 600.0), (3599.0, 1200.0), (7200.0, 60.0), (NULL, NULL)) t(starts, seconds)`);
}, 60_000);

/** Rows of the answer, each checked against the query's own row shape. */
function ask<P extends z.ZodObject, R extends z.ZodObject>(query: Query<P, R>, parameters: z.input<P>) {
	const columns = resultColumns(database.run(query.sql(query.parameters.parse(parameters))));
	const rows = Array.from({ length: columns[0]?.values.length ?? 0 }, (_, row) =>
		Object.fromEntries(columns.map(({ name, values }) => [name, values[row]]))
	);
	return z.array(query.row.strict()).parse(rows);
}

test('events are counted in each building’s cell, all or of one category', () => {
	expect(ask(pointsPerBuildingCell, { table: 'my collisions' })).toEqual(
		expect.arrayContaining([
			{ id: 0, events: 2 },
			{ id: 1, events: 2 },
			{ id: 2, events: 0 }
		])
	);
	const cars = { column: 'kind', value: 'car' };
	expect(ask(pointsPerBuildingCell, { table: 'my collisions', only: cars })).toContainEqual({
		id: 0,
		events: 1
	});
});

test('injured are added up by building and by cell', () => {
	expect(ask(sumPerBuildingCell, { table: 'my collisions', column: 'injured' })).toContainEqual({
		id: 1,
		total: 3
	});
	expect(ask(sumPerCell, { table: 'my collisions', column: 'injured' })).toEqual([
		{ cell: 7, total: 3, events: 2, lng: expect.closeTo(-74.1), lat: expect.closeTo(40.1) }
	]);
});

test('only known heights compete for the tallest building', () => {
	expect(ask(tallestBuildings, { limit: 2 })).toEqual([
		{ id: 0, name: 'Tower', address: '1 Broad Street', height: 200, use: 'office' },
		{ id: 2, name: 'Church', address: 'Wall Street', height: 60, use: 'church' }
	]);
});

test('uses have buildings, footprint and floor area', () => {
	expect(ask(buildingsByUse, {})).toEqual([
		{ use: 'office', buildings: 2, footprint: 0.15, floor_area: 5.5 },
		{ use: 'church', buildings: 1, footprint: 0.04, floor_area: 0.75 }
	]);
});

test('the share of estimated heights', () => {
	expect(ask(estimatedHeights, {})).toEqual([
		{ use: 'office', buildings: 2, estimated: 1, share: 50 },
		{ use: 'church', buildings: 1, estimated: 0, share: 0 }
	]);
});

test('journeys by hour of the recording', () => {
	expect(ask(tripsPerHour, { table: 'trips_taxi' })).toEqual([
		{ hour: 0, journeys: 2, minutes: 15 },
		{ hour: 2, journeys: 1, minutes: 1 }
	]);
});

test('a name or text that contains quotes stays a name or text', () => {
	const only = { column: 'kind', value: "x' OR true --" };
	expect(ask(pointsPerBuildingCell, { table: 'my collisions', only })).toContainEqual({ id: 0, events: 0 });
	expect(() => ask(pointsPerBuildingCell, { table: 'x"; DROP TABLE buildings; --' })).toThrow(
		/does not exist/
	);
});

test('ids and titles are unique', () => {
	expect(new Set(QUERIES.map(({ id }) => id)).size).toBe(QUERIES.length);
	expect(new Set(QUERIES.map(({ title }) => title.zh)).size).toBe(QUERIES.length);
	expect(new Set(QUERIES.map(({ title }) => title.en)).size).toBe(QUERIES.length);
});
