import { centreOf } from '../geometry/convex.ts';
import type { Point } from '../geometry/point.ts';
import type { City } from '../build/city.ts';
import { isWild } from '../plan/cells.ts';
import { nodeAt } from '../plan/lattice.ts';
import type { Word } from '../names/lexicon.ts';
import { FAMILY_WORDS, VILLAGE_WORDS } from '../names/lexicon.ts';
import { NamePool } from '../names/name-pool.ts';
import { hash } from '../geometry/dice.ts';

/**
 * The four levels of the city's administration: districts (区), subdistricts (街道) or towns (镇),
 * communities (社区) or villages (村), and grid cells (网格). A community is a cell of the lattice.
 */
export interface Ward {
	/** Digits; a lower level's code begins with its upper's. 99 stands for no real province. */
	readonly code: string;
	readonly name: Word;
	/** Lattice cells. */
	readonly cells: readonly number[];
}

export interface Wards {
	readonly districts: readonly Ward[];
	readonly subdistricts: readonly Ward[];
	readonly communities: readonly Ward[];
	/** Community of each inhabited or farmed cell. */
	readonly communityOf: ReadonlyMap<number, Ward>;
}

interface Seat {
	readonly name: Word;
	readonly x: number;
	readonly y: number;
}

/** Districts, by the plan metres of what they formed around. The river parts west from east. */
const WEST: readonly Seat[] = [
	{ name: { zh: '云台区', en: 'Yuntai District' }, x: 0, y: 0 },
	{ name: { zh: '栖岚区', en: 'Qilan District' }, x: -5600, y: 1200 },
	{ name: { zh: '北渚区', en: 'Beizhu District' }, x: -900, y: 5600 },
	{ name: { zh: '知远区', en: 'Zhiyuan District' }, x: -2800, y: -5400 }
];
const EAST: readonly Seat[] = [
	{ name: { zh: '临澜区', en: 'Linlan District' }, x: 5200, y: 200 },
	{ name: { zh: '东冶区', en: 'Dongye District' }, x: 7000, y: 5400 },
	{ name: { zh: '南汀区', en: 'Nanting District' }, x: 6200, y: -5400 }
];

export function wardsOf(city: City): Wards {
	const { skeleton, uses, built } = city;
	const { plan, cells } = skeleton;
	const seats = [...WEST, ...EAST];
	const districtCells = seats.map((): number[] => []);
	const groups = new Map<string, number[]>();
	cells.zones.forEach((_, cell) => {
		const [column, row] = [cell % cells.columns, Math.floor(cell / cells.columns)];
		const district = districtOf(plan, column, row);
		districtCells[district]!.push(cell);
		const key = `${district}:${Math.floor(column / 4)}:${Math.floor(row / 4)}`;
		const group = groups.get(key);
		if (group) group.push(cell);
		else groups.set(key, [cell]);
	});
	const districts = seats.map(({ name }, k): Ward => ({
		code: `9901${two(k + 1)}`,
		name,
		cells: districtCells[k]!
	}));
	const pool = new NamePool(plan.seed + 102);
	const counts = seats.map(() => 0);
	const subdistricts: Ward[] = [];
	const communities: Ward[] = [];
	const communityOf = new Map<number, Ward>();
	for (const [key, members] of groups) {
		const district = Number(key.split(':')[0]);
		const land = members.filter((cell) => !isWild(cells.zones[cell]));
		const rural = land.filter((cell) => uses.get(cell) === 'zone').length * 2 < land.length;
		const stem = pool.next();
		const code = `${districts[district]!.code}${three(++counts[district]!)}`;
		subdistricts.push({
			code,
			cells: members,
			name: rural
				? { zh: `${stem.zh}镇`, en: `${stem.en} Town` }
				: { zh: `${stem.zh}街道`, en: `${stem.en} Subdistrict` }
		});
		let number = 0;
		for (const cell of members) {
			if (isWild(cells.zones[cell])) continue;
			const name =
				uses.get(cell) === 'zone' && built.has(cell) ? community(pool.next()) : village(plan.seed, cell);
			const ward: Ward = { code: `${code}${three(++number)}`, name, cells: [cell] };
			communities.push(ward);
			communityOf.set(cell, ward);
		}
	}
	return { districts, subdistricts, communities, communityOf };
}

function districtOf(plan: City['skeleton']['plan'], column: number, row: number): number {
	const { columns, rows, scale, riverBand } = plan;
	const east = column >= columns.line['eastBank']!;
	const x = ((columns.at[column]! + columns.at[column + 1]!) / 2 - (east ? riverBand : 0)) / scale;
	const y = (rows.at[row]! + rows.at[row + 1]!) / 2 / scale;
	let best = 0;
	let away = Infinity;
	(east ? EAST : WEST).forEach((seat, k) => {
		const far = (seat.x - x) * (seat.x - x) + (seat.y - y) * (seat.y - y);
		if (far < away) [best, away] = [k + (east ? WEST.length : 0), far];
	});
	return best;
}

function community(stem: Word): Word {
	return { zh: `${stem.zh}社区`, en: `${stem.en} Community` };
}

function village(seed: number, cell: number): Word {
	const roll = hash(seed + 103, cell);
	const family = FAMILY_WORDS[roll % FAMILY_WORDS.length]!;
	const end = VILLAGE_WORDS[(roll >>> 8) % VILLAGE_WORDS.length]!;
	return { zh: `${family.zh}${end.zh}村`, en: `${family.en}${end.en} Village` };
}

/** Middle of a lattice cell. */
export function middleOfCell({ skeleton }: City, cell: number): Point {
	const { plan, cells } = skeleton;
	const [column, row] = [cell % cells.columns, Math.floor(cell / cells.columns)];
	return centreOf([
		nodeAt(plan, column, row),
		nodeAt(plan, column + 1, row),
		nodeAt(plan, column + 1, row + 1),
		nodeAt(plan, column, row + 1)
	]);
}

function two(number: number): string {
	return String(number).padStart(2, '0');
}

function three(number: number): string {
	return String(number).padStart(3, '0');
}
