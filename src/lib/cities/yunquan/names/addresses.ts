import type { Block } from '../blocks/divide.ts';
import type { Draft } from '../fabric/draft.ts';
import { centreOf } from '../geometry/convex.ts';
import { distance, distanceToStretch, shareAlong, type Point } from '../geometry/point.ts';
import type { Stretch } from '../plan/stretch.ts';
import type { Word } from './lexicon.ts';
import type { OnWay, Ways } from './ways.ts';

export interface Address {
	readonly street: Word;
	/** `12号`, `12号3号楼` within a compound. */
	readonly number: string;
	/** The same as one writes it in English: `12`, `12-3`. */
	readonly plain: string;
}

/** Metres of street that one house number stands for. */
const METRES_A_NUMBER = 8;

interface Front {
	readonly stretch: Stretch;
	readonly on: OnWay;
	readonly from: Point;
	readonly to: Point;
}

/**
 * Addresses of a block's buildings. Numbers rise along the street, odd on its left and even on its right;
 * a housing compound has one number and its houses their own. Each is given once.
 */
export function addressesOf(block: Block, drafts: readonly Draft[], ways: Ways): (Address | undefined)[] {
	const fronts = frontsOf(block, ways);
	if (fronts.length === 0) return drafts.map(() => undefined);
	const gate = compoundGate(block, fronts);
	const taken = new Map<string, number>();
	return drafts.map((draft) => {
		const at = draft.compoundNumber === undefined ? centreOf(draft.outline[0]!) : gate;
		const { front, number } = nearest(fronts, at);
		if (draft.compoundNumber !== undefined)
			return {
				street: front.on.way.name,
				number: `${number}号${draft.compoundNumber}号楼`,
				plain: `${number}-${draft.compoundNumber}`
			};
		const key = `${front.stretch.key} ${number}`;
		const before = taken.get(key) ?? 0;
		taken.set(key, before + 1);
		return {
			street: front.on.way.name,
			number: before === 0 ? `${number}号` : `${number}号附${before}`,
			plain:
				before === 0
					? String(number)
					: `${number}-${String.fromCharCode(64 + Math.min(26, before))}${before > 26 ? before : ''}`
		};
	});
}

function frontsOf({ outline }: Block, ways: Ways): Front[] {
	const { corners, sides } = outline;
	return sides.flatMap(({ stretch }, k): Front[] => {
		const on = stretch && ways.get(stretch.key);
		return stretch && on ? [{ stretch, on, from: corners[k]!, to: corners[(k + 1) % corners.length]! }] : [];
	});
}

/** The compound's gate: the middle of its longest front. */
function compoundGate(block: Block, fronts: readonly Front[]): Point {
	const longest = fronts.reduce((best, front) =>
		distance(front.from, front.to) > distance(best.from, best.to) ? front : best
	);
	return { x: (longest.from.x + longest.to.x) / 2, y: (longest.from.y + longest.to.y) / 2 };
}

function nearest(fronts: readonly Front[], at: Point): { front: Front; number: number } {
	let front = fronts[0]!;
	let away = Infinity;
	for (const each of fronts) {
		const far = distanceToStretch(each.from, each.to, at);
		if (far < away) [front, away] = [each, far];
	}
	const { stretch, on, from, to } = front;
	const length = distance(stretch.from, stretch.to);
	const along = (point: Point) => {
		const metres = Math.min(1, Math.max(0, shareAlong(stretch.from, stretch.to, point))) * length;
		return on.start + (on.sense === 1 ? metres : length - metres);
	};
	// A block's numbers lie between those of its corners, so that the next block's begin after them.
	const [a, b] = [along(from), along(to)];
	const first = Math.ceil(Math.min(a, b) / METRES_A_NUMBER);
	const last = Math.max(first, Math.ceil(Math.max(a, b) / METRES_A_NUMBER) - 1);
	const step = Math.min(last, Math.max(first, Math.round(along(at) / METRES_A_NUMBER)));
	// The block lies left of its own outline: left of the street when both run the same way.
	const same = shareAlong(stretch.from, stretch.to, to) > shareAlong(stretch.from, stretch.to, from);
	const left = same === (on.sense === 1);
	return { front, number: 2 * step + (left ? 1 : 2) };
}
