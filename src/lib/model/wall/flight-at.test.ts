import { expect, test } from 'vitest';
import type { Camera } from '../city.ts';
import { flightAt } from './flight-at.ts';

const here: Camera = { lng: 116, lat: 40, zoom: 12, pitch: 40, bearing: 170 };
const there: Camera = { lng: 116.2, lat: 40.1, zoom: 14, pitch: 60, bearing: -170 };
const flight = { from: here, to: there, startAt: 1000, endAt: 5000 };

test('a flight stands at its start before it began and at its end when it is over', () => {
	expect([flightAt(flight, 0), flightAt(flight, 999)]).toEqual([here, here]);
	expect([flightAt(flight, 5000), flightAt(flight, 1e15)]).toEqual([there, there]);
	const begun = flightAt(flight, 1000);
	for (const key of ['lng', 'lat', 'zoom', 'pitch', 'bearing'] as const)
		expect(begun[key]).toBeCloseTo(here[key], 9);
});

test('half way it has turned the short way over south and rises above both ends', () => {
	const far = { ...flight, to: { ...there, lng: 118, zoom: 12 } };
	const { bearing, pitch, zoom } = flightAt(far, 3000);
	expect(bearing).toBeCloseTo(-180, 9);
	expect(pitch).toBeCloseTo(50, 9);
	expect(zoom).toBeLessThan(11);
});

test('it starts and stops softly; one that follows a hand does not', () => {
	const turn = { ...flight, to: { ...here, pitch: 60 } };
	expect(flightAt(turn, 2000).pitch).toBeCloseTo(40 + 20 * 4 * 0.25 ** 3, 9);
	expect(flightAt({ ...turn, steady: true }, 2000).pitch).toBeCloseTo(45, 9);
});

test('over the date line it goes the short way', () => {
	const over = { ...flight, from: { ...here, lng: 179 }, to: { ...here, lng: -179 }, steady: true as const };
	expect(Math.abs(flightAt(over, 3000).lng)).toBeCloseTo(180, 3);
});

test('between views of more than eight zoom levels it cuts', () => {
	const deep = { ...flight, from: { ...here, zoom: 5 }, to: { ...there, zoom: 13.1 } };
	expect(flightAt(deep, 1000)).toEqual(deep.to);
	expect(flightAt({ ...deep, to: { ...there, zoom: 13 } }, 1001)).not.toEqual(deep.to);
});
