import { expect, test } from 'vitest';
import { sparkShape } from './spark-path.ts';

test('a line stays open where there was no value, and ends at the newest one', () => {
	const points = [
		{ at: 0, value: 0 },
		{ at: 1, value: 10 },
		{ at: 2, value: null },
		{ at: 3, value: 5 },
		{ at: 4, value: null }
	];
	expect(sparkShape(points, {}, 106, 26)).toEqual({
		line: 'M3.0 23.0L28.0 3.0M78.0 13.0',
		last: { x: 78, y: 13 }
	});
});

test('the target has its stripe in the same scale, to the edge where it has no end', () => {
	const points = [
		{ at: 0, value: 0 },
		{ at: 1, value: 20 }
	];
	expect(sparkShape(points, { to: 10 }, 106, 26).band).toEqual({ top: 13, bottom: 26 });
	expect(sparkShape(points, { from: 5, to: 40 }, 106, 26).band).toEqual({ top: 3, bottom: 20.5 });
});

test('no value draws nothing', () => {
	expect(sparkShape([{ at: 0, value: null }], { to: 5 }, 106, 26)).toEqual({ line: '' });
});
