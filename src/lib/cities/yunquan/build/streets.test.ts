import { expect, test } from 'vitest';
import { distance } from '../geometry/point.ts';
import { roadSource } from '../sources/roads.ts';
import { smallCity } from '../testing/small-city.ts';
import { namedCityOf } from './buildings.ts';
import { cityOf } from './city.ts';
import { junctionKey } from './network.ts';

const { named } = smallCity();

test('all streets are one network, whose pieces share their corners where they meet', () => {
	const next = new Map<string, Set<string>>();
	for (const { line } of named.streets)
		line.forEach((at, k) => {
			const key = junctionKey(at);
			if (!next.has(key)) next.set(key, new Set());
			if (k === 0) return;
			const before = junctionKey(line[k - 1]!);
			next.get(key)!.add(before);
			next.get(before)!.add(key);
		});
	const seen = new Set<string>([next.keys().next().value!]);
	for (const key of seen) for (const other of next.get(key)!) seen.add(other);
	expect(seen.size).toBe(next.size);
});

test('streets have a length and run through their corners in order', () => {
	for (const { line, stretch, key } of named.streets) {
		expect([key, line[0]]).toEqual([key, stretch.from]);
		expect(line.at(-1)).toEqual(stretch.to);
		const steps = line.slice(1).reduce((sum, at, k) => sum + distance(line[k]!, at), 0);
		expect(steps).toBeCloseTo(distance(stretch.from, stretch.to), 3);
		expect(steps).toBeGreaterThan(1);
	}
});

test('the river and the moat are crossed by bridges, and only there', () => {
	const bridges = named.streets.filter(({ bridge }) => bridge).map(({ key }) => key);
	expect(bridges.filter((key) => key.includes('/')).length).toBeGreaterThanOrEqual(4);
	const bank = named.city.skeleton.plan.columns.line['westBank'];
	const river = named.streets.filter(({ key }) => key.startsWith(`h:${bank}:`));
	expect(river.length).toBeGreaterThanOrEqual(3);
	expect(river.every(({ bridge }) => bridge)).toBe(true);
});

test('every street has a name in both languages', () => {
	for (const { key } of named.streets) {
		const name = named.ways.get(key.split('/')[0]!)?.way.name;
		expect(name?.zh).toMatch(/^[\u4e00-\u9fff]+$/);
		expect(name?.en).toMatch(/^[A-ZÜ][A-Za-zü0-9 ]+$/);
	}
});

test('one-way streets leave no place that cannot be reached or left', () => {
	// The old town of a smaller city has no streets that are one-way.
	const larger = namedCityOf(cityOf({ seed: 2026, buildings: 20_000 }));
	const onward = new Map<string, string[]>();
	const back = new Map<string, string[]>();
	const link = (from: string, to: string) => {
		for (const [map, a, b] of [[onward, from, to], [back, to, from]] as const)
			map.set(a, [...(map.get(a) ?? []), b]);
	};
	let oneWay = 0;
	for (const line of [...roadSource(larger).chunks()].join('').trim().split('\n')) {
		const { properties, geometry } = JSON.parse(line) as {
			properties: { oneway: 'no' | 'yes' | '-1' };
			geometry: { coordinates: [number, number][] };
		};
		if (properties.oneway !== 'no') oneWay++;
		const nodes = geometry.coordinates.map(String);
		for (let k = 1; k < nodes.length; k++) {
			if (properties.oneway !== '-1') link(nodes[k - 1]!, nodes[k]!);
			if (properties.oneway !== 'yes') link(nodes[k]!, nodes[k - 1]!);
		}
	}
	expect(oneWay).toBeGreaterThan(0);
	const nodes = new Set([...onward.keys(), ...back.keys()]);
	for (const map of [onward, back]) {
		const seen = new Set([[...nodes][0]!]);
		for (const node of seen) for (const other of map.get(node) ?? []) seen.add(other);
		expect(seen.size).toBe(nodes.size);
	}
});
