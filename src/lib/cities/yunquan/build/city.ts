import { AppError } from '#lib/model/errors.ts';
import { distance, type Point } from '../geometry/point.ts';
import { unit } from '../geometry/dice.ts';
import { noise } from '../geometry/noise.ts';
import { cellsOf, isWild } from '../plan/cells.ts';
import { centreNamed, centresOf, type Centre } from '../plan/centres.ts';
import { nodeAt } from '../plan/lattice.ts';
import type { YunquanOptions } from '../plan/options.ts';
import { planOf } from '../plan/plan.ts';
import { skeletonOf, type Skeleton } from '../plan/skeleton.ts';
import { beyondEdge, type Zone } from '../plan/zones.ts';
import { contentOf, type CellContent, type CellUse } from './content.ts';
import type { Landmarks } from './programme.ts';

export type { CellContent };

/** Yunquan before its names: where everything is, and how to ask for it. */
export interface City {
	readonly skeleton: Skeleton;
	readonly centres: readonly Centre[];
	/** How each cell is used, by cell number; wild cells have no use. */
	readonly uses: ReadonlyMap<number, CellUse>;
	/** Cells with buildings, and how many of their buildings stand: the last one may be unfinished. */
	readonly built: ReadonlyMap<number, number>;
	readonly landmarks: ReadonlyMap<number, Partial<Landmarks>>;
	/** Streets cut through each cell that has any. */
	readonly cuts: ReadonlyMap<number, Pick<CellContent, 'cuts' | 'joints'>>;
}

/** Share of the buildings that stand in villages. */
const COUNTRYSIDE = 0.075;

/** Decides where the city's buildings go, quarter by quarter from the middle, until it has exactly so many. */
export function cityOf(options: YunquanOptions): City {
	const plan = planOf(options);
	const cells = cellsOf(plan);
	const skeleton = skeletonOf(plan, cells);
	const centres = centresOf(plan);
	const landmarks = landmarksOf(skeleton, centres);
	const uses = new Map<number, CellUse>();
	const built = new Map<number, number>();
	const cuts = new Map<number, Pick<CellContent, 'cuts' | 'joints'>>();
	let left = options.buildings;
	const fill = (cell: number, use: CellUse, budget: number): boolean => {
		const content = contentOf(skeleton, centres, cell, use, landmarks.get(cell) ?? {});
		const count = content.drafts.reduce((sum, { length }) => sum + length, 0);
		if (count > budget && budget < left) return false;
		uses.set(cell, use);
		cuts.set(cell, { cuts: content.cuts, joints: content.joints });
		built.set(cell, Math.min(count, left));
		left -= Math.min(count, left);
		return true;
	};
	const order = cellsByCentrality(skeleton);
	const towns = order.filter((cell) => cells.zones[cell] !== 'rural');
	const country = order.filter((cell) => cells.zones[cell] === 'rural');
	// Villages are scattered, not gathered at the city's edge.
	const hamlets = order
		.filter((cell) => !beyondEdge(plan, cell % cells.columns, Math.floor(cell / cells.columns)))
		.filter((cell) => cells.zones[cell] === 'rural' || cells.zones[cell] === 'housing')
		.map((cell) => ({ cell, turn: unit(plan.seed + 91, cell) }))
		.sort((a, b) => a.turn - b.turn)
		.map(({ cell }) => cell);
	const reserve = Math.round(options.buildings * COUNTRYSIDE);
	for (const cell of towns) if (left <= reserve || !fill(cell, 'zone', left - reserve)) break;
	for (const list of [hamlets, country, order])
		for (const cell of list) if (left > 0 && !uses.has(cell)) fill(cell, 'village', left);
	if (left > 0)
		throw new AppError('INTERNAL', {
			message: `Yunquan has no room for ${left} of its ${options.buildings} buildings.`
		});
	for (const cell of order) if (!uses.has(cell)) uses.set(cell, 'fields');
	return { skeleton, centres, uses, built, landmarks, cuts };
}

/** What a cell holds; the blocks of an unfinished cell end with its last building. */
export function cellContent(city: City, cell: number): CellContent {
	const { skeleton, centres, uses, built, landmarks } = city;
	const content = contentOf(skeleton, centres, cell, uses.get(cell) ?? 'fields', landmarks.get(cell) ?? {});
	let left = built.get(cell) ?? 0;
	const drafts = content.drafts.map((list) => {
		const kept = list.slice(0, left);
		left -= kept.length;
		return kept;
	});
	return { ...content, drafts };
}

/** Zones that a city has from its beginning, however small it is. */
const FIRST: ReadonlySet<Zone> = new Set([
	'oldTown',
	'business',
	'station',
	'highTech',
	'university',
	'industry',
	'port'
]);

function cellsByCentrality({ plan, cells }: Skeleton): number[] {
	const { scale } = plan;
	const rank = (cell: number) => {
		const [column, row] = [cell % cells.columns, Math.floor(cell / cells.columns)];
		const x = (plan.columns.at[column]! + plan.columns.at[column + 1]!) / 2 / scale - 900;
		const y = (plan.rows.at[row]! + plan.rows.at[row + 1]!) / 2 / scale;
		const out = Math.sqrt((x * x) / (7200 * 7200) + (y * y) / (6100 * 6100));
		const ragged = 0.16 * noise(plan.seed + 92, x / 2400, y / 2400);
		return out + ragged - (FIRST.has(cells.zones[cell]!) && out < 1.5 ? 0.6 : 0);
	};
	return cells.zones
		.map((zone, cell) => ({ zone, cell }))
		.filter(({ zone }) => !isWild(zone))
		.map(({ cell }) => ({ cell, rank: rank(cell) }))
		.sort((a, b) => a.rank - b.rank || a.cell - b.cell)
		.map(({ cell }) => cell);
}

function landmarksOf(skeleton: Skeleton, centres: readonly Centre[]): Map<number, Partial<Landmarks>> {
	const { plan, cells } = skeleton;
	const found = new Map<number, Partial<Landmarks>>();
	const put = (name: keyof Landmarks, at: Point, zone: Zone) => {
		let best: number | undefined;
		let away = Infinity;
		cells.zones.forEach((each, cell) => {
			if (each !== zone) return;
			const [column, row] = [cell % cells.columns, Math.floor(cell / cells.columns)];
			const [a, b] = [nodeAt(plan, column, row), nodeAt(plan, column + 1, row + 1)];
			const far = distance({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }, at);
			if (far < away) [best, away] = [cell, far];
		});
		if (best !== undefined) found.set(best, { ...found.get(best), [name]: at });
	};
	const old = centreNamed(centres, 'old').at;
	put('bellTower', old, 'oldTown');
	put('pagoda', { x: old.x + 800 * plan.scale, y: old.y - 700 * plan.scale }, 'oldTown');
	put('station', centreNamed(centres, 'station').at, 'station');
	put('library', centreNamed(centres, 'university').at, 'university');
	put('stadium', centreNamed(centres, 'newTown').at, 'newTown');
	put('tower', centreNamed(centres, 'business').at, 'business');
	return found;
}
