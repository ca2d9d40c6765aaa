import { expect, test } from 'vitest';
import { rowWindow, scrolledHeight, scrollTopOf, tableTop, topShowing } from './row-window.ts';

test('the rows that are seen are drawn, and six more on either side', () => {
	expect(rowWindow(1000, 280, 2800)).toEqual({ first: 94, end: 116, offset: -168 });
	expect(rowWindow(5, 280, 0)).toEqual({ first: 0, end: 5, offset: 0 });
});

test('a short table scrolls pixel by pixel', () => {
	expect(scrolledHeight(1000)).toBe(28_000);
	expect(tableTop(1000, 280, 1234)).toBe(1234);
	expect(tableTop(5, 280, 10)).toBe(0);
});

test('a table of ten million rows is 12 million pixels tall and reaches its last row', () => {
	const rows = 10_000_000;
	expect(scrolledHeight(rows)).toBe(12_000_000);
	const top = tableTop(rows, 280, 12_000_000 - 280);
	expect(rowWindow(rows, 280, top).end).toBe(rows);
	for (const row of [1, 5_000_000, 9_999_990])
		expect(tableTop(rows, 280, scrollTopOf(rows, 280, row * 28))).toBeCloseTo(row * 28, 3);
});

test('a row is shown by the least scrolling', () => {
	expect([topShowing(2, 280, 100), topShowing(5, 280, 100), topShowing(20, 280, 100)]).toEqual([
		56, 100, 308
	]);
});
