import { expect, test } from 'vitest';
import type { DrawnPlace } from '#lib/layers/drawn/drawn.ts';
import { crossesItself } from './crosses-itself.ts';
import { begin, canEnd, ended, shapeOf, withCorner, withoutLast } from './drawing.ts';
import type { Tool } from './tools.ts';

const at = (lng: number, lat: number, height = 0): DrawnPlace => ({ lng, lat, height });
const drawn = (tool: Tool, ...corners: DrawnPlace[]) => corners.reduce(withCorner, begin(tool));

test('a point ends with its corner, a span in space with its second', () => {
	expect(drawn('point', at(1, 2)).ended).toBe(true);
	expect(drawn('height', at(1, 2), at(1, 3, 40)).ended).toBe(true);
	expect(drawn('height', at(1, 2)).ended).toBe(false);
});

test('an area ends when told to, with three corners at the least', () => {
	const two = drawn('area', at(0, 0), at(1, 0));
	expect([canEnd(two), ended(two).ended]).toEqual([false, false]);
	expect(ended(withCorner(two, at(1, 1))).ended).toBe(true);
});

test('the second click of a double click sets no corner of its own', () => {
	expect(drawn('line', at(0, 0), at(1, 0), at(1, 0)).corners).toHaveLength(2);
});

test('the last corner is taken back, and a drawing that had ended goes on', () => {
	const three = ended(drawn('size', at(0, 0), at(1, 0), at(1, 1)));
	expect(withoutLast(three)).toEqual({ tool: 'size', corners: [at(0, 0), at(1, 0)], ended: false });
});

test('what is left on the ground has no heights, and degrees to the centimetre', () => {
	expect(shapeOf(drawn('area', at(0.123456789, 0), at(1, 0, 12), at(1, 1)))).toEqual({
		kind: 'area',
		corners: [
			[0.1234568, 0],
			[1, 0],
			[1, 1]
		]
	});
});

test('a bow crosses itself, a square does not', () => {
	const [a, b, c, d] = [[0, 0], [1, 0], [1, 1], [0, 1]] as const; // prettier-ignore
	expect([crossesItself([a, c, b, d]), crossesItself([a, b, c, d]), crossesItself([a, b, c])]).toEqual([
		true,
		false,
		false
	]);
});
