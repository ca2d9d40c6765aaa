import { expect, test } from 'vitest';
import { buildingDifference, paintDifference } from './building-difference.ts';
import { incomparable } from './difference.ts';

const values = (...said: readonly (readonly [id: number, value: number])[]) => ({
	kind: 'number' as const,
	name: 'residents',
	withoutId: 0,
	ids: Uint32Array.from(said, ([id]) => id),
	values: Float32Array.from(said, ([, value]) => value)
});
const a = values([2, 10], [0, 5], [3, NaN], [4, 8]);
const b = values([0, 5], [2, 15], [3, 1], [7, 2]);
const rows = buildingDifference(a, b, (id) => `Building ${id}`);

test('each building has b − a; unchanged is zero, what is new or unsaid has no difference', () => {
	expect(rows.map(({ title, delta, percent }) => [title, delta, percent])).toEqual([
		['Building 0', 0, 0],
		['Building 2', 5, 50],
		['Building 3', undefined, undefined],
		['Building 4', undefined, undefined],
		['Building 7', undefined, undefined]
	]);
	expect(incomparable(rows)).toEqual({ onlyA: 1, onlyB: 1, unsaid: 1 });
});

test('buildings have the colour of their difference’s class; hidden ones and those of neither side keep their own', () => {
	const { rgba } = paintDifference({
		rows,
		scale: { bounds: [2, 4, 6] },
		isHidden: ({ delta }) => delta === 0,
		buildings: 8,
		colourOf: (place) => (place === undefined ? [9, 9, 9] : [place, 0, 0])
	});
	const colour = (id: number) => [...rgba.subarray(4 * id, 4 * id + 4)];
	expect([0, 1, 2, 3, 4, 7].map(colour)).toEqual([
		[0, 0, 0, 254],
		[0, 0, 0, 254],
		[2, 0, 0, 255],
		[9, 9, 9, 255],
		[9, 9, 9, 255],
		[9, 9, 9, 255]
	]);
});
