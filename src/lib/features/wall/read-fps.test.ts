import { expect, test } from 'vitest';
import { readFps } from './read-fps.ts';

test('a link may ask for 1 to 60 frames a second', () => {
	expect(['10', '60', '0', '61', '2.5', 'fast', null].map(readFps)).toEqual([
		10,
		60,
		undefined,
		undefined,
		undefined,
		undefined,
		undefined
	]);
});
