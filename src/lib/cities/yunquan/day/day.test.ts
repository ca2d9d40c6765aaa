import { expect, test } from 'vitest';
import { dayOf } from './day.ts';
import { cityTime } from './city-clock.ts';
import { readIncidentName } from './incidents.ts';

const MINUTE = 60_000;
const HOUR = 3_600_000;
const day = dayOf({ seed: 2026, buildings: 60_000 });
const yunquan = (text: string) => Date.parse(`${text}+08:00`);

test('the city has its own clock and days off', () => {
	const { hour, weekday, dayOff, date, midnight } = cityTime(yunquan('2026-10-02T08:30'));
	expect([hour, weekday, dayOff, date, midnight]).toEqual([
		8.5,
		5,
		true,
		'20261002',
		yunquan('2026-10-02T00:00')
	]);
	expect(cityTime(yunquan('2026-10-08T08:30')).dayOff).toBe(false);
	expect(cityTime(yunquan('2026-10-11T00:00'))).toMatchObject({ weekday: 7, dayOff: true, hour: 0 });
});

test('an instant is the same however one came to it, and another seed is another city', () => {
	const at = yunquan('2026-07-18T16:20');
	const again = dayOf({ seed: 2026, buildings: 60_000 });
	for (let k = 0; k < 50; k++) void day.worldAt(at - k * HOUR).weather;
	expect(day.worldAt(at).weather).toEqual(again.worldAt(at).weather);
	expect(day.worldAt(at).chance('pole', 7, at)).toBe(again.worldAt(at).chance('pole', 7, at));
	expect(dayOf({ seed: 7, buildings: 60_000 }).worldAt(at).weather).not.toEqual(day.worldAt(at).weather);
});

test('summers are warm and wet, winters cold and dry, nights dark', () => {
	const mean = (month: number, value: (at: number) => number) => {
		let sum = 0;
		for (let k = 0; k < 240; k++) sum += value(Date.UTC(2026, month, 1) + k * 3 * HOUR);
		return sum / 240;
	};
	const temperature = (at: number) => day.worldAt(at).weather.temperature;
	const rain = (at: number) => day.worldAt(at).weather.rained;
	expect(mean(0, temperature)).toBeLessThan(5);
	expect(mean(6, temperature)).toBeGreaterThan(24);
	expect(mean(6, rain)).toBeGreaterThan(mean(0, rain) * 3);
	expect(day.worldAt(yunquan('2026-06-21T00:30')).weather.daylight).toBe(0);
	expect(day.worldAt(yunquan('2026-06-21T12:00')).weather.daylight).toBeGreaterThan(0.95);
	expect(day.worldAt(yunquan('2026-12-21T17:30')).weather.daylight).toBeLessThan(0.05);
});

test('a rainstorm is heavy within three minutes, and its hour counts what fell', () => {
	const since = yunquan('2026-01-14T09:00');
	const storm = [{ name: 'rainstorm', since } as const];
	const rain = (minutes: number) => day.worldAt(since + minutes * MINUTE, storm).weather.rain;
	expect(rain(-1)).toBe(0);
	expect(rain(1)).toBeGreaterThan(5);
	expect(rain(3)).toBeGreaterThanOrEqual(60);
	for (let minute = 3; minute < 45; minute++) {
		expect(rain(minute)).toBeGreaterThanOrEqual(60);
		expect(rain(minute)).toBeLessThanOrEqual(90);
	}
	expect(rain(56)).toBe(0);
	const { rained } = day.worldAt(since + 30 * MINUTE, storm).weather;
	expect(rained).toBeGreaterThan(30);
	expect(rained).toBeLessThan(45);
});

test('an incident that was ended goes as it came, and is then no more', () => {
	const since = yunquan('2026-05-06T09:00');
	const stopped = [{ name: 'metro-outage', since, stoppedAt: since + 10 * MINUTE } as const];
	const strength = (minutes: number) =>
		day.worldAt(since + minutes * MINUTE, stopped).incident('metro-outage')?.strength;
	expect([-1, 5, 10, 17.5, 25].map(strength)).toEqual([undefined, 1, 1, 0.5, undefined]);
});

test('an incident of the last day is remembered when it is over', () => {
	const since = yunquan('2026-05-06T09:00');
	const started = [{ name: 'pole-outage', since, stoppedAt: since + 10 * MINUTE } as const];
	const known = (minutes: number) =>
		day.worldAt(since + minutes * MINUTE, started).incidents.map(({ strength, until }) => [strength, until]);
	const until = since + 10 * MINUTE + 5000;
	expect(known(-1)).toEqual([]);
	expect(known(5)).toEqual([[1, until]]);
	expect(known(60)).toEqual([[0, until]]);
	expect(known(25 * 60)).toEqual([]);
});

test('roads are fullest in the working days’ two peaks and where the skyline rises', () => {
	const [lng, lat] = day.placeOf('metro-outage');
	const congestion = (time: string, east = 0) => day.worldAt(yunquan(time)).congestion([lng + east, lat]);
	const morning = congestion('2026-05-06T08:00');
	expect(morning).toBeGreaterThan(congestion('2026-05-06T13:00') * 1.3);
	expect(congestion('2026-05-06T18:00')).toBeGreaterThan(congestion('2026-05-06T13:00') * 1.3);
	expect(congestion('2026-05-09T08:00')).toBeLessThan(morning * 0.6);
	expect(congestion('2026-05-06T03:00')).toBeLessThan(0.1);
	expect(congestion('2026-05-06T08:00', 0.1)).toBeLessThan(morning);
});

test('an incident is known by its name, a failing sensor also by its layer', () => {
	expect(
		['rainstorm', 'sensor-failure:parking', 'sensor-failure', 'rainstorm:x', 'snow', 'sensor-failure:'].map(
			readIncidentName
		)
	).toEqual([
		{ name: 'rainstorm' },
		{ name: 'sensor-failure', layer: 'parking' },
		{ name: 'sensor-failure' },
		undefined,
		undefined,
		undefined
	]);
});
