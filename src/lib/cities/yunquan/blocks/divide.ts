import { areaOf, type Convex } from '../geometry/convex.ts';
import type { Dice } from '../geometry/dice.ts';
import { unit } from '../geometry/dice.ts';
import { between, distance, shareAlong, type Point } from '../geometry/point.ts';
import type { RoadClass } from '../plan/road-class.ts';
import { sideOf, type Side, type Stretch } from '../plan/stretch.ts';
import { bisect } from './bisect.ts';

/** Ground between streets. */
export interface Block {
	/** To the middles of the streets. */
	readonly outline: Convex<Side>;
	/** Number of the grid cell (网格) of its cell that it lies in. */
	readonly grid: number;
}

export interface DivideRule {
	/** Square metres that a block should have. */
	readonly target: number;
	/** Class of the street that cuts a piece of so many square metres. */
	readonly street: (area: number) => RoadClass;
	/** Pieces smaller than this are one grid cell. */
	readonly gridArea: number;
}

/** A cell's streets and blocks. */
export interface Division {
	readonly blocks: readonly Block[];
	readonly grids: readonly (readonly Point[])[];
	readonly cuts: readonly Stretch[];
	/** Where cuts end: a point on the stretch of that key. */
	readonly joints: readonly { readonly key: string; readonly at: Point }[];
}

/** Ends of cuts move so far along a main street to meet the street on its other side, metres. */
const REACH = 75;
/** Ends of cuts move so far along a cut to meet another cut. */
const MEET = 26;

/**
 * Cuts a cell into blocks by streets, halving again and again; `name` is part of the cuts' keys. Ends on main streets
 * meet what comes from the other side, as both take the same few places on it.
 */
export function divide(
	pieces: readonly Convex<Side>[],
	rule: DivideRule,
	dice: Dice,
	name: string,
	seed: number
): Division {
	const blocks: Block[] = [];
	const grids: (readonly Point[])[] = [];
	const cuts: Stretch[] = [];
	const joints: { key: string; at: Point }[] = [];
	const met = new Map<string, Point[]>();

	const join = (side: Side, at: Point) => {
		if (!side.stretch) return;
		joints.push({ key: side.stretch.key, at });
		const points = met.get(side.stretch.key);
		if (points) points.push(at);
		else met.set(side.stretch.key, [at]);
	};
	const snap = ({ stretch }: Side, at: Point): Point => {
		if (!stretch) return at;
		const known = stretch.key.startsWith('c:') ? (met.get(stretch.key) ?? []) : meetingPoints(stretch, seed);
		const reach = stretch.key.startsWith('c:') ? MEET : REACH;
		let best = at;
		let nearest = reach;
		for (const point of known) {
			const away = distance(point, at);
			if (away < nearest) [best, nearest] = [point, away];
		}
		return best;
	};
	const halve = (piece: Convex<Side>, depth: number, grid: number | undefined) => {
		const area = areaOf(piece.corners);
		let own = grid;
		if (own === undefined && (area < rule.gridArea || depth >= 2)) {
			own = grids.length;
			grids.push(piece.corners);
		}
		const leaf = area < rule.target * dice.between(0.85, 1.6) || depth > 11;
		let street: Stretch | undefined;
		const cut = leaf
			? undefined
			: bisect(piece, dice, {
					clear: Math.min(42, Math.sqrt(rule.target) * 0.28),
					snap,
					cut: (from, to) => {
						street = { key: `c:${name}:${cuts.length}`, from, to, class: rule.street(area), bridge: false };
						return sideOf(street);
					}
				});
		if (!cut || !street) {
			if (own === undefined) {
				own = grids.length;
				grids.push(piece.corners);
			}
			blocks.push({ outline: piece, grid: own });
			return;
		}
		cuts.push(street);
		join(piece.sides[cut.from.side]!, cut.from.at);
		join(piece.sides[cut.to.side]!, cut.to.at);
		for (const half of cut.pieces) halve(half, depth + 1, own);
	};
	for (const piece of pieces) halve(piece, 0, undefined);
	return { blocks, grids, cuts, joints };
}

/** The places on a main street where side streets may meet it, from either side. */
function meetingPoints({ key, from, to }: Stretch, seed: number): Point[] {
	const length = distance(from, to);
	const count = Math.max(1, Math.round(length / 145));
	const [, i = '0', j = '0'] = key.split(':');
	return Array.from({ length: count }, (_, k) => {
		const shake = (unit(seed + 61, key.charCodeAt(0), Number(i), Number(j), k) - 0.5) * 0.3;
		return between(from, to, (k + 0.5 + shake) / count);
	});
}

/** Where the joints of a stretch lie along it, in order, its own ends left out. */
export function jointsAlong({ from, to }: Stretch, points: readonly Point[]): Point[] {
	return points
		.map((at) => ({ at, share: shareAlong(from, to, at) }))
		.filter(({ share }) => share > 1e-6 && share < 1 - 1e-6)
		.sort((a, b) => a.share - b.share)
		.filter(({ at }, k, all) => k === 0 || distance(at, all[k - 1]!.at) > 0.05)
		.map(({ at }) => at);
}
