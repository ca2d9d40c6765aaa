import { expect, test } from 'vitest';
import { entityColour, type ColouredClasses } from './entity-colour.ts';

const two: ColouredClasses = {
	metric: 3,
	classes: { bounds: [10] },
	tokens: ['--seq-3', '--seq-6'],
	legend: [
		{ token: '--seq-3', count: 1, below: 10 },
		{ token: '--seq-6', count: 1, from: 10 }
	]
};
/** A token's colour is its last digit three times; that of what stands back is 0. */
const host = {
	colour: (token: string) => {
		const digit = Number(/\d$/.exec(token)?.[0] ?? 0);
		return [digit, digit, digit] as const;
	}
};
const ends = (classes: ColouredClasses) => {
	const { ramp, none } = entityColour(classes, host);
	return [[...ramp.subarray(0, 4)], [...ramp.subarray(-4)], [...none]];
};

test('every entry of the ramp has the colour of its class', () => {
	expect(ends(two)).toEqual([
		[3, 3, 3, 255],
		[6, 6, 6, 255],
		[0, 0, 0, 255]
	]);
});

test('classes that are not chosen are not drawn, nor what says nothing', () => {
	expect(ends({ ...two, only: ['from:10'] })).toEqual([
		[3, 3, 3, 0],
		[6, 6, 6, 255],
		[0, 0, 0, 0]
	]);
});

test('where one class stands out the others have one quiet colour', () => {
	expect(ends({ ...two, lit: 'lowest' })).toEqual([
		[3, 3, 3, 255],
		[0, 0, 0, 255],
		[0, 0, 0, 255]
	]);
});
