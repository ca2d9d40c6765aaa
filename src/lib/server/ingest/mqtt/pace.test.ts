import { expect, test } from 'vitest';
import { Pace } from './pace.ts';

test('two seconds of messages pass at once, then each waits its turn; rest is made good', () => {
	const pace = new Pace(2);
	expect([0, 0, 0, 0, 0, 0].map((now) => pace.wait(now))).toEqual([0, 0, 0, 0, 500, 1000]);
	expect(pace.wait(1000)).toBe(500);
	expect([9000, 9000, 9000, 9000, 9000].map((now) => pace.wait(now))).toEqual([0, 0, 0, 0, 500]);
});
