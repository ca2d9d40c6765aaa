import { expect, test } from 'vitest';
import { dayName, daysText } from './schedule-days.ts';

test('days of a schedule stand from Monday on', () => {
	expect([1, 5, 7].map((day) => dayName('en', day))).toEqual(['Mon', 'Fri', 'Sun']);
	expect(daysText('zh-CN', [3, 1])).toBe('周一、周三');
	expect(daysText('en', [6, 7])).toBe('Sat, Sun');
	expect(daysText('en', [1, 2, 3, 4, 5, 6, 7])).toBe(daysText('en', undefined));
});
