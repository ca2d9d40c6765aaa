import { expect, test } from 'vitest';
import { TimeZone } from '#lib/queries/time-zone.ts';
import { parseTimeDigits } from './time-digits.ts';
import { dateOrderOf, parseTime, wallToInstants, type DateOrder } from './time-text.ts';

const fast = (text: string, order: DateOrder) => parseTimeDigits(text, text.length, order);

test('times are read in the orders that people write', () => {
	const at = Date.UTC(2024, 1, 29, 20, 5, 6);
	expect(parseTime('2024-02-29T20:05:06', 'ymd')).toEqual({ at, zoned: false });
	expect(parseTime('2/29/2024 8:05:06 PM', 'mdy')).toEqual({ at, zoned: false });
	expect(parseTime('29.02.2024 20:05:06', 'dmy')).toEqual({ at, zoned: false });
	expect(parseTime('2024年2月29日 20时05分06秒', 'ymd')).toEqual({ at, zoned: false });
	expect(parseTime('2024/2/29 下午8:05:06', 'ymd')).toEqual({ at, zoned: false });
	expect(parseTime('2024-02-29T20:05:06+08:00', 'ymd')).toEqual({ at: at - 8 * 3_600_000, zoned: true });
	expect(parseTime('20240229 200506', 'ymd')).toEqual({ at, zoned: false });
	expect(parseTime('2023-02-29', 'ymd')).toBeUndefined();
});

test('the fast reader gives what the slow one gives, or nothing', () => {
	for (const [text, order] of [
		['2024-02-29 20:05:06.25', 'ymd'],
		['1969-12-31', 'ymd'],
		['12/31/1999 23:59', 'mdy'],
		['31.12.1999 23:59:59', 'dmy']
	] as const)
		expect(fast(text, order)).toBe(parseTime(text, order)?.at);
	for (const text of ['2024-02-30', '2024-02-29 8:05 PM', '12', '2024-2', 'x', '2024-04-31'])
		expect(fast(text, 'ymd')).toBeNaN();
});

test('the order is that which reads them all', () => {
	expect(dateOrderOf(['3/4/2024', '25/4/2024'])).toBe('dmy');
	expect(dateOrderOf(['3/4/2024', '4/25/2024'])).toBe('mdy');
	expect(dateOrderOf(['1.5', '2.5'])).toBeUndefined();
});

test('wall times of a city become instants: the skipped hour its jump, the hour that comes twice the first', () => {
	const wall = Float64Array.of(
		Date.UTC(2024, 10, 3, 1, 30), // twice
		Date.UTC(2024, 2, 10, 2, 30), // never
		Date.UTC(2024, 6, 1, 12),
		NaN
	);
	wallToInstants(wall, new TimeZone('America/New_York'));
	expect([...wall]).toEqual([
		Date.UTC(2024, 10, 3, 5, 30),
		Date.UTC(2024, 2, 10, 7),
		Date.UTC(2024, 6, 1, 16),
		NaN
	]);
});
