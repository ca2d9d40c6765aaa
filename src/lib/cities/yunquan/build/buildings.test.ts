import Flatbush from 'flatbush';
import { describe, expect, test } from 'vitest';
import { areaOf } from '../geometry/convex.ts';
import type { Point } from '../geometry/point.ts';
import type { RoadClass } from '../plan/road-class.ts';
import { greatSurfaces } from '../sources/ground.ts';
import { distanceToLine, overlap } from '../testing/overlap.ts';
import { SMALL, smallCity } from '../testing/small-city.ts';

/** Half the width that a street is drawn with, metres. */
const DRAWN: Readonly<Record<RoadClass, number>> = {
	motorway: 6.5,
	trunk: 5.5,
	primary: 5.5,
	secondary: 4,
	tertiary: 4,
	residential: 3,
	living_street: 3
};

function boxOf(ring: readonly Point[], margin = 0): [number, number, number, number] {
	const [x, y] = [ring.map((point) => point.x), ring.map((point) => point.y)];
	return [Math.min(...x) - margin, Math.min(...y) - margin, Math.max(...x) + margin, Math.max(...y) + margin];
}

describe.each([SMALL.seed, 99, -5])('the city of seed %i', (seed) => {
	const { named, survey, buildings } = smallCity(seed);
	const index = new Flatbush(buildings.length);
	for (const { draft } of buildings) index.add(...boxOf(draft.outline[0]!));
	index.finish();
	const told = (at: number) => {
		const { id, draft, cell, block } = buildings[at]!;
		return `${id} ${draft.use} in ${named.city.skeleton.cells.zones[cell]}, cell ${cell} block ${block}`;
	};

	test('has exactly as many buildings as asked for, numbered from 1', () => {
		expect(buildings.map(({ id }) => id)).toEqual(Array.from({ length: SMALL.buildings }, (_, k) => k + 1));
	});

	test('no building overlaps another', () => {
		const faults: string[] = [];
		buildings.forEach(({ draft }, at) => {
			for (const other of index.search(...boxOf(draft.outline[0]!)))
				if (other > at && overlap(draft.outline, buildings[other]!.draft.outline))
					faults.push(`${told(at)} and ${told(other)}`);
		});
		expect(faults).toEqual([]);
	});

	test('no building stands on a street or in water', () => {
		const faults: string[] = [];
		for (const { key, line, class: roadClass } of named.streets)
			for (const at of index.search(...boxOf(line, DRAWN[roadClass])))
				if (distanceToLine(buildings[at]!.draft.outline, line) < DRAWN[roadClass])
					faults.push(`${told(at)} on ${key}`);
		for (const { surface } of [...greatSurfaces(named), ...survey.surfaces])
			if (surface.kind === 'water')
				for (const at of index.search(...boxOf(surface.rings[0]!)))
					if (overlap(surface.rings, buildings[at]!.draft.outline))
						faults.push(`${told(at)} in ${surface.class}`);
		expect(faults).toEqual([]);
	});

	test('outlines run counter-clockwise and hold a few square metres at least', () => {
		expect(buildings.filter(({ draft }) => areaOf(draft.outline[0]!) < 8)).toEqual([]);
	});

	test('every building has an address on a named street, and no two have the same', () => {
		const addresses = buildings.map(({ address }) => address && address.street.zh + address.number);
		expect(addresses.filter((address) => address === undefined)).toEqual([]);
		expect(new Set(addresses).size).toBe(buildings.length);
	});

	test('every quarter is there: flats, shops, offices, works, a university, a port, villages', () => {
		const uses = new Set(buildings.map(({ draft }) => draft.use));
		for (const use of ['apartments', 'house', 'retail', 'office', 'industrial', 'school', 'hospital', 'university'])
			expect(uses).toContain(use);
		expect(uses).toContain('crane');
		expect([...named.city.uses.values()]).toContain('village');
	});

	test('the skyline has its peak among the towers, and courtyard houses have courtyards', () => {
		const highest = buildings.reduce((best, each) => (each.draft.height > best.draft.height ? each : best));
		expect(highest.draft.place).toBe('landmark');
		expect(named.city.skeleton.cells.zones[highest.cell]).toBe('business');
		expect(buildings.filter(({ draft }) => draft.use === 'house' && draft.outline.length > 1).length).toBeGreaterThan(30);
	});
});
