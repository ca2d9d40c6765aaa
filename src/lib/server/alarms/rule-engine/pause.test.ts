import { expect, test } from 'vitest';
import { withPause } from './pause.ts';

const DAY = 86_400_000;

test('pauses that touch are one, and of two months ago none is kept', () => {
	const first = withPause([], { from: 0, to: 100 });
	expect(first).toEqual([{ from: 0, to: 100 }]);
	expect(withPause(first, { from: 150, to: 200 })).toEqual([
		{ from: 0, to: 100 },
		{ from: 150, to: 200 }
	]);
	expect(withPause(first, { from: 0, to: 160 })).toEqual([{ from: 0, to: 160 }]);
	expect(withPause(first, { from: 60 * DAY, to: 60 * DAY + 5 })).toEqual([
		{ from: 60 * DAY, to: 60 * DAY + 5 }
	]);
});
