import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SITING_CARD } from './card.ts';
import { demandCells } from './demand-cells.ts';
import { coverageGains, timeGains } from './site-gains.ts';
import { gainOf, solveSites } from './solve-sites.ts';

/** Which candidates reach which cells, as rows of cells; all of them at once. */
const within = (rows: readonly (readonly number[])[]) =>
	rows.map((points) => ({ points, seconds: points.map(() => 0) }));

/** Greedy takes candidate 0 (5 people), then 3 of the rest; the two others together reach everybody. */
const covering = {
	candidates: 3,
	count: 2,
	gains: coverageGains(
		{
			people: [2, 2, 1, 2, 2],
			now: new Array<number>(5).fill(Infinity),
			reached: within([
				[0, 2, 3],
				[0, 1, 2],
				[3, 4]
			])
		},
		900
	)
};

/** Cells at 0, 10, 20 and 30 minutes along a street, 10, 1, 1 and 10 people; what is there now stands at 0. */
const street = {
	candidates: 4,
	count: 1,
	gains: timeGains(
		{
			people: [10, 1, 1, 10],
			now: [0, 600, 1200, 1800],
			reached: [0, 1, 2, 3].map((site) => ({
				points: [0, 1, 2, 3],
				seconds: [0, 1, 2, 3].map((cell) => 600 * Math.abs(cell - site))
			}))
		},
		3600
	)
};

describe('where to build', () => {
	test('the figures of the model’s card are those that the solver reaches', async () => {
		const solutions = [await solveSites(street), await solveSites(covering)];
		expect(solutions.map(({ built }) => built)).toEqual([[3], [1, 2]]);
		SITING_CARD.validation.forEach((figure, index) => {
			expect(figure.reached).toBe(figure.expected);
			expect(Math.abs(figure.expected - solutions[index]!.gain)).toBeLessThanOrEqual(figure.within);
			expect(solutions[index]!.gap).toBeLessThanOrEqual(1e-9);
		});
	});

	test('nothing is better than the answer, of all subsets of small problems', async () => {
		const problem = fc
			.array(fc.array(fc.tuple(fc.nat(5), fc.integer({ min: 1, max: 9 })), { maxLength: 5 }), {
				minLength: 1,
				maxLength: 7
			})
			.map((cells) =>
				cells.map((pairs) => [...new Map(pairs)].map(([candidate, gain]) => ({ candidate, gain })))
			);
		await fc.assert(
			fc.asyncProperty(problem, fc.integer({ min: 1, max: 3 }), async (gains, count) => {
				const all = { candidates: 6, count, gains };
				let best = 0;
				for (let subset = 0; subset < 64; subset++) {
					const built = [0, 1, 2, 3, 4, 5].filter((candidate) => subset & (1 << candidate));
					if (built.length <= count) best = Math.max(best, gainOf(all, built));
				}
				const solution = await solveSites(all);
				expect(solution.gain).toBe(best);
				expect(gainOf(all, solution.built)).toBe(best);
				expect(solution.built.length).toBeLessThanOrEqual(count);
			}),
			{ numRuns: 25 }
		);
	});

	test('when everybody has one, nothing is built', async () => {
		const gains = coverageGains({ people: [5], now: [60], reached: within([[0]]) }, 900);
		expect(await solveSites({ candidates: 1, count: 2, gains })).toEqual({
			built: [],
			gain: 0,
			bound: 0,
			gap: 0
		});
	});
});

test('residents are gathered by the finest grid that is small enough', () => {
	const metre = 1 / 111_319.49;
	const demand = {
		building: ['a', 'b', 'c'],
		lng: Float64Array.of(10 * metre, 30 * metre, 140 * metre),
		lat: new Float64Array(3),
		people: Float64Array.of(1, 3, 5),
		zone: new Int32Array(3)
	};
	// In the cell of 50 m with two homes, 3 of 4 people live in the second.
	expect(demandCells(demand, () => true, 2)).toEqual({
		side: 50,
		point: Int32Array.of(1, 2),
		people: Float64Array.of(4, 5)
	});
	expect(demandCells(demand, () => true, 1)).toEqual({
		side: 150,
		point: Int32Array.of(2),
		people: Float64Array.of(9)
	});
	expect(demandCells(demand, (home) => home === 0, 1)).toEqual({
		side: 50,
		point: Int32Array.of(0),
		people: Float64Array.of(1)
	});
});
