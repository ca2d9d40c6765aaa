import { expect, test } from 'vitest';
import type { CityLabel } from '#lib/model/city.ts';
import {
	crosses,
	drawnText,
	isInside,
	LabelRoom,
	LABEL_SIZE,
	liesOn,
	readableAngle,
	shows,
	textBox,
	within
} from './label-choice.ts';

const label = (kind: CityLabel['kind'], rank: number, text = 'Midtown'): CityLabel => ({
	kind,
	rank,
	text,
	lng: 0,
	lat: 0
});

test('important names show first, streets last', () => {
	expect([8, 11, 15].map((zoom) => shows(label('district', 1), zoom))).toEqual([true, true, true]);
	expect([12, 12.5, 14].map((zoom) => shows(label('street', 3), zoom))).toEqual([false, false, true]);
	expect([16, 17.5].map((zoom) => shows(label('street', 10), zoom))).toEqual([false, true]);
});

test('the city’s own name goes when the camera is inside it', () => {
	expect([14, 16].map((zoom) => isInside(label('place', 1), zoom))).toEqual([false, true]);
	expect(isInside(label('district', 2), 16)).toBe(false);
});

test('of two names at one place the first stays', () => {
	const room = new LabelRoom();
	const box = (x: number) => textBox('Broadway', 12, x, 0, 0);
	room.take(box(0), 'Broadway');
	expect(room.has(box(10), '5th Avenue', 12)).toBe(false);
	expect(room.has(box(200), '5th Avenue', 12)).toBe(true);
});

test('a street is named again only at a distance', () => {
	const room = new LabelRoom();
	const box = (x: number) => textBox('Broadway', 12, x, 0, 0);
	room.take(box(0), 'Broadway');
	expect([200, 320].map((x) => room.has(box(x), 'Broadway', 12))).toEqual([false, true]);
});

test('a name that would be cut by the edge does not stand', () => {
	const box = (x: number, y: number) => ({ x, y, halfWidth: 30, halfHeight: 8 });
	expect(within(box(30, 8), 200, 100)).toBe(true);
	expect(within(box(171, 50), 200, 100)).toBe(false);
	expect(within(box(100, 7), 200, 100)).toBe(false);
});

test('a name that stands upright needs height instead of width', () => {
	const { halfWidth, halfHeight } = textBox('Broadway', 12, 0, 0, 90);
	expect(halfHeight).toBeGreaterThan(halfWidth);
});

test('large Latin districts are spaced capitals, Chinese ones stay', () => {
	expect(drawnText(label('district', 1, 'Soho'))).toBe('S\u200aO\u200aH\u200aO');
	expect(drawnText(label('district', 6, 'Fengxing Community'))).toBe('Fengxing Community');
	expect(drawnText(label('district', 1, '朝阳'))).toBe('朝阳');
	expect(drawnText(label('street', 5, 'Broadway'))).toBe('Broadway');
});

test('names are in English when that is asked for and known', () => {
	const lake = { ...label('water', 3, '漱月湖'), english: 'Shuyue Lake' };
	expect(drawnText(lake, true)).toBe('Shuyue Lake');
	expect(drawnText(lake)).toBe('漱月湖');
	expect(drawnText(label('water', 3, '澜水'), true)).toBe('澜水');
});

test('a street’s name is never upside down', () => {
	expect(readableAngle(1, 0)).toBe(0);
	expect(readableAngle(-1, -1)).toBe(45);
	expect(readableAngle(-1, 1)).toBe(-45);
	expect(readableAngle(0, -1)).toBe(90);
});

test('a name crosses a seam that lies within its box', () => {
	const box = { x: 100, y: 50, halfWidth: 20, halfHeight: 8 };
	const lines = [
		{ x: [85], y: [] },
		{ x: [120], y: [] },
		{ x: [], y: [57] },
		{ x: [], y: [] }
	];
	expect(lines.map((seams) => crosses(box, seams))).toEqual([true, false, true, false]);
});

test('names are as large as a wall’s labels are, and none is smaller than its reader sees', () => {
	// On walls a district's name has 22 arc-minutes, the others accordingly; 16 can be read.
	const minutes = Object.values(LABEL_SIZE).map((size) => (22 * size) / LABEL_SIZE.district);
	expect(Math.min(...minutes)).toBeGreaterThanOrEqual(16);
});

test('a name lies on what stands over the map when any of its box does', () => {
	const box = { x: 100, y: 50, halfWidth: 20, halfHeight: 8 };
	const panel = { x: 0, y: 0, width: 81, height: 200 };
	expect(liesOn(box, panel)).toBe(true);
	expect(liesOn({ ...box, x: 101 }, panel)).toBe(false);
	expect(liesOn(box, { x: 90, y: 60, width: 5, height: 5 })).toBe(false);
});
