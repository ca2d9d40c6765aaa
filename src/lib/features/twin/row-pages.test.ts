import { expect, test } from 'vitest';
import type { QueryResult } from '#workers/analytics/client.ts';
import { rowAt, RowPages, type ShownRows } from './row-pages.ts';
import type { TwinQuery } from './twin-sql.ts';

const requests: TwinQuery = {
	table: 'requests',
	key: 'row',
	isKeyUnique: true,
	revision: 0,
	columns: [],
	where: ''
};

/** A table of 1,000 rows that answers when told to. */
function slowTable() {
	const asked: { readonly sql: string; answer(): void }[] = [];
	const ask = (sql: string) =>
		new Promise<QueryResult>((resolve) => {
			const from = Number(/OFFSET (\d+)/.exec(sql)?.[1]);
			const values = Array.from({ length: Math.min(200, 1000 - from) }, (_, index) => from + index);
			const columns = [{ name: 'row', type: 'number' as const, values }];
			const answer = () => resolve({ columns, rowCount: values.length, truncated: false, milliseconds: 0 });
			asked.push({ sql, answer });
		});
	return { asked, ask };
}
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

test('the pages of what is seen are asked for one by one, and once', async () => {
	const { asked, ask } = slowTable();
	let shown: ShownRows | undefined;
	const pages = new RowPages(
		ask,
		(next) => (shown = next),
		() => undefined
	);
	pages.want({ query: requests, count: 1000, first: 190, end: 210 });
	asked[0]?.answer();
	await settled();
	expect(shown && [rowAt(shown, 199), rowAt(shown, 200)]).toEqual([[199], undefined]);
	asked[1]?.answer();
	await settled();
	expect(shown && rowAt(shown, 200)).toEqual([200]);
	pages.want({ query: requests, count: 1000, first: 0, end: 10 });
	await settled();
	expect(asked.length).toBe(2);
});

test('what was shown stays until another question is answered, and questions overtaken are never asked', async () => {
	const { asked, ask } = slowTable();
	const heard: ShownRows[] = [];
	const pages = new RowPages(
		ask,
		(next) => heard.push(next),
		() => undefined
	);
	const [noise, parking] = ['noise', 'parking'].map((where) => ({ ...requests, where }));
	if (!noise || !parking) throw new Error('two questions');
	pages.want({ query: requests, count: 1000, first: 0, end: 10 });
	pages.want({ query: noise, count: 500, first: 0, end: 10 });
	pages.want({ query: parking, count: 250, first: 0, end: 10 });
	asked[0]?.answer();
	await settled();
	asked[1]?.answer();
	await settled();
	expect(asked.map(({ sql }) => /WHERE (\w+)/.exec(sql)?.[1])).toEqual([undefined, 'parking']);
	expect(heard.map(({ query, count }) => [query.where, count])).toEqual([['parking', 250]]);
});

test('a count that is known later is shown at once, without another question', async () => {
	const { asked, ask } = slowTable();
	const heard: number[] = [];
	const pages = new RowPages(
		ask,
		({ count }) => heard.push(count),
		() => undefined
	);
	pages.want({ query: requests, count: 1000, first: 0, end: 10 });
	pages.want({ query: requests, count: 900, first: 0, end: 10 });
	asked[0]?.answer();
	await settled();
	pages.want({ query: requests, count: 5, first: 0, end: 5 });
	await settled();
	expect([heard, asked.length]).toEqual([[900, 5], 1]);
});

test('no rows are shown without a question', async () => {
	const { asked, ask } = slowTable();
	let shown: ShownRows | undefined;
	new RowPages(
		ask,
		(next) => (shown = next),
		() => undefined
	).want({
		query: requests,
		count: 0,
		first: 0,
		end: 0
	});
	await settled();
	expect([asked.length, shown?.count]).toEqual([0, 0]);
});

test('a failure is said, and the next wish is tried again', async () => {
	const failures: unknown[] = [];
	let fails = true;
	const { ask } = slowTable();
	const pages = new RowPages(
		(sql) => (fails ? Promise.reject(new Error('no')) : ask(sql)),
		() => undefined,
		(error) => failures.push(error)
	);
	pages.want({ query: requests, count: 1000, first: 0, end: 10 });
	await settled();
	fails = false;
	pages.want({ query: requests, count: 1000, first: 0, end: 10 });
	await settled();
	expect(failures.length).toBe(1);
});
