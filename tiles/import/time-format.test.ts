import { expect, test } from 'vitest';
import { CityTime } from './city-time.ts';
import { detectTimeFormat, patternFormat, timeFormat } from './time-format.ts';

const newYork = new CityTime('America/New_York');
const utc = new CityTime('UTC');
const iso = (at: number | undefined) => (at === undefined ? undefined : new Date(at).toISOString());

test('a local time is read in the city’s zone, winter and summer', () => {
	const format = patternFormat('MM/dd/yyyy hh:mm:ss a');
	expect(iso(format.parse('12/31/2015 11:59:45 PM', newYork)?.at)).toBe('2016-01-01T04:59:45.000Z');
	expect(iso(format.parse('07/01/2015 12:00:00 AM', newYork)?.at)).toBe('2015-07-01T04:00:00.000Z');
});

test('a time the spring change skipped is read an hour later and said so', () => {
	const parsed = timeFormat('iso').parse('2020-03-08T02:30:00', newYork);
	expect([iso(parsed?.at), parsed?.kind]).toEqual(['2020-03-08T07:30:00.000Z', 'gap']);
});

test('a time that autumn repeats is the first of the two', () => {
	const parsed = timeFormat('iso').parse('2020-11-01 01:30', newYork);
	expect([iso(parsed?.at), parsed?.kind]).toEqual(['2020-11-01T05:30:00.000Z', 'overlap']);
});

test('hours right before and after a change are plain', () => {
	expect(iso(timeFormat('iso').parse('2020-03-08 01:59:59', newYork)?.at)).toBe('2020-03-08T06:59:59.000Z');
	expect(iso(timeFormat('iso').parse('2020-03-08 03:00:00', newYork)?.at)).toBe('2020-03-08T07:00:00.000Z');
	expect(iso(timeFormat('iso').parse('2020-11-01 00:59:59', newYork)?.at)).toBe('2020-11-01T04:59:59.000Z');
	expect(iso(timeFormat('iso').parse('2020-11-01 02:00:00', newYork)?.at)).toBe('2020-11-01T07:00:00.000Z');
});

test('a time that names its zone ignores the city’s', () => {
	expect(iso(timeFormat('iso').parse('2020-11-01T01:30:00+01:00', newYork)?.at)).toBe(
		'2020-11-01T00:30:00.000Z'
	);
	expect(iso(timeFormat('iso').parse('2020-11-01T01:30:00.250Z', newYork)?.at)).toBe(
		'2020-11-01T01:30:00.250Z'
	);
});

test.each([
	['2020-09-24 0:00', 'ISO 8601'],
	['1600920000', 'epoch'],
	['1600920000000', 'epoch'],
	['12/31/2015 11:59:45 PM', 'MM/dd/yyyy hh:mm:ss a'],
	['31.12.2015 23:59', 'dd.MM.yyyy HH:mm'],
	['31/12/2015', 'dd/MM/yyyy']
])('%s is recognised as %s', (text, name) => {
	expect(detectTimeFormat([text, text], utc)?.name).toBe(name);
});

test('epoch seconds and milliseconds are the same instant', () => {
	expect(timeFormat('epoch').parse('1600920000', utc)?.at).toBe(
		timeFormat('epoch').parse('1600920000000', utc)?.at
	);
});

test('days and hours that do not exist are no times', () => {
	expect(
		['2020-02-30', '2020-13-01', '2020-01-01 25:00', '13/01/2020 13:00:00 PM'].map((text) =>
			timeFormat('iso').parse(text, utc)
		)
	).toEqual([undefined, undefined, undefined, undefined]);
	expect(patternFormat('MM/dd/yyyy hh:mm a').parse('01/01/2020 13:00 PM', utc)).toBeUndefined();
});
