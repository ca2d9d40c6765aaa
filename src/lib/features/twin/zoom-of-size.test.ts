import { expect, test } from 'vitest';
import { zoomOfSize } from './zoom-of-size.ts';

test('a thing is seen whole: one four times as large from one zoom farther away, none from nearer than a house', () => {
	const [quarter, district] = [1e6, 4e6].map((squareMetres) => zoomOfSize(squareMetres, 36));
	expect(quarter).toBeCloseTo(14.7, 1);
	expect((quarter ?? 0) - (district ?? 0)).toBeCloseTo(1, 6);
	expect([zoomOfSize(1, 36), zoomOfSize(0, 36), zoomOfSize(1e14, 36)]).toEqual([17, 17, 8]);
});
