import { afterAll, beforeAll, expect, test } from 'vitest';
import { Database } from '#workers/analytics/database.ts';
import { openNodeBindings } from '#workers/analytics/open-node-bindings.ts';
import { pageSql, pieceSqls, placeSql, positionSql, whereOf, type TwinQuery } from './twin-sql.ts';

let database: Database | undefined;
beforeAll(async () => {
	database = new Database(await openNodeBindings());
	// Rows 0 to 9; the deepest is row 7, rows 2 and 3 are equally deep, row 5 has no depth.
	database.run(`CREATE TABLE gauges AS SELECT * FROM (VALUES
		(0, 'a', 3.0), (1, 'b', 1.0), (2, 'c', 2.0), (3, 'd', 2.0), (4, 'e', 0.5),
		(5, 'f', NULL), (6, 'g', 0.25), (7, 'o''h', 9.0), (8, 'i', 4.0), (9, 'j', 0.0)
	) AS t("row", name, depth)`);
}, 60_000);
afterAll(() => (database = undefined));

const gauges: TwinQuery = {
	table: 'gauges',
	key: 'row',
	isKeyUnique: true,
	revision: 0,
	columns: ['name', 'depth'],
	where: ''
};
const deepest: TwinQuery = { ...gauges, order: { column: 'depth', descending: true } };
const ALL = { from: 0, size: 10, count: 10 };

function ask(sql: string): unknown[][] {
	const table = database?.run(sql);
	return table?.toArray().map((row) => Object.values(row.toJSON()).map(plain)) ?? [];
}
const plain = (value: unknown) => (typeof value === 'bigint' ? Number(value) : value);

test('without an order rows stand as the data have them, page by page', () => {
	expect(ask(pageSql(gauges, { from: 0, size: 2, count: 10 }))).toEqual([
		[0, 'a', 3],
		[1, 'b', 1]
	]);
	expect(ask(pageSql(gauges, { from: 8, size: 5, count: 10 })).map(([row]) => row)).toEqual([8, 9]);
});

test('an order has rows without a value last in both directions, and equal ones as the data have them', () => {
	expect(ask(pageSql(deepest, ALL)).map(([row]) => row)).toEqual([7, 8, 0, 2, 3, 1, 4, 6, 9, 5]);
	const shallowest = { ...gauges, order: { column: 'depth', descending: false } };
	expect(ask(pageSql(shallowest, ALL)).map(([row]) => row)).toEqual([9, 6, 4, 1, 2, 3, 0, 8, 7, 5]);
});

test('pages at the beginning, in the middle and at the end of a long table are pieces of the same order', () => {
	const orders = [
		undefined,
		...['depth', 'name'].flatMap((column) => [true, false].map((descending) => ({ column, descending })))
	];
	for (const order of orders)
		for (const where of ['', '"row" <> 4']) {
			const query = { ...gauges, columns: ['name'], where, ...(order && { order }) };
			const whole = ask(pageSql(query, ALL));
			const pages = [0, 3, 6, 9].map((from) =>
				ask(pageSql(query, { from, size: 3, count: whole.length }, 1))
			);
			expect(pages.flat()).toEqual(whole);
		}
});

test('the filters of linked views are the table’s too', () => {
	const edges = Float64Array.of(0, 1, 2, 3);
	const layouts = [
		{ definition: { id: 'depth', kind: 'number', column: 'depth' }, count: 3, shift: 0, edges },
		{ definition: { id: 'name', kind: 'category', column: 'name' }, count: 2, shift: 0, labels: ['c', "o'h"] }
	] as const;
	const between = { kind: 'range', from: 1, to: 3 } as const;
	const named = { kind: 'bins', bins: [0, 1] } as const;
	expect(whereOf(layouts, new Map())).toBe('');
	const where = whereOf(layouts, new Map([['depth', between]]));
	expect(ask(pageSql({ ...gauges, where }, ALL)).map(([row]) => row)).toEqual([1, 2, 3]);
	const both = whereOf(
		layouts,
		new Map<string, typeof between | typeof named>([
			['depth', between],
			['name', named]
		])
	);
	expect(ask(pageSql({ ...gauges, where: both }, ALL)).map(([row]) => row)).toEqual([2]);
});

test('a row’s place is where it stands in the order; a row that is filtered out has none', () => {
	expect(ask(positionSql(deepest, 2))).toEqual([[3]]);
	expect(ask(positionSql({ ...deepest, where: '"depth" < 2' }, 2))).toEqual([]);
	expect(ask(positionSql({ ...deepest, key: 'name' }, "o'h"))).toEqual([[0]]);
});

test('a file of rows that stay is asked for piece by piece, one of rows that come and go at once', () => {
	const pieces = pieceSqls(deepest, 10, 4).map((sql) => ask(sql).map(([row]) => row));
	expect(pieces).toEqual([
		[7, 8, 0, 2],
		[3, 1, 4, 6],
		[9, 5]
	]);
	expect(pieceSqls(deepest, 0)).toHaveLength(1);
	const [all, ...others] = pieceSqls({ ...deepest, key: 'name', isKeyUnique: false }, 10, 4);
	expect(others).toEqual([]);
	expect(ask(all ?? '').map(([name]) => name)).toEqual(["o'h", 'i', 'a', 'c', 'd', 'b', 'e', 'g', 'j', 'f']);
});

test('a row’s degrees are asked for by its key; of what is known by no number, where it was last', () => {
	database?.run(`CREATE TABLE buses AS SELECT * FROM (VALUES
		('b1', 10.0, 1.0, 2.0), ('b''2', 20.0, 3.0, 4.0), ('b1', 30.0, 5.0, 6.0), ('b1', NULL, 7.0, 8.0)
	) AS t(entity, t, lng, lat)`);
	const buses: TwinQuery = { ...gauges, table: 'buses', key: 'entity', isKeyUnique: false };
	const place = ['lng', 'lat'];
	expect(ask(placeSql(buses, 'b1', place))).toEqual([[5, 6]]);
	expect(ask(placeSql(buses, "b'2", place))).toEqual([[3, 4]]);
	expect(ask(placeSql({ ...buses, key: 't', isKeyUnique: true }, 10, place))).toEqual([[1, 2]]);
});
