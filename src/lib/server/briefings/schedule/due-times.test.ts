import { expect, test } from 'vitest';
import { CityZone } from '#lib/server/sources/city-zone.ts';
import { lastDue, nextDue } from './due-times.ts';

const shanghai = new CityZone('Asia/Shanghai');
const newYork = new CityZone('America/New_York');
const utc = (text: string) => Date.parse(`${text}Z`);
const said = (at: number) => new Date(at).toISOString().slice(0, 16);

test('a time of the day is due every day by the clock of the city', () => {
	const when = { at: '07:30' };
	expect(said(nextDue(when, shanghai, utc('2026-11-25T23:29')))).toBe('2026-11-25T23:30');
	expect(said(nextDue(when, shanghai, utc('2026-11-25T23:30')))).toBe('2026-11-26T23:30');
	expect(said(lastDue(when, shanghai, utc('2026-11-25T23:30')))).toBe('2026-11-25T23:30');
	expect(said(lastDue(when, shanghai, utc('2026-11-25T23:29')))).toBe('2026-11-24T23:30');
});

test('on chosen days only', () => {
	// 2026-11-26 is a Thursday.
	const monday = { at: '07:30', days: [1] };
	expect(said(nextDue(monday, shanghai, utc('2026-11-26T00:00')))).toBe('2026-11-29T23:30');
	expect(said(lastDue(monday, shanghai, utc('2026-11-26T00:00')))).toBe('2026-11-22T23:30');
	// On that day itself, after its time: a week on.
	expect(said(nextDue(monday, shanghai, utc('2026-11-29T23:30')))).toBe('2026-12-06T23:30');
});

test('summer time moves with the clock on the wall', () => {
	const when = { at: '07:30' };
	expect(said(nextDue(when, newYork, utc('2026-03-07T00:00')))).toBe('2026-03-07T12:30');
	expect(said(nextDue(when, newYork, utc('2026-03-08T00:00')))).toBe('2026-03-08T11:30');
	expect(said(nextDue(when, newYork, utc('2026-11-01T00:00')))).toBe('2026-11-01T12:30');
});

test('a time that the clock jumps over is due after the jump, one that it shows twice is due once', () => {
	expect(said(nextDue({ at: '02:30' }, newYork, utc('2026-03-08T06:00')))).toBe('2026-03-08T07:30');
	const twice = { at: '01:30' };
	const first = nextDue(twice, newYork, utc('2026-11-01T04:00'));
	expect(said(first)).toBe('2026-11-01T05:30');
	expect(said(nextDue(twice, newYork, first))).toBe('2026-11-02T06:30');
});
