import { existsSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { LentFiles } from './historian.ts';
import { HOUR, START, SmallHistory, says } from './small-history.ts';

let history: SmallHistory;
beforeEach(async () => {
	history = await SmallHistory.open();
});
afterEach(() => history.close());

const lend = () => history.engine.lendFiles(['buses']);
const filesOf = ({ layers }: LentFiles) => layers[0]!.files.map(({ path }) => path);

/** Rows of lent files, as another database reads them. */
async function timesIn(lent: LentFiles): Promise<number[]> {
	const instance = await DuckDBInstance.create(':memory:');
	const connection = await instance.connect();
	const list = filesOf(lent)
		.map((path) => `'${path}'`)
		.join(', ');
	const result = await connection.run(`SELECT "at" FROM read_parquet([${list}]) ORDER BY "at"`);
	const rows = await result.getRowsJS();
	connection.closeSync();
	instance.closeSync();
	return rows.map(([at]) => Number(at));
}

test('every lent row is there once, whether sealed, copied before or new', async () => {
	const said: number[] = [];
	const say = (at: number) => {
		history.commit([says('b1', at)], at);
		said.push(at);
	};
	say(START);
	await history.engine.keepHouse(START + HOUR + 130_000);
	for (let i = 1; i <= 12; i++) {
		say(START + HOUR + 130_000 + i);
		const lent = await lend();
		expect(await timesIn(lent)).toEqual(said);
		// One sealed file and at most eight copies.
		expect(filesOf(lent).length).toBeLessThanOrEqual(9);
		history.engine.release(lent.lease);
	}
});

test('a copy of rows that are sealed by now stays until it is given back', async () => {
	history.commit([says('b1', START)], START);
	const first = await lend();
	const [copy] = filesOf(first);
	await history.engine.keepHouse(START + HOUR + 130_000);
	const second = await lend();
	expect(filesOf(second)).not.toContain(copy);
	expect([await timesIn(first), await timesIn(second)]).toEqual([[START], [START]]);
	history.engine.release(second.lease);
	expect(existsSync(copy!)).toBe(true);
	history.engine.release(first.lease);
	expect(existsSync(copy!)).toBe(false);
});

test('only state layers are lent', async () => {
	await expect(history.engine.lendFiles(['nothing'])).rejects.toMatchObject({ code: 'LAYER_UNKNOWN' });
});
