import { expect, test } from 'vitest';
import { classed } from './classed.ts';

test('every class has its own colour of the ramp, with how many values it has', () => {
	const { legend, tokenOf } = classed([1, 2, 3, 4, NaN], { classes: { method: 'equal', count: 3 } });
	expect(legend).toEqual([
		{ token: '--seq-2', count: 1, below: 2 },
		{ token: '--seq-4', count: 1, from: 2 },
		{ token: '--seq-6', count: 2, from: 3 }
	]);
	expect([1, 2, 4].map(tokenOf)).toEqual(['--seq-2', '--seq-4', '--seq-6']);
});

test('what is missing has no colour of the ramp, least of all the lowest', () => {
	const { tokenOf, missing } = classed([NaN, 5, 9], { classes: { method: 'quantile', count: 2 } });
	expect(tokenOf(NaN)).toBeUndefined();
	expect(missing).toBe(1);
});

test('zero has the neutral colour of a ramp with two sides, whatever lies around it', () => {
	for (const count of [2, 3, 5, 7])
		for (const method of ['quantile', 'equal', 'jenks'] as const) {
			const { tokenOf, tokens } = classed([-90, -4, -3, 1, 2, 2.5, 7], {
				ramp: 'diverging',
				classes: { method, count }
			});
			expect(tokens.length % 2).toBe(1);
			expect(tokenOf(0)).toBe('--div-0');
			expect(tokenOf(-90)?.startsWith('--div-n')).toBe(true);
			expect(tokenOf(7)?.startsWith('--div-n')).toBe(false);
		}
});

test('classes are cut from all values when only some of them show, and kept when another picture has them', () => {
	const classes = { method: 'equal', count: 2 } as const;
	const some = classed([1, 2], { classes }, { basis: [0, 100] });
	expect(some.legend.map(({ count }) => count)).toEqual([2, 0]);
	const beside = { kind: 'number', metric: undefined, missing: 0, stale: 0, classes: some.legend } as const;
	expect(classed([70, 80], { classes }, { beside }).classes).toEqual({ bounds: [50] });
	expect(classed([70, 80], { classes }, { last: some.classes }).classes).toEqual({ bounds: [50] });
});
