import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CARD } from './card.ts';
import { cellsByHeight, type Ground } from './ground.ts';
import { findHollows, OUT } from './hollows.ts';
import { largeWaters } from './large-waters.ts';
import { drainageOf, riverSurface } from './nearest-drainage.ts';
import { PouredWater } from './pour.ts';
import { rainOn } from './runoff.ts';

/** Square cells of a metre; letters are water. */
function ground(columns: number, heights: readonly number[], water: readonly number[] = []): Ground {
	const cells = new Uint8Array(heights.length);
	for (const cell of water) cells[cell] = 1;
	return {
		...{ columns, rows: heights.length / columns, width: 1, depth: 1, area: 1 },
		...{ height: Float32Array.from(heights), water: cells }
	};
}

/** A trench between walls as high as `wall`: water runs along it only. */
function trench(heights: readonly number[], wall = 99): Ground {
	const walls = heights.map(() => wall);
	return ground(heights.length, [...walls, ...heights, ...walls]);
}

const depths = (where: Ground, poured: PouredWater) =>
	Array.from(poured.surface(where), (level, cell) => Math.max(0, level - where.height[cell]!));

function rained(where: Ground, rain: number, inlets?: Float64Array) {
	const hollows = findHollows(where);
	const poured = new PouredWater(hollows);
	const balance = rainOn(
		where,
		hollows,
		{ rain, runoff: 1, inlets: inlets ?? new Float64Array(where.height.length) },
		poured
	);
	return { hollows, poured, balance };
}

test('cells are taken from the lowest up, below the sea too, and in their order where equal', () => {
	expect([...cellsByHeight(ground(3, [2, -1.5, 0, NaN, 2, -3]))]).toEqual([5, 1, 2, 0, 4]);
});

/** What the model's card says of itself is what the tests find. */
function isOnCard(index: number, found: number) {
	const { reached, expected, within } = CARD.validation[index]!;
	expect(found).toBeCloseTo(reached, 3);
	expect(Math.abs(found - expected)).toBeLessThanOrEqual(within);
}

describe('closed forms', () => {
	test('a bowl z = k r² holds π h² / 2k up to a depth h', () => {
		const [size, k] = [301, 1 / 1000];
		const middle = (size - 1) / 2;
		const where = ground(
			size,
			Array.from({ length: size * size }, (_, cell) => {
				const [x, y] = [(cell % size) - middle, Math.floor(cell / size) - middle];
				return k * (x * x + y * y);
			})
		);
		const hollows = findHollows(where);
		for (const depth of [4, 10, 18]) {
			const poured = new PouredWater(hollows);
			poured.pour(hollows.leaf[middle * size + middle]!, (Math.PI * depth ** 2) / (2 * k));
			const deepest = Math.max(...depths(where, poured));
			expect(Math.abs(deepest / depth - 1)).toBeLessThan(1e-3);
			if (depth === 10) isOnCard(0, deepest);
		}
	});

	test('a cone holds π r² h / 3', () => {
		const [size, slope] = [201, 0.05];
		const middle = (size - 1) / 2;
		const where = ground(
			size,
			Array.from({ length: size * size }, (_, cell) =>
				Math.fround(slope * Math.hypot((cell % size) - middle, Math.floor(cell / size) - middle))
			)
		);
		const hollows = findHollows(where);
		const poured = new PouredWater(hollows);
		poured.pour(hollows.leaf[middle * size + middle]!, (Math.PI * 80 ** 2 * 4) / 3);
		isOnCard(1, Math.max(...depths(where, poured)));
	});

	test('nothing stays on a slope', () => {
		const where = ground(
			40,
			Array.from({ length: 40 * 30 }, (_, cell) => (cell % 40) * 0.1 + Math.floor(cell / 40) * 0.03)
		);
		const { balance, poured } = rained(where, 0.05);
		expect(depths(where, poured).every((depth) => depth === 0)).toBe(true);
		expect(balance.stored).toBe(0);
		expect(balance.left).toBeCloseTo(60, 9);
	});
});

