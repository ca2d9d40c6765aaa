import { expect, test } from 'vitest';
import { gatherFlows } from './flows.ts';

const along = (...east: number[]) => ({
	east: Float64Array.from(east),
	north: Float64Array.from(east, (metres) => (Number.isNaN(metres) ? NaN : 0))
});

test('journeys between the same cells are one flow; both directions are two', () => {
	const flows = gatherFlows(along(0, 20, 510, 0, 0, NaN), along(510, 590, 0, 50, 900, 0), 100, 10, {});
	expect([...flows.count]).toEqual([2, 1, 1]);
	expect([...flows.fromColumn]).toEqual([0, 5, 0]);
	expect([...flows.toColumn]).toEqual([5, 0, 9]);
	expect(flows).toMatchObject({ pairs: 3, journeys: 4, listed: 4, within: 1, unplaced: 1 });
});

test('the largest are listed, and how much of everything they are is known', () => {
	const flows = gatherFlows(along(0, 0, 0, 0), along(500, 500, 700, 900), 100, 1, {});
	expect([...flows.count]).toEqual([2]);
	expect(flows).toMatchObject({ pairs: 3, journeys: 4, listed: 2 });
});
