import { expect, test } from 'vitest';
import { frameFigures } from './frame-times.ts';

test('of a hundred frames, 95 took less than the figure', () => {
	const times = Array.from({ length: 100 }, (_, index) => (index < 95 ? 16 : 40));
	expect(frameFigures(times)).toEqual({ frame: 40, framesPerSecond: 58.1 });
	expect(frameFigures(times.with(95, 16)).frame).toBe(16);
});

test('a few frames say nothing', () => {
	expect(frameFigures([16, 16])).toEqual({ frame: 0, framesPerSecond: 0 });
});
