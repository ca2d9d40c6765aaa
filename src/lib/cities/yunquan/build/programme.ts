import { areaOf, centreOf, inset, type Convex } from '../geometry/convex.ts';
import type { Dice } from '../geometry/dice.ts';
import { distance, type Point } from '../geometry/point.ts';
import type { Block } from '../blocks/divide.ts';
import { bisect } from '../blocks/bisect.ts';
import { governmentBlock, hospitalBlock, mallBlock, publicBuilding, schoolBlock, stadiumBlock, stationBlock } from '../fabric/civic.ts';
import { oldTownBlock } from '../fabric/courtyards.ts';
import { bellTowerBlock, pagodaBlock, springGarden, templeBlock } from '../fabric/heritage.ts';
import { highTechBlock } from '../fabric/high-tech.ts';
import { ESTATE_HOUSING, housing, NEW_HOUSING, WORKERS_HOUSING } from '../fabric/housing.ts';
import { industryBlock } from '../fabric/industry.ts';
import { fieldBlock, parkBlock } from '../fabric/park.ts';
import { perimeterBlock } from '../fabric/perimeter.ts';
import type { Fabric } from '../fabric/quarter.ts';
import { businessBlock, towerOnBase } from '../fabric/towers.ts';
import { libraryBlock, universityBlock } from '../fabric/university.ts';
import { urbanVillageBlock, villageBlock } from '../fabric/village.ts';
import type { Side } from '../plan/stretch.ts';
import type { Zone } from '../plan/zones.ts';

/** What a public building asks of its block, and how many cells of a hundred have one. */
interface Wish {
	readonly fabric: Fabric;
	readonly least: number;
	readonly most: number;
	readonly share: number;
	/** It takes a corner of the block; the rest stays what it is. */
	readonly corner?: boolean;
}

/**
 * Public buildings of a residential cell. A cell has 5,000 to 20,000 people, between the five- and the
 * ten-minute life circle of GB 50180 (5,000–12,000 and 15,000–25,000 people): a primary school in about
 * every second cell, a middle school in every fourth, a hospital in every eighth.
 */
const NEIGHBOURHOOD: readonly Wish[] = [
	{ fabric: schoolBlock('primarySchool'), least: 13_000, most: 42_000, share: 0.56 },
	{ fabric: schoolBlock('middleSchool'), least: 20_000, most: 75_000, share: 0.26 },
	{ fabric: parkBlock, least: 5000, most: 40_000, share: 0.66 },
	{ fabric: hospitalBlock, least: 11_000, most: 45_000, share: 0.13 },
	{ fabric: mallBlock, least: 8000, most: 36_000, share: 0.17 },
	{ fabric: governmentBlock, least: 16_000, most: 60_000, share: 0.045 },
	{ fabric: publicBuilding('community_centre', 'communityCentre', 3), least: 15_000, most: 90_000, share: 0.8, corner: true },
	{ fabric: publicBuilding('clinic', 'clinic', 4), least: 15_000, most: 90_000, share: 0.45, corner: true },
	{ fabric: publicBuilding('police', 'police', 5), least: 15_000, most: 90_000, share: 0.22, corner: true },
	{ fabric: publicBuilding('fire_station', 'fireStation', 3), least: 15_000, most: 90_000, share: 0.13, corner: true },
	{ fabric: publicBuilding('substation', 'substation', 2), least: 15_000, most: 90_000, share: 0.3, corner: true }
];

const OLD_TOWN: readonly Wish[] = [
	{ fabric: springGarden, least: 2200, most: 9000, share: 1 },
	{ fabric: templeBlock, least: 3500, most: 12_000, share: 0.45 },
	{ fabric: parkBlock, least: 3000, most: 9000, share: 0.3 },
	{ fabric: schoolBlock('primarySchool'), least: 6000, most: 16_000, share: 0.35 },
	{ fabric: publicBuilding('community_centre', 'communityCentre', 2), least: 3500, most: 12_000, share: 0.5, corner: true },
	{ fabric: publicBuilding('police', 'police', 2), least: 3500, most: 12_000, share: 0.2, corner: true }
];

const WORKPLACES: readonly Wish[] = [
	{ fabric: parkBlock, least: 5000, most: 60_000, share: 0.35 },
	{ fabric: mallBlock, least: 8000, most: 40_000, share: 0.25 },
	{ fabric: publicBuilding('fire_station', 'fireStation', 3), least: 20_000, most: 160_000, share: 0.2, corner: true },
	{ fabric: publicBuilding('substation', 'substation', 2), least: 20_000, most: 160_000, share: 0.4, corner: true },
	{ fabric: publicBuilding('police', 'police', 5), least: 20_000, most: 160_000, share: 0.15, corner: true }
];

const WISHES: Readonly<Partial<Record<Zone, readonly Wish[]>>> = {
	inner: NEIGHBOURHOOD,
	housing: NEIGHBOURHOOD,
	newTown: NEIGHBOURHOOD,
	urbanVillage: [],
	oldTown: OLD_TOWN,
	business: WORKPLACES,
	station: WORKPLACES,
	highTech: WORKPLACES,
	industry: WORKPLACES
};

