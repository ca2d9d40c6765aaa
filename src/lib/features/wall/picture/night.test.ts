import { expect, test } from 'vitest';
import { brightnessAt } from './night.ts';

const night = { from: '22:30', to: '06:00', brightness: 0.6 };
const at = (time: string) => Date.parse(`2026-11-22T${time}:00+08:00`);

test('a wall is dimmed in its night hours, which go over midnight', () => {
	const brightness = ['22:29', '22:30', '00:00', '05:59', '06:00'].map((time) =>
		brightnessAt(night, 'Asia/Shanghai', at(time))
	);
	expect(brightness).toEqual([1, 0.6, 0.6, 0.6, 1]);
});

test('hours of one day do not go over midnight', () => {
	const noon = { from: '12:00', to: '13:00', brightness: 0.8 };
	expect(brightnessAt(noon, 'Asia/Shanghai', at('12:30'))).toBe(0.8);
	expect(brightnessAt(noon, 'Asia/Shanghai', at('23:30'))).toBe(1);
});

test('it is never so dark that it cannot be read', () => {
	const dark = { ...night, brightness: 0.1 };
	const brightness = brightnessAt(dark, 'Asia/Shanghai', at('23:00'));
	expect(brightness).toBe(0.5);
	// White on black as a screen at half its brightness shows them, by WCAG 2.
	const light = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
	expect((light(brightness) + 0.05) / (light((brightness * 12) / 255) + 0.05)).toBeGreaterThan(4.5);
});

test('without a schedule it is always bright', () => {
	expect(brightnessAt(undefined, 'Asia/Shanghai', at('23:00'))).toBe(1);
});
