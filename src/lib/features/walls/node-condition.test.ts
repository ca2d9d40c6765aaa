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
	renderer: 'ANGLE',
	uptime: 60,
	broken: []
};
const fine: WallNodeState = { node, health, at: 1000, late: false, behind: false };

test('a place that nobody was heard from is absent, not late', () => {
	expect(conditionOf({ node, late: true, behind: false })).toBe('absent');
});
test('a silent machine is late whatever it showed last', () => {
	expect(conditionOf({ ...fine, late: true, behind: true })).toBe('late');
});
test('a machine that shows an older revision is behind', () => {
	expect(conditionOf({ ...fine, behind: true })).toBe('behind');
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
	expect(conditionOf({ ...fine, health: unwell })).toBe('troubled');
});
test('a safe picture has no canvas and nothing is wrong with that', () => {
	expect(troublesOf({ node, health: { ...health, canvas: { width: 0, height: 0 } } })).toEqual([]);
});
test('of three machines one is in step, one fails, one was never there', () => {
	expect(inStep([fine, { ...fine, behind: true }, { node, late: true, behind: false }])).toEqual({
		ready: 1,
		all: 3,
		failing: 1
	});
});
