import { expect, test } from 'vitest';
import { SMALL, smallCity } from '../../testing/small-city.ts';
import { toMetres } from '../../sources/degrees.ts';
import { distance } from '../../geometry/point.ts';
import { dayOf } from '../day.ts';
import { Cabinets, lampRow, polesThatReport } from './light-poles.ts';
import { burntUntil, lampProgram, levelAt } from './lamp-program.ts';

const day = dayOf(SMALL);
const poles = polesThatReport(smallCity().named);
const cabinets = new Cabinets(poles);
const HOUR = 3_600_000;
const midnight = Date.parse('2026-11-05T00:00+08:00');
const at = (hour: number) => midnight + hour * HOUR;

test('lamps burn from dusk to dawn, dimmed between eleven and five', () => {
	const program = lampProgram(at(12), 60);
	expect([0, 4.9, 5.1, 6, 8, 12, 16, 17.5, 22.9, 23.1].map((hour) => levelAt(program, at(hour)))).toEqual([
		60, 60, 100, 100, 0, 0, 0, 100, 100, 60
	]);
	const summer = lampProgram(Date.parse('2026-06-21T12:00+08:00'), 60);
	expect(levelAt(summer, summer.midnight + 4.9 * HOUR)).toBe(0);
	expect(burntUntil(summer, summer.midnight + 24 * HOUR)).toBeLessThan(burntUntil(program, at(24)));
});

test('all lamps are dark at noon, and at night all but the broken give what they were told', () => {
	const rows = (hour: number) => poles.map((pole) => lampRow(pole, day.worldAt(at(hour)), cabinets));
	for (const { status, values } of rows(12)) {
		expect([status, values.target, values.actual, values.power]).toEqual(['off', 0, 0, 0]);
		expect(values.energy).toBeGreaterThanOrEqual(0);
	}
	const evening = rows(20);
	const broken = evening.filter(({ status }) => status === 'fault');
	expect(broken.length).toBeGreaterThan(0);
	expect(broken.length / evening.length).toBeLessThan(0.01);
	for (const { status, values } of evening) {
		expect(values.target).toBe(100);
		expect(values.feedback).toBe(100);
		if (status === 'fault') expect([values.actual, values.power]).toEqual([0, 0]);
		else expect(values.actual).toBeGreaterThanOrEqual(90);
	}
});

test('the energy since midnight is the integral of the power, an outage and its end included', () => {
	const outage = [{ name: 'pole-outage', since: at(18.5), stoppedAt: at(19) } as const];
	const place = toMetres(...day.placeOf('pole-outage'));
	const dark = [...poles].sort((a, b) => distance(a.at, place) - distance(b.at, place))[0]!;
	const far = [...poles].sort((a, b) => distance(b.at, place) - distance(a.at, place))[0]!;
	for (const pole of [dark, far]) {
		let wattSeconds = 0;
		const step = 5;
		for (let second = 0; second < 24 * 3600; second += step) {
			const world = day.worldAt(midnight + second * 1000, outage);
			const { power, energy } = lampRow(pole, world, cabinets).values;
			expect(Math.abs(wattSeconds / 3_600_000 - energy)).toBeLessThan(0.003);
			wattSeconds += power * step;
		}
		expect(wattSeconds).toBeGreaterThan(0);
	}
	const energy = (pole: (typeof poles)[number]) =>
		lampRow(pole, day.worldAt(at(23)), cabinets).values.energy -
		lampRow(pole, day.worldAt(at(23), outage), cabinets).values.energy;
	expect(energy(dark)).toBeGreaterThan(0.03);
	expect(energy(far)).toBe(0);
});

test('an outage darkens what one cabinet supplies: told to burn, and dark', () => {
	const outage = [{ name: 'pole-outage', since: at(20) } as const];
	const world = day.worldAt(at(20.2), outage);
	const dark = poles.filter((pole) => cabinets.outagesOf(pole, world).length > 0);
	expect(dark).toHaveLength(150);
	for (const pole of dark)
		expect(lampRow(pole, world, cabinets)).toMatchObject({
			status: 'fault',
			values: { target: 100, feedback: 0, actual: 0, power: 0 }
		});
	expect(poles.filter((pole) => cabinets.outagesOf(pole, day.worldAt(at(20.2))).length > 0)).toEqual([]);
});
