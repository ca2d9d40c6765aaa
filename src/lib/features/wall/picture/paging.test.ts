import { expect, test } from 'vitest';
import { pageOf, roomFor } from './paging.ts';

test('a list that fits is one page for ever', () => {
	expect(pageOf(['a', 'b'], 2, 999_999)).toEqual({ items: ['a', 'b'], page: 1, pages: 1 });
});

test('a longer one turns every twelve seconds by the server’s clock and begins again', () => {
	const letters = ['a', 'b', 'c', 'd', 'e'];
	const turns = [0, 11_999, 12_000, 24_000, 36_000].map((now) => pageOf(letters, 2, now));
	expect(turns.map(({ page, pages, items }) => [page, pages, items.join('')])).toEqual([
		[1, 3, 'ab'],
		[1, 3, 'ab'],
		[2, 3, 'cd'],
		[3, 3, 'e'],
		[1, 3, 'ab']
	]);
});

test('an empty list has one empty page', () => {
	expect(pageOf([], 0, 0)).toEqual({ items: [], page: 1, pages: 1 });
});

test('only whole rows have room beneath a head', () => {
	expect(roomFor(299, 100, 50)).toBe(2);
	expect(roomFor(40, 100)).toBe(0);
});
