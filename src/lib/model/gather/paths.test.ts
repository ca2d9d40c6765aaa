import { expect, test } from 'vitest';
import { gatherPaths } from './paths.ts';

const journeys = {
	first: [0, 2, 2, 5],
	count: [2, 0, 3, 2],
	lng: [1, 2, 3, 4, 5, 6, 7],
	lat: [0, 0, 1, 1, 1, 2, 2]
};

test('journeys follow each other; those without a line are counted apart', () => {
	const paths = gatherPaths(journeys, 100, {});
	expect([...paths.starts]).toEqual([0, 2, 5, 7]);
	expect([...paths.row]).toEqual([0, 2, 3]);
	expect([...paths.lngLat.slice(4, 10)]).toEqual([3, 1, 4, 1, 5, 1]);
	expect(paths).toMatchObject({ journeys: 3, unplaced: 1 });
});

test('of too many vertices every n-th journey is a sample', () => {
	const paths = gatherPaths(journeys, 4, {});
	expect([...paths.row]).toEqual([0, 3]);
	expect(paths.journeys).toBe(3);
});
