import { DuckDBInstance } from '@duckdb/node-api';
import { expect, test } from 'vitest';
import { binCategories } from '#lib/queries/cubes/category-bins.ts';
import { LinkedViews } from '#lib/queries/cubes/linked-views.ts';
import { binNumbers } from '#lib/queries/cubes/number-bins.ts';
import { expectedCounts, overExpected, scaleTop } from './expected-counts.ts';

test('a bar is expected to have the part of the counted rows that it has of all', () => {
	const all = Uint32Array.of(60, 30, 0, 10);
	expect(expectedCounts(all, Uint32Array.of(10, 10, 0, 0))).toEqual(Float64Array.of(12, 6, 0, 2));
});

test('while every row is counted, or none, nothing is expected', () => {
	const all = Uint32Array.of(3, 1);
	expect(expectedCounts(all, all)).toBeUndefined();
	expect(expectedCounts(all, Uint32Array.of(0, 0))).toBeUndefined();
	expect(expectedCounts(Uint32Array.of(0), Uint32Array.of(0))).toBeUndefined();
});

test('the difference is a part of what was expected, and none where nothing was', () => {
	expect([overExpected(9, 6), overExpected(3, 6), overExpected(0, 0)]).toEqual([0.5, -0.5, undefined]);
});

test('the others together do not set the scale, unless there is nothing else', () => {
	expect(scaleTop(Uint32Array.of(4, 9, 500, 2), 2)).toBe(9);
	expect(scaleTop(Uint32Array.of(4, 9), undefined)).toBe(9);
	expect(scaleTop(Uint32Array.of(0, 500), 1)).toBe(1);
});

test('under another chart’s filter the tick of each category is where SQL says that it should be', async () => {
	const words = ['noise', 'water', 'light'];
	const rows = Array.from({ length: 600 }, (_, row) => ({
		word: ((row * row) % 7) % 3,
		hour: (row * 5) % 24
	}));
	const byWord = binCategories({ codes: Int32Array.from(rows, ({ word }) => word), labels: words }, 10);
	const byHour = binNumbers(
		Float64Array.from(rows, ({ hour }) => hour),
		24
	);
	const views = new LinkedViews(rows.length, [
		{ id: 'word', bins: byWord },
		{ id: 'hour', bins: byHour }
	]);
	const all = views.totals().counts['word']!;
	views.setFilter('hour', { stretches: [[22 << byHour.shift, 24 << byHour.shift]] });
	const now = views.totals().counts['word']!;
	const expected = expectedCounts(all, now)!;

	const connection = await (await DuckDBInstance.create(':memory:')).connect();
	await connection.run(
		`CREATE TABLE t AS SELECT * FROM (VALUES ${rows.map(({ word, hour }) => `('${words[word]}', ${hour})`).join(', ')}) v(word, hour)`
	);
	const judged = await connection.runAndReadAll(`
		SELECT word, count(*) FILTER (hour >= 22)::INT,
			count(*) * (SELECT count(*) FROM t WHERE hour >= 22) / (SELECT count(*) FROM t)::DOUBLE
		FROM t GROUP BY word ORDER BY count(*) DESC, word`);
	const bars = judged.getRows().map(([word, count, tick]) => [word, count, Number(tick).toFixed(9)]);
	expect(bars).toEqual(
		(byWord.labels ?? []).map((word, bar) => [word, now[bar], (expected[bar] ?? 0).toFixed(9)])
	);
	expect(bars).toHaveLength(3);
});
