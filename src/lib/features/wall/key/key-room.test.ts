import { expect, test } from 'vitest';
import { boundStep, keyRoom, planKeyRoom } from './key-room.ts';

const ramp = {
	name: '河湖水位',
	title: '河湖水位 · 水位',
	unit: 'm',
	shape: 'ramp',
	lines: Array(7).fill({ token: '', name: '1.4' })
} as const;
const names = ['排水管网', '下穿通道', '雨水管线', '告警'];
const tail = '数据至 04:22';

test('a key takes a quarter of a map’s width and a third of its height at most', () => {
	expect(keyRoom({ width: 40, height: 30 }, { width: 80, height: 36 })).toEqual({ width: 20, height: 12 });
	expect(keyRoom({ width: 14, height: 8 }, { width: 80, height: 36 })).toEqual({ width: 14, height: 8 });
});

test('what has no room is left out, the last first; from when the data are always stays', () => {
	const keys = (height: number, width = 16) => planKeyRoom([ramp, ramp], names, tail, { width, height });
	expect(keys(12)).toEqual({ keys: 1, names: 5 });
	expect(keys(8.5)).toEqual({ keys: 1, names: 2 });
	expect(keys(6.8)).toEqual({ keys: 1, names: 0 });
	expect(keys(4)).toEqual({ keys: 0, names: 2 });
	expect(keys(12, 34)).toEqual({ keys: 2, names: 4 });
});

test('bounds of a ramp that would touch each other are written in part', () => {
	expect(boundStep(['<0.2', '0.2', '0.4', '0.6', '0.8'], 14)).toBe(1);
	expect(boundStep(['<1200', '1200', '1400', '1600', '1800', '2000', '2200'], 14)).toBe(2);
});
