import { expect, test } from 'vitest';
import { flowRibbon } from './flow-ribbon.ts';

const points = (outline: Float64Array) =>
	Array.from(
		{ length: outline.length / 2 },
		(_, index) => [outline[2 * index]!, outline[2 * index + 1]!] as const
	);
const width = (outline: Float64Array, step: number) => {
	const all = points(outline);
	const [a, b] = [all[step]!, all[all.length - 2 - step]!];
	return Math.hypot(a[0] - b[0], a[1] - b[1]);
};

test('a ribbon narrows towards where the flow goes', () => {
	const outline = flowRibbon([0, 0], [1000, 0], 100);
	const steps = points(outline).length / 2 - 1.5;
	expect(width(outline, 0)).toBeCloseTo(100, 6);
	expect(width(outline, steps)).toBeCloseTo(12, 6);
});

test('there and back lie on either side of the straight line', () => {
	const middle = (outline: Float64Array) =>
		points(outline).reduce((sum, [, north]) => sum + north, 0) / points(outline).length;
	expect(middle(flowRibbon([0, 0], [1000, 0], 10))).toBeLessThan(-50);
	expect(middle(flowRibbon([1000, 0], [0, 0], 10))).toBeGreaterThan(50);
});

test('the outline is closed', () => {
	const all = points(flowRibbon([0, 0], [300, 400], 20));
	expect(all.at(-1)).toEqual(all[0]);
});
