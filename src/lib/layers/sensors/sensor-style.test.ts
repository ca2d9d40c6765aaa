import { expect, test } from 'vitest';
import { aged, isStaleRow, rowsByValue, styleSensors } from './sensor-style.ts';
import { valuesOf } from './testing/values-of.ts';

const LOOK = { token: '--cat-1' };
const metrics = [{ name: 'fill', unit: '%', range: [0, 30] as [number, number] }];

/** Rows of value, status word's index and quality bits; undefined = a free row. */
const rows = (...entities: readonly (readonly [number, number, number] | undefined)[]) =>
	valuesOf(
		...entities.map((entity) => entity && { value: entity[0], status: entity[1], quality: entity[2] })
	);

test('a metric colours by classes of its scale; free rows count nowhere, silence is no data', () => {
	const values = rows([1, 255, 0], [12, 255, 1], undefined, [99, 255, 0], [NaN, 255, 0]);
	const style = styleSensors(values, { metrics, statuses: [] }, 'fill', LOOK, undefined);
	expect(style.legend).toEqual({
		kind: 'number',
		metric: 'fill',
		classes: [
			{ token: '--seq-1', count: 1, below: 5 },
			{ token: '--seq-2', count: 0, from: 5 },
			{ token: '--seq-3', count: 1, from: 10 },
			{ token: '--seq-4', count: 0, from: 15 },
			{ token: '--seq-5', count: 0, from: 20 },
			{ token: '--seq-7', count: 1, from: 25 }
		],
		missing: 1,
		stale: 1
	});
	expect([...style.classOfRow]).toEqual([0, 2, -1, 5, -1]);
});

test('without a metric the words of status are categories', () => {
	const statuses = ['moving', 'stopped', 'ok', 'defective'];
	const values = rows([NaN, 2, 0], [NaN, 2, 0], [NaN, 3, 0], [NaN, 255, 0]);
	const style = styleSensors(values, { metrics, statuses }, undefined, LOOK, undefined);
	expect(style.legend?.classes).toEqual([
		{ token: '--cat-1', count: 2, label: 'ok' },
		{ token: '--cat-3', count: 1, label: 'defective' }
	]);
	expect([style.legend?.missing, [...style.classOfRow]]).toEqual([1, [0, 0, 1, -1]]);
});

test('more words than colours: the rarest are others together', () => {
	const statuses = ['a', 'b', 'c', 'd', 'e', 'f'];
	const values = rows(
		...[0, 0, 1, 1, 2, 2, 3, 3, 4, 5].map((status) => [NaN, status, 0] as const),
		undefined
	);
	const style = styleSensors(values, { metrics: [], statuses }, undefined, LOOK, undefined);
	expect(style.legend?.classes.map(({ label, count }) => [label, count])).toEqual([
		['a', 2],
		['b', 2],
		['c', 2],
		['d', 2],
		[undefined, 2]
	]);
});

test('where nothing is said but a place, all look alike and need no key', () => {
	const style = styleSensors(
		rows([NaN, 255, 0]),
		{ metrics, statuses: [] },
		undefined,
		{ token: '--cat-3' },
		undefined
	);
	expect([style.tokens, style.legend]).toEqual([['--cat-3'], undefined]);
});

test('what nothing is heard of grows old by the server’s limit', () => {
	const values = { ...rows([1, 255, 0], [1, 255, 8]), at: Float64Array.of(1000, 5000) };
	const later = aged(values, 7000, 3000);
	expect([isStaleRow(later, 0), isStaleRow(later, 1), later.quality[1]]).toEqual([true, false, 8]);
});

test('rows are listed from the highest value down, those that said none at the end', () => {
	expect(rowsByValue(rows([1, 255, 0], [NaN, 255, 0], undefined, [9, 255, 0], [NaN, 255, 0]))).toEqual([
		3, 0, 1, 4
	]);
});

test('where low values are the loud ones the ramp is turned round', () => {
	const look = { token: '--cat-1', lowIsLoud: ['ratio'], spans: { ratio: [0, 1] as const } };
	const ratio = [{ name: 'ratio', unit: '1' }];
	const { tokens } = styleSensors(
		rows([0.1, 255, 0]),
		{ metrics: ratio, statuses: [] },
		'ratio',
		look,
		undefined
	);
	expect(tokens).toEqual(['--seq-7', '--seq-5', '--seq-4', '--seq-2', '--seq-1']);
});

test('words of an order are classes of the ramp, all of them, and others are others', () => {
	const look = { token: '--cat-1', scale: ['smooth', 'slow', 'jammed'] };
	const statuses = ['jammed', 'closed', 'smooth'];
	const values = rows([NaN, 0, 0], [NaN, 2, 0], [NaN, 2, 0], [NaN, 1, 0], [NaN, 255, 0]);
	const style = styleSensors(values, { metrics, statuses }, undefined, look, undefined);
	expect(style.legend?.classes).toEqual([
		{ token: '--seq-2', count: 2, label: 'smooth' },
		{ token: '--seq-4', count: 0, label: 'slow' },
		{ token: '--seq-6', count: 1, label: 'jammed' },
		{ token: '--line-strong', count: 1 }
	]);
	expect([...style.classOfRow]).toEqual([2, 0, 0, 3, -1]);
});

test('two pictures side by side have one key: the same bounds whatever the values, the same colour for a word', () => {
	const beside = styleSensors(
		rows([0, 255, 0], [100, 255, 0]),
		{ metrics: [{ name: 'dust', unit: 'ug/m3' }], statuses: [] },
		'dust',
		LOOK,
		undefined
	);
	const here = styleSensors(
		rows([1, 255, 0], [2, 255, 0]),
		{ metrics: [{ name: 'dust', unit: 'ug/m3' }], statuses: [] },
		'dust',
		{ ...LOOK, beside: beside.legend },
		undefined
	);
	expect(here.classes).toEqual(beside.classes);
	expect(here.tokens).toEqual(beside.tokens);

	const status = { metrics, statuses: ['ok', 'broken', 'away'] };
	const both = styleSensors(rows([NaN, 0, 0], [NaN, 1, 0]), status, undefined, LOOK, undefined);
	const broken = styleSensors(
		rows([NaN, 1, 0], [NaN, 2, 0]),
		status,
		undefined,
		{ ...LOOK, beside: both.legend },
		undefined
	);
	expect(broken.legend?.classes).toEqual([
		{ token: '--cat-1', count: 0, label: 'ok' },
		{ token: '--cat-3', count: 1, label: 'broken' },
		{ token: '--line-strong', count: 1 }
	]);
});
