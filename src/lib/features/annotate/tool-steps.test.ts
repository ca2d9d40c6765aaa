import { expect, test } from 'vitest';
import { LocalFrame } from '#lib/model/local-frame.ts';
import type { Drawing } from './drawing.ts';
import { isAgain, stepOfClick, stepOfEnter } from './tool-steps.ts';

const at = (lng: number, lat: number) => ({ lng, lat, height: 0 });
const drawn = (tool: Drawing['tool'], ...corners: Drawing['corners']): Drawing => ({
	tool,
	corners,
	ended: false
});
const click = { again: false, reach: 20, frame: new LocalFrame([0, 0]) };

test('two clicks are a double click when they are near and soon', () => {
	const first = { x: 10, y: 10, at: 0 };
	expect([
		isAgain(undefined, first),
		isAgain(first, { x: 12, y: 11, at: 300 }),
		isAgain(first, { x: 12, y: 11, at: 900 }),
		isAgain(first, { x: 40, y: 11, at: 300 })
	]).toEqual([false, true, false, false]);
});

test('a click sets a corner, a double click ends, the sky is nothing', () => {
	const way = drawn('distance', at(0, 0));
	expect(stepOfClick(way, at(1, 0), click)).toEqual({ kind: 'corner', place: at(1, 0) });
	expect(stepOfClick(way, at(1, 0), { ...click, again: true })).toEqual({ kind: 'end' });
	expect(stepOfClick(way, undefined, click)).toBeUndefined();
});

test('a click on the first corner closes an area, but no line, and no area of two corners', () => {
	const corners = [at(0, 0), at(0.01, 0), at(0.01, 0.01)];
	const near = at(0.0001, 0); // 11 m
	expect(stepOfClick(drawn('area', ...corners), near, click)?.kind).toBe('end');
	expect(stepOfClick(drawn('line', ...corners), near, click)?.kind).toBe('corner');
	expect(stepOfClick(drawn('area', ...corners.slice(0, 2)), near, click)?.kind).toBe('corner');
	expect(stepOfClick(drawn('area', ...corners), at(0.0003, 0), click)?.kind).toBe('corner');
});

test('by keys Enter sets the middle of the map, and ends where a corner stands', () => {
	expect(stepOfEnter(drawn('line'), at(1, 1), false)).toEqual({ kind: 'corner', place: at(1, 1) });
	expect(stepOfEnter(drawn('line', at(1, 1)), at(2, 1), true)).toEqual({ kind: 'corner', place: at(2, 1) });
	expect(stepOfEnter(drawn('line', at(1, 1)), at(1, 1), true)).toEqual({ kind: 'end' });
});

test('after clicks Enter ends wherever the middle is; after the end it begins anew', () => {
	const way = drawn('line', at(0, 0), at(1, 1));
	expect(stepOfEnter(way, at(5, 5), false)).toEqual({ kind: 'end' });
	expect(stepOfEnter({ ...way, ended: true }, at(5, 5), false)).toEqual({ kind: 'corner', place: at(5, 5) });
});
