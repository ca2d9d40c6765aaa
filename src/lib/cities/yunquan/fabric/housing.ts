import { spanOf, stripBetween, type Frame } from '../geometry/chords.ts';
import { areaOf, inset, type Convex } from '../geometry/convex.ts';
import type { Dice } from '../geometry/dice.ts';
import type { Side } from '../plan/stretch.ts';
import { heightOf } from './draft.ts';
import { frameFacingSouth } from './fit.ts';
import type { Fabric, Quarter } from './quarter.ts';
import { horseshoe, rectangle, slab, wingedTower } from './shapes.ts';
import { shopsAlong } from './shops.ts';

/** What the houses of a compound (小区) are like. */
export interface HousingStyle {
	readonly years: readonly [from: number, to: number];
	/** Floors of slabs, one is chosen for a compound. */
	readonly slabs: readonly number[];
	/** Share of compounds that are point towers instead. */
	readonly towers: number;
	readonly towerFloors: readonly [low: number, high: number];
	readonly shops: boolean;
}

/** Six floors without a lift around work units' yards. */
export const WORKERS_HOUSING: HousingStyle = {
	years: [1976, 2001],
	slabs: [5, 6, 6, 6, 7],
	towers: 0.1,
	towerFloors: [16, 24],
	shops: true
};
export const ESTATE_HOUSING: HousingStyle = {
	years: [1998, 2015],
	slabs: [6, 6, 11, 11, 18],
	towers: 0.3,
	towerFloors: [18, 30],
	shops: true
};
export const NEW_HOUSING: HousingStyle = {
	years: [2010, 2025],
	slabs: [11, 17, 18],
	towers: 0.6,
	towerFloors: [25, 34],
	shops: true
};

/** Metres between rows for each metre of height: the low winter sun still reaches the row behind. */
const SUNLIGHT = 1.05;

/**
 * A housing compound: rows of slabs or towers facing south, a garden in the middle, shops on the busy
 * sides. Rows stand apart by their height, as the rules for winter sunlight make them.
 */
export function housing(style: HousingStyle): Fabric {
	return (plot, quarter) => {
		const { dice } = quarter;
		const year = dice.whole(...style.years);
		const area = areaOf(plot.corners);
		const ground =
			style.shops && area > 7000
				? shopsAlong(plot, quarter, year, { depth: 12, behind: 7 })
				: inset(plot, () => 6);
		if (!ground) return;
		const frame = frameFacingSouth(ground);
		const towers = dice.chance(style.towers + 0.25 * quarter.centrality);
		const floors = towers ? dice.whole(...style.towerFloors) : dice.pick(style.slabs);
		fillRows(ground, frame, quarter, { towers, floors, year, garden: area > 21_000 });
	};
}

interface Rows {
	readonly towers: boolean;
	readonly floors: number;
	readonly year: number;
	readonly garden: boolean;
}

function fillRows(ground: Convex<Side>, frame: Frame, quarter: Quarter, rows: Rows): void {
	const { dice } = quarter;
	const turned = frame.enterAll(ground);
	const [low, high] = spanOf(turned);
	const depth = rows.towers ? dice.between(17, 20) : dice.between(11.5, 14);
	const height = heightOf('apartments', rows.floors);
	const apart = rows.towers ? Math.min(56, Math.max(32, height * 0.5)) : Math.min(44, height * SUNLIGHT);
	const count = Math.floor((high - low + apart) / (depth + apart));
	if (count < 1) return;
	// What is left over goes between the rows.
	const pitch = count > 1 ? Math.min(depth + apart * 1.18, (high - low - depth) / (count - 1)) : 0;
	const start = low + (high - low - depth - pitch * (count - 1)) / 2;
	const gardenRow = rows.garden && count > 2 ? Math.floor(count / 2) : -1;
	for (let row = 0; row < count; row++) {
		const y0 = start + row * pitch;
		const strip = stripBetween(turned, y0, y0 + depth);
		if (!strip) continue;
		const [x0, x1] = strip;
		if (row === gardenRow) {
			garden(frame, quarter, { x0, x1, y0: y0 - apart * 0.3, y1: y0 + depth + apart * 0.3 }, rows.year);
			continue;
		}
		const lengths = rows.towers ? towerRow(x1 - x0, dice) : slabRow(x1 - x0, rows.floors > 8 ? 13 : 7, dice);
		const used = lengths.reduce((sum, length) => sum + length, 0);
		const gap =
			lengths.length > 1 ? Math.min(rows.towers ? 44 : 15, (x1 - x0 - used) / (lengths.length - 1)) : 0;
		const slack = x1 - x0 - used - gap * (lengths.length - 1);
		let left = x0 + slack * (rows.towers ? (row % 2 === 0 ? 0.2 : 0.8) : 0.5);
		for (const length of lengths) {
			const box = { x0: left, x1: left + length, y0, y1: y0 + depth };
			const vary = rows.towers ? dice.pick([0, 0, -1, -2, 1]) : rows.floors > 8 ? dice.pick([0, 0, -1]) : 0;
			const outline = rows.towers
				? wingedTower(frame, box)
				: slab(frame, box, Math.max(1, Math.round(length / 20)));
			quarter.build('apartments', outline, rows.floors + vary, rows.year, {
				compoundNumber: quarter.nextHouse()
			});
			left += length + gap;
		}
	}
}

/** Lengths of the towers that stand in a row of so many metres. */
function towerRow(room: number, dice: Dice): number[] {
	const [length, gap] = [dice.between(29, 38), dice.between(16, 26)];
	return Array<number>(Math.floor((room + gap) / (length + gap))).fill(length);
}

/** Lengths of the slabs that fill a row, in whole stair wells. */
function slabRow(room: number, gap: number, dice: Dice): number[] {
	const lengths: number[] = [];
	for (let left = room; left >= 17;) {
		const length = slabLength(dice.pick([2, 3, 3, 4]), left);
		lengths.push(length);
		left -= length + gap;
	}
	return lengths;
}

/** Whole stair wells, as long as the row. */
function slabLength(stairs: number, room: number): number {
	for (let count = stairs; count > 1; count--) if (count * 20 <= room) return count * 20;
	return Math.min(24, room);
}

/** The green in the middle of a compound, with its kindergarten at one end. */
function garden(
	frame: Frame,
	quarter: Quarter,
	box: { x0: number; x1: number; y0: number; y1: number },
	year: number
): void {
	const { dice } = quarter;
	const width = box.x1 - box.x0;
	const school = width > 110 && box.y1 - box.y0 > 26 && dice.chance(0.5);
	const cut = school ? box.x0 + 46 : box.x0 + 4;
	quarter.green('garden', [rectangle(frame, { ...box, x0: cut + 5, x1: box.x1 - 4 })]);
	if (!school) return;
	const middle = (box.y0 + box.y1) / 2;
	quarter.build(
		'kindergarten',
		horseshoe(frame, { x0: box.x0 + 4, x1: cut - 4, y0: middle - 11, y1: middle + 11 }, 8),
		3,
		year,
		{ place: 'kindergarten' }
	);
}
