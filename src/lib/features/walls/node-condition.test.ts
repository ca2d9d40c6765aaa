import { expect, test } from 'vitest';
import type { WallHealth } from '#lib/model/wall/programme.ts';
import type { WallNodeState } from '#lib/model/wall/wall-list.ts';
import { conditionOf, inStep, troublesOf } from './node-condition.ts';

const node = { column: 0, row: 0, x: 0, y: 0, width: 1920, height: 1080 };
const health: WallHealth = {
	rev: 7,
	frame: 16,
	framesPerSecond: 30,
	heap: 310,
	contextsLost: 0,
	link: 'online',
	clockOffset: 3,
	canvas: { width: 1920, height: 1080 },
	dark: false,
	renderer: 'ANGLE',
	uptime: 60,
	broken: []
};
const fine: WallNodeState = { node, health, at: 1000, late: false, behind: false };

const device = { id: 'd1', adoptedAt: 0, by: 'Li' };
const NOW = 5000;

test('a place that nobody was adopted for and that is silent is absent', () => {
	expect(conditionOf({ node, late: false, behind: false }, NOW)).toBe('absent');
});
test('a machine that was adopted and was never heard from is late, not absent', () => {
	expect(conditionOf({ node, device, late: true, behind: false }, NOW)).toBe('late');
});
test('a window that nobody paired is late when it falls silent, and a minute later it was closed', () => {
	expect(conditionOf({ ...fine, late: true }, NOW)).toBe('late');
	expect(conditionOf({ ...fine, late: true }, 1000 + 60_001)).toBe('absent');
	expect(conditionOf({ ...fine, device, late: true }, 1000 + 60_001)).toBe('late');
});
test('a silent machine is late whatever it showed last', () => {
	expect(conditionOf({ ...fine, late: true, behind: true }, NOW)).toBe('late');
});
test('a machine that shows an older revision is behind', () => {
	expect(conditionOf({ ...fine, behind: true }, NOW)).toBe('behind');
});
test('a machine that cannot draw its map is not in step, whatever revision it has', () => {
	const dark = { ...fine, health: { ...health, dark: true, canvas: { width: 0, height: 0 } } };
	expect(conditionOf(dark, NOW)).toBe('dark');
	expect(inStep([dark, fine], NOW)).toEqual({ ready: 1, all: 2, failing: 1 });
});
test('a machine in step may still have lost its link, be slow, use too much memory, have another size, lack a layer', () => {
	const unwell = {
		...health,
		link: 'offline' as const,
		frame: 140,
		heap: 1300,
		canvas: { width: 1280, height: 720 },
		broken: ['traffic']
	};
	expect(troublesOf({ node, health: unwell })).toEqual(['offline', 'slow', 'memory', 'canvas', 'broken']);
	expect(conditionOf({ ...fine, health: unwell }, NOW)).toBe('troubled');
});
test('a browser that holds too much has too much memory, however small the heap', () => {
	expect(troublesOf({ node, health: { ...health, resident: 4000 } })).toEqual([]);
	expect(troublesOf({ node, health: { ...health, resident: 4001 } })).toEqual(['memory']);
});
test('a safe picture has no canvas and nothing is wrong with that', () => {
	expect(troublesOf({ node, health: { ...health, canvas: { width: 0, height: 0 } } })).toEqual([]);
});
test('of three machines one is in step, one fails, one was never there', () => {
	expect(inStep([fine, { ...fine, behind: true }, { node, late: false, behind: false }], NOW)).toEqual({
		ready: 1,
		all: 3,
		failing: 1
	});
});
