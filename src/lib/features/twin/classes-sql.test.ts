import { tableFromIPC, tableToIPC } from 'apache-arrow';
import { expect, test } from 'vitest';
import { classKey } from '#lib/layers/styled/class-focus.ts';
import { buildingValues } from '#workers/analytics/building-values.ts';
import { Database } from '#workers/analytics/database.ts';
import { openNodeBindings } from '#workers/analytics/open-node-bindings.ts';
import { colourBuildings } from '../map/colour-buildings.ts';
import { classesSql } from './classes-sql.ts';

const COUNT = 40;

test('the rows of the classes that are drawn are exactly the buildings that the map colours', async () => {
	const database = new Database(await openNodeBindings());
	// Heights in tenths, which single precision does not have; uses with a quote, unknown ones and none.
	database.run(`CREATE TABLE buildings AS SELECT i::UINTEGER AS id,
		CASE WHEN i % 9 = 0 THEN NULL WHEN i % 11 = 0 THEN 'Infinity'::DOUBLE ELSE (i * 7 % 23) / 10 END AS height,
		CASE WHEN i % 8 = 0 THEN NULL WHEN i % 7 = 0 THEN 'unknown' ELSE 'use ''' || (i * i % 9) END AS use,
		i % 3 = 0 AS guessed FROM range(${COUNT}) t(i)`);
	const idsWhere = (where: string) =>
		[...database.run(`SELECT id FROM buildings WHERE ${where} ORDER BY id`).getChild('id')!].map(Number);

	for (const column of ['height', 'use', 'guessed']) {
		const result = database.run(`SELECT id, "${column}" FROM buildings`);
		const values = buildingValues(tableFromIPC(tableToIPC(result)), COUNT);
		const { legend, classOf } = colourBuildings(values, COUNT, 5, () => [0, 0, 0]);
		expect(legend.classes.length).toBeGreaterThan(1);
		legend.classes.forEach((item, index) => {
			const other = legend.classes[(index + 1) % legend.classes.length]!;
			const coloured = [...classOf.keys()].filter((id) => classOf[id] === index);
			expect(idsWhere(classesSql(legend, column, [classKey(item)]))).toEqual(coloured);
			const both = [...classOf.keys()].filter(
				(id) => classOf[id] === index || classOf[id] === legend.classes.indexOf(other)
			);
			expect(idsWhere(classesSql(legend, column, [classKey(item), classKey(other)]))).toEqual(both);
		});
		expect([classesSql(legend, column, undefined), classesSql(legend, column, ['is:gone'])]).toEqual([
			'',
			''
		]);
	}
}, 60_000);
