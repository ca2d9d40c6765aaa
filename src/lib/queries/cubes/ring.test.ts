import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DuckDBBindings } from '@duckdb/duckdb-wasm/blocking';
import { tableFromIPC } from 'apache-arrow';
import type { LngLat } from '#lib/model/geometry.ts';
import { openNodeBindings } from '#workers/analytics/open-node-bindings.ts';
import { isInside, ringOf, ringSql } from './ring.ts';

const square = ringOf([
	[0, 0],
	[2, 0],
	[2, 2],
	[0, 2]
]);

test('what is west of an odd number of edges is inside', () => {
	expect([isInside(square, 1, 1), isInside(square, 3, 1), isInside(square, NaN, 1)]).toEqual([
		true,
		false,
		false
	]);
});

test('of two rings that share an edge, a point on it is in exactly one', () => {
	const beside = ringOf([
		[2, 0],
		[4, 0],
		[4, 2],
		[2, 2]
	]);
	expect([isInside(square, 2, 1), isInside(beside, 2, 1)]).toEqual([false, true]);
});

test('a ring that crosses itself is inside where it winds once', () => {
	const bow = ringOf([
		[0, 0],
		[4, 4],
		[4, 0],
		[0, 4]
	]);
	expect([isInside(bow, 0.5, 2), isInside(bow, 3.5, 2), isInside(bow, 2, 3.5)]).toEqual([true, true, false]);
});

let bindings: DuckDBBindings;
beforeAll(async () => {
	bindings = await openNodeBindings();
	bindings.open({ path: ':memory:' });
});
afterAll(() => bindings.reset());

/** Grid points and corners coincide often, odd fractions fall between: edges and corners are asked for. */
const degrees = fc.oneof(
	fc.integer({ min: -4, max: 4 }),
	fc.integer({ min: -4000, max: 4000 }).map((n) => n / 1000),
	fc.double({ min: -4, max: 4, noNaN: true })
);
const place = fc.tuple(degrees, degrees);

test('DuckDB finds the same rows inside any ring, on its edges too', () => {
	const connection = bindings.connect();
	fc.assert(
		fc.property(
			fc.array(place, { minLength: 3, maxLength: 12 }),
			fc.array(place, { minLength: 1, maxLength: 40 }),
			(corners: LngLat[], places: LngLat[]) => {
				const ring = ringOf(corners);
				const asked = [...places, ...corners];
				const values = asked
					.map(([lng, lat], row) => `(${row}, '${lng}'::DOUBLE, '${lat}'::DOUBLE)`)
					.join(', ');
				const found = tableFromIPC(
					connection.useUnsafe((_, id) =>
						bindings.runQuery(
							id,
							`SELECT row FROM (VALUES ${values}) v("row", lng, lat) WHERE ${ringSql(ring, 'lng', 'lat')} ORDER BY row`
						)
					)
				);
				const rows = [...(found.getChild('row')?.toArray() as Int32Array)]; // small whole numbers
				expect(rows).toEqual(asked.flatMap(([lng, lat], row) => (isInside(ring, lng, lat) ? [row] : [])));
			}
		),
		{ numRuns: 60 }
	);
	connection.close();
});
