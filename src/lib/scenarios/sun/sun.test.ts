import { describe, expect, test } from 'vitest';
import { sunPosition } from '#lib/model/sun.ts';
import { refraction, sunAt } from './sun-at.ts';
import { betweenSolarHours, dayOfSun, solarMidnight, sunAbove, sunCourse } from './sun-course.ts';

const HOUR = 3_600_000;

test('the sun stands where the published example of the NREL solar position algorithm has it', () => {
	// Reda and Andreas, Solar Position Algorithm for Solar Radiation Applications, NREL/TP-560-34302, table A5.1.
	const { azimuth, altitude } = sunAt(Date.UTC(2003, 9, 17, 19, 30, 30), -105.1786, 39.742476, 1830.14);
	const zenith = 90 - altitude - refraction(altitude, 820, 11);
	expect(Math.abs(zenith - 50.11162)).toBeLessThan(0.0002);
	expect(Math.abs(azimuth - 194.34024)).toBeLessThan(0.0002);
});

test('the sun of pages stays within 0.02° of it all year', () => {
	for (let hour = 0; hour < 8760; hour += 97) {
		const at = Date.UTC(2026, 0, 1) + hour * HOUR;
		const [exact, page] = [sunAt(at, 113.3, 23.1), sunPosition(at, 113.3, 23.1)];
		expect(Math.abs(exact.altitude - page.altitude)).toBeLessThan(0.02);
	}
});

describe('days', () => {
	test('Great Cold and the solstices are the days of the calendar', () => {
		const date = (longitude: number) =>
			new Date(dayOfSun(2026, longitude, 120) + 8 * HOUR).toISOString().slice(0, 10);
		expect([300, 0, 90, 270].map(date)).toEqual(['2026-01-20', '2026-03-20', '2026-06-21', '2026-12-22']);
	});

	test('a day on the equator at equinox has twelve hours and seven minutes of sun, half a year of polar day 24 hours', () => {
		const equinox = dayOfSun(2026, 0, 0);
		const day = sunAbove(equinox, 0, 0)!;
		// 2 × 0.8334° at 15° an hour
		expect((day.to - day.from) / HOUR).toBeCloseTo(12 + (2 * 0.83337) / 15, 2);
		const summer = dayOfSun(2026, 90, 10);
		expect(sunAbove(summer, 10, 80)).toEqual({ from: summer, to: summer + 24 * HOUR });
		expect(sunAbove(dayOfSun(2026, 270, 10), 10, 80)).toBeUndefined();
	});

	test('at noon of true solar time the sun stands in the south, and mornings mirror afternoons', () => {
		const midnight = solarMidnight(2026, 2, 11, 113.3);
		const band = betweenSolarHours(midnight, 113.3, 23.1, [8, 16]);
		const course = sunCourse(band, 113.3, 23.1, 60);
		expect(course).toHaveLength(8);
		expect(course.reduce((sum, { hours }) => sum + hours, 0)).toBeCloseTo(8, 9);
		expect(sunAt((band.from + band.to) / 2, 113.3, 23.1).azimuth).toBeCloseTo(180, 2);
		expect(course[0]!.azimuth + course[7]!.azimuth).toBeCloseTo(360, 0);
	});
});
