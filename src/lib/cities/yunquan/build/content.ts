import { centreOf, inset, isConvex, type Convex } from '../geometry/convex.ts';
import { Dice } from '../geometry/dice.ts';
import type { Point } from '../geometry/point.ts';
import { divide, type Block, type Division, type DivideRule } from '../blocks/divide.ts';
import { parcels } from '../blocks/parcels.ts';
import type { Draft } from '../fabric/draft.ts';
import { fieldBlock } from '../fabric/park.ts';
import { fillPort } from '../fabric/port.ts';
import { Quarter, type Surface } from '../fabric/quarter.ts';
import { centralityAt, type Centre } from '../plan/centres.ts';
import { nodeAt } from '../plan/lattice.ts';
import { groundOf, type Skeleton } from '../plan/skeleton.ts';
import type { Side } from '../plan/stretch.ts';
import type { Zone } from '../plan/zones.ts';
import { programmeOf, VILLAGE_FABRIC, type Landmarks } from './programme.ts';
import { BANK } from '../water/river.ts';

/** Everything a cell holds. Asking again gives the same again: nothing of it needs to be kept. */
export interface CellContent extends Division {
	/** Buildings of each block, in the blocks' order. */
	readonly drafts: readonly (readonly Draft[])[];
	readonly surfaces: readonly Surface[];
}

/** How a cell is used: as its zone says, as fields, or as fields with a village. */
export type CellUse = 'zone' | 'fields' | 'village';

const RULES: Readonly<Partial<Record<Zone, DivideRule>>> = {
	oldTown: rule(5200, 60_000, 40_000),
	inner: rule(29_000, 120_000, 0),
	housing: rule(62_000, 160_000, 0),
	newTown: rule(66_000, 160_000, 0),
	business: rule(22_000, 120_000, 0),
	station: rule(22_000, 120_000, 0),
	highTech: rule(34_000, 150_000, 0),
	university: rule(36_000, 200_000, 0),
	industry: rule(72_000, 300_000, 0),
	urbanVillage: rule(7000, 120_000, 40_000)
};
const COUNTRY = rule(75_000, Infinity, 0);
const VILLAGE = rule(8500, Infinity, 60_000);

function rule(target: number, gridArea: number, lanesBelow: number): DivideRule {
	return {
		target,
		gridArea,
		street: (area) =>
			area < lanesBelow ? 'living_street' : area > Math.max(110_000, target * 3) ? 'tertiary' : 'residential'
	};
}

export function contentOf(
	skeleton: Skeleton,
	centres: readonly Centre[],
	cell: number,
	use: CellUse,
	landmarks: Partial<Landmarks>
): CellContent {
	const { plan, cells } = skeleton;
	const [column, row] = [cell % cells.columns, Math.floor(cell / cells.columns)];
	const zone = cells.zones[cell]!;
	const ground = groundOf(skeleton, column, row).filter(({ corners }) => isConvex(corners));
	const dice = new Dice(plan.seed, 71, cell);
	if (use === 'fields') return fields(ground, dice);
	if (use === 'village') return village(ground, dice, cell, plan.seed);
	if (zone === 'port') return port(skeleton, column, row, ground, dice);
	const division: Division = RULES[zone]
		? divide(ground, RULES[zone], dice, String(cell), plan.seed)
		: whole(ground);
	const fabrics = programmeOf(zone, division.blocks, landmarks, dice);
	const surfaces: Surface[] = [];
	const drafts = division.blocks.map(({ outline }, k) => {
		const centrality = centralityAt(centres, centreOf(outline.corners));
		const quarter = new Quarter(new Dice(plan.seed, 72, cell, k), centrality);
		const plot = inset(outline, ({ half }) => half);
		if (plot) fabrics[k]!(plot, quarter);
		surfaces.push(...quarter.surfaces);
		return quarter.drafts;
	});
	return { ...division, drafts, surfaces };
}

function whole(ground: readonly Convex<Side>[]): Division {
	return {
		blocks: ground.map((outline, grid): Block => ({ outline, grid })),
		grids: ground.map(({ corners }) => corners),
		cuts: [],
		joints: []
	};
}

function fields(ground: readonly Convex<Side>[], dice: Dice): CellContent {
	const surfaces: Surface[] = [];
	for (const piece of ground) {
		const plot = inset(piece, ({ half }) => half);
		if (!plot) continue;
		for (const field of parcels(plot, 70_000, 10, dice)) {
			const quarter = new Quarter(dice, 0);
			fieldBlock(field, quarter);
			surfaces.push(...quarter.surfaces);
		}
	}
	return { ...whole(ground), drafts: ground.map(() => []), surfaces };
}

/** Country roads quarter the cell; one quarter is the village, the rest are its fields. */
function village(ground: readonly Convex<Side>[], dice: Dice, cell: number, seed: number): CellContent {
	const country = divide(ground, COUNTRY, dice, String(cell), seed);
	const chosen = dice.whole(0, country.blocks.length - 1);
	const surfaces: Surface[] = [];
	country.blocks.forEach(({ outline }, k) => {
		if (k === chosen) return;
		const plot = inset(outline, ({ half }) => half);
		for (const field of plot ? parcels(plot, 60_000, 10, dice) : []) {
			const quarter = new Quarter(dice, 0);
			fieldBlock(field, quarter);
			surfaces.push(...quarter.surfaces);
		}
	});
	const lanes = divide([country.blocks[chosen]!.outline], VILLAGE, dice, `${cell}v`, seed);
	const drafts = lanes.blocks.map(({ outline }, k) => {
		const quarter = new Quarter(new Dice(seed, 73, cell, k), 0);
		const plot = inset(outline, ({ half }) => half);
		if (plot) VILLAGE_FABRIC(plot, quarter);
		return quarter.drafts;
	});
	return {
		blocks: lanes.blocks.map(({ outline }) => ({ outline, grid: 0 })),
		grids: ground.length > 0 ? [ground[0]!.corners] : [],
		cuts: [...country.cuts, ...lanes.cuts],
		joints: [...country.joints, ...lanes.joints],
		drafts,
		surfaces
	};
}

function port(
	{ plan }: Skeleton,
	column: number,
	row: number,
	ground: readonly Convex<Side>[],
	dice: Dice
): CellContent {
	const west = column < plan.columns.line['westBank']!;
	const bank = west ? column + 1 : column;
	const [south, north] = [nodeAt(plan, bank, row), nodeAt(plan, bank, row + 1)];
	const river: [Point, Point] = west ? [south, north] : [north, south];
	const quarter = new Quarter(dice, 0);
	for (const piece of ground) fillPort(piece, river, BANK, quarter);
	return { ...whole(ground), drafts: [quarter.drafts], surfaces: quarter.surfaces };
}
