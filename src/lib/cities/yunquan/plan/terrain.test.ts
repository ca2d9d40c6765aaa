import { expect, test } from 'vitest';
import { isConvex } from '../geometry/convex.ts';
import { cellsOf } from './cells.ts';
import { planOf } from './plan.ts';
import { groundOf, skeletonOf } from './skeleton.ts';
import { elevationAt, FOREST_LINE } from './terrain.ts';

test.each([500, 3000, 60_000, 1_000_000])(
	'every cell of a city of %i buildings is convex ground',
	(buildings) => {
		for (const seed of [1, 2026]) {
			const plan = planOf({ seed, buildings });
			const skeleton = skeletonOf(plan, cellsOf(plan));
			const { columns, zones } = skeleton.cells;
			const bent = zones.flatMap((_, cell) =>
				groundOf(skeleton, cell % columns, Math.floor(cell / columns)).filter(
					({ corners }) => !isConvex(corners)
				)
			);
			expect(bent).toEqual([]);
		}
	}
);

test('the plain lies at some 30 m and falls to the south-east; the west is hills', () => {
	const plan = planOf({ seed: 2026, buildings: 60_000 });
	expect(elevationAt(plan, 0, 0)).toBeGreaterThan(25);
	expect(elevationAt(plan, 0, 0)).toBeLessThan(FOREST_LINE);
	expect(elevationAt(plan, 8000, -6000)).toBeLessThan(elevationAt(plan, 0, 0));
	expect(elevationAt(plan, -15_000, 3000)).toBeGreaterThan(150);
});
