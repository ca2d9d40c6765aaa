import { expect, test } from 'vitest';
import { readPlace } from './read-place.ts';

test('a link names a column, and a row where there are several', () => {
	const places = ['col=1&row=2', 'col=0', '', 'row=1', 'col=x', 'col=-1'].map((query) =>
		readPlace(new URLSearchParams(query))
	);
	expect(places).toEqual([
		{ column: 1, row: 2 },
		{ column: 0, row: 0 },
		undefined,
		undefined,
		undefined,
		undefined
	]);
});
