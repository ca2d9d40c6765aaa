import { expect, test } from 'vitest';
import { builtShape } from './built-shape.ts';

/** Volumes drawn as rows of digits, north up, cells of 100 m, the south-west corner at the anchor. */
function drawn(...rows: readonly string[]) {
	return {
		west: 0,
		north: rows.length * 100,
		cell: 100,
		columns: rows[0]!.length,
		volume: Float64Array.from(rows.join(''), Number)
	};
}

test('the long axis of the densest part lies across the picture, most of the rest behind it', () => {
	const shape = builtShape(drawn('1100', '0000', '9999', '0000'))!;
	expect(shape.centre[0]).toBeCloseTo(200, 6);
	expect(shape.centre[1]).toBeCloseTo(150, 6);
	expect([shape.along, shape.across, shape.facing]).toEqual([400, 100, 0]);
	expect(builtShape(drawn('0000', '9999', '0000', '1100'))!.facing).toBe(180);
});

test('a city along a slanting river is seen from its bank', () => {
	const shape = builtShape(drawn('0009', '0090', '0900', '9000'))!;
	expect(shape.facing % 180).toBeCloseTo(135, 6);
	expect(shape.along).toBeCloseTo(100 + 300 * Math.SQRT2, 6);
});

test('nothing built has no shape', () => {
	expect(builtShape(drawn('00', '00'))).toBeUndefined();
});