/** Places of which the city has one: the block nearest to them gets them. */
export interface Landmarks {
	readonly bellTower: Point;
	readonly pagoda: Point;
	readonly station: Point;
	readonly library: Point;
	readonly stadium: Point;
	readonly tower: Point;
}

/** What each block of a cell becomes, in the blocks' order. */
export function programmeOf(
	zone: Zone,
	blocks: readonly Block[],
	landmarks: Partial<Landmarks>,
	dice: Dice
): readonly Fabric[] {
	const fabrics = blocks.map((block) => usual(zone, block, dice));
	const free = new Set(blocks.keys());
	const areas = blocks.map(({ outline }) => areaOf(outline.corners));
	const nearest = (place: Point, least: number) => {
		let best: number | undefined;
		let away = Infinity;
		for (const k of free) {
			const far = distance(centreOf(blocks[k]!.outline.corners), place) * (areas[k]! < least ? 4 : 1);
			if (far < away) [best, away] = [k, far];
		}
		return best;
	};
	for (const [name, place] of Object.entries(landmarks) as [keyof Landmarks, Point][]) {
		const block = nearest(place, LANDMARK_GROUND[name]);
		if (block === undefined) continue;
		fabrics[block] = LANDMARK_FABRIC[name];
		free.delete(block);
	}
	for (const wish of WISHES[zone] ?? []) {
		if (!dice.chance(wish.share)) continue;
		const fits = [...free].filter((k) => areas[k]! >= wish.least && areas[k]! <= wish.most);
		if (fits.length === 0 || free.size < 2) continue;
		const block = dice.pick(fits);
		fabrics[block] = wish.corner ? withCorner(fabrics[block]!, wish.fabric) : wish.fabric;
		free.delete(block);
	}
	return fabrics;
}

const LANDMARK_GROUND: Readonly<Record<keyof Landmarks, number>> = {
	bellTower: 2500,
	pagoda: 3000,
	station: 20_000,
	library: 16_000,
	stadium: 40_000,
	tower: 12_000
};

const LANDMARK_FABRIC: Readonly<Record<keyof Landmarks, Fabric>> = {
	bellTower: bellTowerBlock,
	pagoda: pagodaBlock,
	station: stationBlock,
	library: libraryBlock,
	stadium: stadiumBlock,
	tower: (plot, quarter) => {
		const ground = inset(plot, () => 9);
		if (ground) towerOnBase(ground, quarter, 428, 'landmark');
	}
};

const WORKERS = housing(WORKERS_HOUSING);
const ESTATE = housing(ESTATE_HOUSING);
const NEW = housing(NEW_HOUSING);

function usual(zone: Zone, { outline }: Block, dice: Dice): Fabric {
	const area = areaOf(outline.corners);
	switch (zone) {
		case 'oldTown':
			return oldTownBlock;
		case 'inner':
			return dice.chance(area < 26_000 ? 0.6 : 0.3) ? perimeterBlock : dice.chance(0.75) ? WORKERS : ESTATE;
		case 'housing':
			return dice.chance(0.14) ? perimeterBlock : dice.chance(0.7) ? ESTATE : dice.chance(0.5) ? WORKERS : NEW;
		case 'newTown':
			return dice.chance(0.12) ? businessBlock : NEW;
		case 'business':
			return dice.chance(0.85) ? businessBlock : NEW;
		case 'station':
			return dice.chance(0.5) ? businessBlock : perimeterBlock;
		case 'highTech':
			return dice.chance(0.86) ? highTechBlock : NEW;
		case 'university':
			return universityBlock;
		case 'industry':
			return dice.chance(0.93) ? industryBlock : WORKERS;
		case 'urbanVillage':
			return urbanVillageBlock;
		case 'park':
			return parkBlock;
		default:
			return fieldBlock;
	}
}

export const VILLAGE_FABRIC: Fabric = villageBlock;

/** Gives a quarter of the block to a public building and the rest to what the block was. */
function withCorner(rest: Fabric, corner: Fabric): Fabric {
	return (plot, quarter) => {
		const fence: Side = { half: 3 };
		const halve = (piece: Convex<Side>) =>
			bisect(piece, quarter.dice, { clear: Math.sqrt(areaOf(piece.corners)) * 0.12, cut: () => fence })?.pieces;
		const halves = halve(plot);
		const quarters = halves && halve(halves[0]);
		if (!halves || !quarters) {
			corner(plot, quarter);
			return;
		}
		const own = (piece: Convex<Side>) => inset(piece, (side) => (side === fence ? fence.half : 0));
		const [first, second, third] = [own(quarters[0]), own(quarters[1]), own(halves[1])];
		if (first) corner(first, quarter);
		for (const piece of [second, third]) if (piece) rest(piece, quarter);
	};
}
