import { expect, test } from 'vitest';
import type { CityLayer } from '#lib/layers/layer.ts';
import { rowPairs } from './row-pairs.ts';

const points = (id: string, ...columns: string[]) =>
	({
		id,
		dataset: { kind: 'points', id, columns: columns.map((name) => ({ name, kind: 'number' })) }
	}) as unknown as CityLayer;

test('a dataset is subtracted from itself where both sides show it, else from one of its columns on the other side', () => {
	const [requests, january, february, trees] = [
		points('requests', 'kind'),
		points('january', 'n', 'kind'),
		points('february', 'n', 'kind'),
		points('trees', 'height')
	];
	const shown = { a: [requests, january], b: [requests, february, trees] };
	const pairs = rowPairs([requests!, january!, february!, trees!], (side, layer) =>
		shown[side].includes(layer)
	);
	expect(pairs.map(({ a, b }) => [a.id, b.id])).toEqual([
		['requests', 'requests'],
		['january', 'february']
	]);
});

test('rows of a dataset that one side hides are subtracted from nothing', () => {
	const january = points('january', 'n');
	expect(rowPairs([january], (side) => side === 'a')).toEqual([]);
});
