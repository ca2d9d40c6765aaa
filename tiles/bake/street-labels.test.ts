import { expect, test } from 'vitest';
import type { RoadRecord } from '#tiles/source-records.ts';
import { CollectedRoads } from './collected.ts';
import { rankOfStreet, streetLabels } from './street-labels.ts';

/** A road due east from 0°, 0°: a thousandth of a degree is 111.32 m. */
const road = (name: string, thousandths: number, over: Partial<RoadRecord> = {}): RoadRecord => ({
	sourceId: 1,
	line: Float64Array.of(0, 0, thousandths / 1000, 0),
	class: 'primary',
	name,
	oneway: 0,
	layer: 0,
	bridge: false,
	tunnel: false,
	...over
});

function labelsOf(...roads: RoadRecord[]) {
	const collected = new CollectedRoads();
	for (const one of roads) collected.add(one);
	return streetLabels(collected);
}

test('a street is named in the middle of its straight stretch, along it', () => {
	expect(labelsOf(road('Broadway', 10))).toEqual([
		{ text: 'Broadway', kind: 'street', rank: 6, lng: 0.005, lat: 0, bearing: 90 }
	]);
});

test('a street has the English name that a piece of it has, when it is another', () => {
	const [road1, road2] = [road('明月路', 4), road('明月路', 10, { nameEn: 'Mingyue Road' })];
	expect(labelsOf(road1, road2)[0]).toMatchObject({ text: '明月路', english: 'Mingyue Road' });
	expect(labelsOf(road('Broadway', 10, { nameEn: 'Broadway' }))[0]).not.toHaveProperty('english');
});

test('what runs in a tunnel carries no name', () => {
	expect(labelsOf(road('Holland Tunnel', 20, { class: 'motorway', tunnel: true }))).toEqual([]);
	const [label] = labelsOf(road('FDR Drive', 20, { tunnel: true }), road('FDR Drive', 8));
	expect(label?.lng).toBe(0.004);
});

test('long streets of a class come before short ones, motorways before all', () => {
	expect(rankOfStreet([0, 0, 0, 9000])).toBe(3);
	expect(rankOfStreet([0, 0, 9000, 0])).toBe(5);
	expect(rankOfStreet([0, 0, 900, 0])).toBe(6);
	expect(rankOfStreet([0, 0, 300, 0])).toBe(7);
	expect(rankOfStreet([300, 0, 0, 0])).toBe(10);
});

test('a motorway ramp that bears an avenue’s name leaves it an avenue', () => {
	expect(rankOfStreet([0, 0, 2000, 100])).toBe(rankOfStreet([0, 0, 2100, 0]));
});
