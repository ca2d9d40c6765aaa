import { expect, test } from 'vitest';
import { numberTiles } from './number-tiles.ts';

const least = { width: 400, height: 100, gap: 10 };
const box = (width: number, height: number) => ({ x: 0, y: 0, width, height });

test('four numbers fill a column, however high it is', () => {
	expect(numberTiles([box(300, 430)], 4, least)).toEqual([{ count: 4, columns: 1, height: 100 }]);
	expect(numberTiles([box(300, 1990)], 4, least)).toEqual([{ count: 4, columns: 1, height: 490 }]);
});

test('a column that a seam cuts has half of them above it and half below', () => {
	expect(numberTiles([box(900, 800), box(900, 800)], 4, least)).toEqual([
		{ count: 2, columns: 1, height: 395 },
		{ count: 2, columns: 1, height: 395 }
	]);
});

test('a low and wide box has them side by side; one without room leaves them to the next', () => {
	expect(numberTiles([box(900, 210)], 4, least)).toEqual([{ count: 4, columns: 2, height: 100 }]);
	expect(numberTiles([box(300, 90), box(300, 320)], 4, least).map(({ count }) => count)).toEqual([0, 3]);
});
