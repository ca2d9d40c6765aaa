import { expect, test } from 'vitest';
import { CityZone, DAY_MS, dayNumber, weekdayOf } from './city-zone.ts';
import { ShiftedClock } from './shifted-clock.ts';

const newYork = new ShiftedClock('America/New_York', { from: '2026-05-26', to: '2026-10-31' });
const iso = (at: number) => new Date(at).toISOString();

test('a Monday in November becomes the last Monday of the timetable at the same wall time, summer time or not', () => {
	// 15:30 EST (UTC-5) becomes 15:30 EDT (UTC-4).
	expect(iso(newYork.dataAt(Date.parse('2026-11-23T20:30:00Z')))).toBe('2026-10-26T19:30:00.000Z');
});
test('inside the validity now is now', () => {
	const now = Date.parse('2026-07-01T12:00:00Z');
	expect(newYork.dataAt(now)).toBe(now);
});
test('before the validity the first such weekday is taken', () => {
	expect(iso(newYork.dataAt(Date.parse('2026-05-24T16:00:00Z')))).toBe('2026-05-31T16:00:00.000Z');
});
test('a validity of one day gives that day', () => {
	const clock = new ShiftedClock('UTC', { from: '2020-02-29', to: '2020-02-29' });
	expect(iso(clock.dataAt(Date.parse('2026-11-23T08:00:00Z')))).toBe('2020-02-29T08:00:00.000Z');
});
test('a service day starts twelve hours before noon, also when the clocks change', () => {
	const zone = new CityZone('America/New_York');
	expect(iso(zone.serviceDayStart(dayNumber('2026-11-23')))).toBe('2026-11-23T05:00:00.000Z');
	expect(iso(zone.serviceDayStart(dayNumber(20261101)))).toBe('2026-11-01T05:00:00.000Z');
	expect(iso(zone.serviceDayStart(dayNumber(20260308)))).toBe('2026-03-08T04:00:00.000Z');
});
test('a wall time in the gap is the instant after it, a doubled one the earlier', () => {
	const zone = new CityZone('America/New_York');
	expect(iso(zone.toEpoch(Date.parse('2026-03-08T02:30:00Z')))).toBe('2026-03-08T07:30:00.000Z');
	expect(iso(zone.toEpoch(Date.parse('2026-11-01T01:30:00Z')))).toBe('2026-11-01T05:30:00.000Z');
});
test('weekdays count from Monday', () => {
	expect(weekdayOf(dayNumber('2026-11-23'))).toBe(0);
	expect(weekdayOf(-4)).toBe(6);
	expect(DAY_MS).toBe(86_400_000);
});
