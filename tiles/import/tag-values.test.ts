import { expect, test } from 'vitest';
import { flagOf, heightOf, idOf, metresOf, onewayOf, speedOf } from './tag-values.ts';

const unknown = {
	height: undefined,
	levels: undefined,
	minHeight: undefined,
	minLevel: undefined,
	use: 'unknown'
};

test('lengths are read as OSM writes them', () => {
	expect(['12', '12 m', '12,5', '40 ft', `6'6"`, 'high', ''].map(metresOf)).toEqual([
		12,
		12,
		12.5,
		expect.closeTo(12.192, 6),
		expect.closeTo(1.9812, 6),
		undefined,
		undefined
	]);
});

test('a speed in miles becomes kilometres an hour; zero and words are no speed', () => {
	expect(['50', '30 mph', '0', 'none', 0].map(speedOf)).toEqual([
		50,
		expect.closeTo(48.28, 2),
		undefined,
		undefined,
		undefined
	]);
});

test('one-way is read from OSM and from Geofabrik', () => {
	expect(['yes', '-1', 'no', 'F', 'T', 'B', undefined].map(onewayOf)).toEqual([1, -1, 0, 1, -1, 0, 0]);
});

test('bridge and tunnel are flags, whatever their kind', () => {
	expect(['yes', 'viaduct', 'T', 'no', 'F', undefined].map(flagOf)).toEqual([
		true,
		true,
		true,
		false,
		false,
		false
	]);
});

test('ids of relations are negative', () => {
	expect(['way/12', 'relation/12', 'r12', '-12', 12, 'x'].map(idOf)).toEqual([
		12,
		-12,
		-12,
		-12,
		12,
		undefined
	]);
});

test('a missing height is levels × 3.2 m, else 6 m, else 3 m for a garage', () => {
	expect(heightOf({ ...unknown, levels: 5 })).toEqual({
		height: 16,
		minHeight: 0,
		estimated: 'levels',
		clamped: false
	});
	expect(heightOf(unknown)).toEqual({ height: 6, minHeight: 0, estimated: 'rule', clamped: false });
	expect(heightOf({ ...unknown, use: 'garage' }).height).toBe(3);
	expect(heightOf({ ...unknown, height: 0, levels: 2 }).height).toBe(6.4);
});

test('a bottom at or above the top is put half a metre below it', () => {
	expect(heightOf({ ...unknown, height: 20, minHeight: 20 })).toEqual({
		height: 20,
		minHeight: 19.5,
		clamped: true
	});
	expect(heightOf({ ...unknown, height: 20, minLevel: 2 })).toEqual({
		height: 20,
		minHeight: 6.4,
		clamped: false
	});
});

test('a height that no building has is as good as none', () => {
	expect(heightOf({ ...unknown, height: 1e9 })).toMatchObject({ height: 6, estimated: 'rule' });
	expect(heightOf({ ...unknown, height: -3, levels: 1e6 })).toMatchObject({ height: 6, estimated: 'rule' });
	expect(heightOf({ ...unknown, height: 828 })).toMatchObject({ height: 828 });
});