describe('hollows that run over', () => {
	// two hollows of 3 and 2 m³ under a saddle of 3; together 2 · 7 = 14 m³ more up to the rim of 5 on the right
	const where = trench([99, 2, 1, 3, 1, 3, 3, 5, 0]);
	const hollows = findHollows(where);
	const row = (poured: PouredWater) => depths(where, poured).slice(9, 18);
	const leafAt = (column: number) => hollows.leaf[9 + column]!;

	test('a hollow fills from its lowest cell', () => {
		const poured = new PouredWater(hollows);
		poured.pour(leafAt(2), 2);
		expect(row(poured)).toEqual([0, 0.5, 1.5, 0, 0, 0, 0, 0, 0]);
	});

	test('what one cannot hold runs into the other', () => {
		const poured = new PouredWater(hollows);
		poured.pour(leafAt(2), 4);
		expect(row(poured)).toEqual([0, 1, 2, 0, 1, 0, 0, 0, 0]);
	});

	test('both full, they rise together, and then run over the rim', () => {
		const poured = new PouredWater(hollows);
		poured.pour(leafAt(4), 3 + 2 + 9);
		expect(row(poured)).toEqual([0, 2.5, 3.5, 1.5, 3.5, 1.5, 1.5, 0, 0]);
		isOnCard(2, 1 + row(poured)[2]!);
		expect(poured.left).toBe(0);
		poured.pour(leafAt(2), 3 + 8);
		expect(row(poured)).toEqual([0, 3, 4, 2, 4, 2, 2, 0, 0]);
		expect([poured.stored, poured.left]).toEqual([17, 8]);
	});

	test('water that leaves one hollow comes to rest in a lower one', () => {
		const steps = trench([99, 4, 6, 2, 5, 0]);
		const found = findHollows(steps);
		const poured = new PouredWater(found);
		poured.pour(found.leaf[6 + 1]!, 2 + 1.5);
		expect(depths(steps, poured).slice(6, 12)).toEqual([0, 2, 0, 1.5, 0, 0]);
		poured.pour(found.leaf[6 + 1]!, 2);
		expect([poured.stored, poured.left]).toEqual([5, 0.5]);
	});

	test('a river takes what comes to it, whatever lies behind', () => {
		const beside = trench([99, 5, 4, 3, 99]);
		const wet = { ...beside, water: Uint8Array.from(beside.height, (_, cell) => (cell === 8 ? 1 : 0)) };
		const { balance } = rained(wet, 0.1);
		expect(balance.stored).toBe(0);
		expect(findHollows(wet).leaf[6]).toBe(OUT);
	});
});

test('inlets take what passes them, up to what they can', () => {
	const where = trench([99, 3, 2, 1, 99]);
	const inlets = new Float64Array(15);
	inlets[7] = 0.25;
	const dry = rained(where, 0.1).balance;
	const { balance } = rained(where, 0.1, inlets);
	expect(balance.drained).toBeCloseTo(0.25, 12);
	expect(dry.stored - balance.stored).toBeCloseTo(0.25, 12);
	inlets[7] = 1e6;
	// what falls on the walls at both sides and on the two highest cells passes there
	expect(rained(where, 0.1, inlets).balance.drained).toBeLessThan(dry.stored);
});

test('of any ground and rain no drop is lost, and endless rain fills it to where priority-flood fills it', () => {
	const grids = fc.tuple(
		fc.array(fc.integer({ min: 0, max: 8 }), { minLength: 81, maxLength: 81 }),
		fc.array(fc.integer({ min: 0, max: 80 }), { maxLength: 3 }),
		fc.double({ min: 0, max: 20, noNaN: true })
	);
	fc.assert(
		fc.property(grids, ([heights, water, rain]) => {
			const where = ground(9, heights, water);
			const { balance, poured } = rained(where, rain);
			const { rained: all, soaked, drained, left, stored } = balance;
			expect(soaked + drained + left + stored).toBeCloseTo(all, 9);
			expect(depths(where, poured).reduce((sum, depth) => sum + depth, 0)).toBeCloseTo(stored, 9);
			const brimful = rained(where, 1e6).poured.surface(where);
			const { filled } = drainageOf(where);
			expect(Array.from(brimful, (level, cell) => Math.max(level, heights[cell]!))).toEqual([...filled]);
		}),
		{ numRuns: 200 }
	);
});

test('a river that rises stands on its plain as deep as the rise less the height above it', () => {
	const river = trench([99, 10, 10.5, 11, 11.5, 99]);
	const where = { ...river, water: Uint8Array.from(river.height, (_, cell) => (cell === 7 ? 1 : 0)) };
	const level = riverSurface(where, drainageOf(where), 1.25);
	expect([...level].slice(6, 12)).toEqual([-Infinity, -Infinity, 11.25, 11.25, -Infinity, -Infinity]);
});

test('ground behind a dam stays dry until the river tops it', () => {
	const river = trench([99, 10, 12, 10.5, 99]);
	const where = { ...river, water: Uint8Array.from(river.height, (_, cell) => (cell === 6 ? 1 : 0)) };
	const surface = (rise: number) => riverSurface(where, drainageOf(where), rise)[8]!;
	expect([surface(1.9), surface(2.5)]).toEqual([-Infinity, 12.5]);
});

test('a pond is not large, waters that touch are one', () => {
	const where = ground(
		6,
		Array.from({ length: 18 }, () => 1),
		[0, 7, 2, 5, 17]
	);
	expect(
		[...largeWaters(where, 3).entries()].filter(([, large]) => large === 1).map(([cell]) => cell)
	).toEqual([0, 2, 7]);
});
