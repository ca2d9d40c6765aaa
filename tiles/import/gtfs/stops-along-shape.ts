import { kilometres } from '../import-trips.ts';

const RAD = Math.PI / 180;
/** Metres a degree of latitude. */
const DEGREE = 111_195;

/** Length from the start at each vertex of a flat line, metres. */
export function distancesAlong(line: ArrayLike<number>): Float64Array {
	const count = line.length / 2;
	const along = new Float64Array(count);
	for (let at = 1; at < count; at++)
		along[at] =
			along[at - 1]! +
			1000 * kilometres(line[at * 2 - 2]!, line[at * 2 - 1]!, line[at * 2]!, line[at * 2 + 1]!);
	return along;
}

interface Candidate {
	/** Metres along the shape, and metres beside it. */
	readonly along: number;
	readonly beside: number;
}

export interface StopsAlong {
	/** Metres along the shape, never decreasing. */
	readonly along: Float64Array;
	/** Metres the farthest stop lies beside the shape. */
	readonly farthest: number;
}

/**
 * Where a trip's stops lie along its shape. Each stop may project to several places (a line that passes
 * it twice); of all choices that never go backwards the one with the least sum of squared
 * distances is taken, so loops and out-and-back lines come out right.
 */
export function stopsAlongShape(
	stops: ArrayLike<number>,
	shape: ArrayLike<number>,
	shapeAlong: ArrayLike<number>
): StopsAlong {
	const count = stops.length / 2;
	const choices: Candidate[][] = [];
	for (let at = 0; at < count; at++)
		choices.push(candidates(stops[at * 2]!, stops[at * 2 + 1]!, shape, shapeAlong));
	const cost: Float64Array[] = [];
	const from: Int32Array[] = [];
	for (let at = 0; at < count; at++) {
		const own = choices[at]!;
		const sums = new Float64Array(own.length).fill(Infinity);
		const back = new Int32Array(own.length).fill(-1);
		for (let choice = 0; choice < own.length; choice++) {
			const square = own[choice]!.beside ** 2;
			if (at === 0) {
				sums[choice] = square;
				continue;
			}
			const before = choices[at - 1]!;
			for (let earlier = 0; earlier < before.length; earlier++) {
				if (before[earlier]!.along > own[choice]!.along) continue;
				const sum = cost[at - 1]![earlier]! + square;
				if (sum < sums[choice]!) [sums[choice], back[choice]] = [sum, earlier];
			}
		}
		if (at > 0 && sums.every((sum) => sum === Infinity)) {
			// No choice goes forward (a stop misplaced behind its predecessor): it stays where that one is.
			const best = indexOfLeast(cost[at - 1]!);
			const held = choices[at - 1]![best]!;
			choices[at] = [{ along: held.along, beside: own[0]?.beside ?? 0 }];
			cost.push(Float64Array.of(cost[at - 1]![best]! + 1e6));
			from.push(Int32Array.of(best));
			continue;
		}
		cost.push(sums);
		from.push(back);
	}
	const along = new Float64Array(count);
	let farthest = 0;
	let choice = count > 0 ? indexOfLeast(cost[count - 1]!) : 0;
	for (let at = count - 1; at >= 0; at--) {
		const chosen = choices[at]![choice]!;
		along[at] = chosen.along;
		farthest = Math.max(farthest, chosen.beside);
		choice = from[at]![choice]!;
	}
	return { along, farthest };
}

function indexOfLeast(values: Float64Array): number {
	let best = 0;
	for (let at = 1; at < values.length; at++) if (values[at]! < values[best]!) best = at;
	return best;
}

/** Places of the shape nearest to a stop: local minima not much worse than the best, in order along it. */
function candidates(
	lng: number,
	lat: number,
	shape: ArrayLike<number>,
	along: ArrayLike<number>
): Candidate[] {
	const segments = shape.length / 2 - 1;
	const eastScale = DEGREE * Math.cos(lat * RAD);
	const found: Candidate[] = [];
	let best = Infinity;
	for (let at = 0; at < segments; at++) {
		const x1 = (shape[at * 2]! - lng) * eastScale;
		const y1 = (shape[at * 2 + 1]! - lat) * DEGREE;
		const dx = (shape[at * 2 + 2]! - shape[at * 2]!) * eastScale;
		const dy = (shape[at * 2 + 3]! - shape[at * 2 + 1]!) * DEGREE;
		const square = dx * dx + dy * dy;
		const share = square === 0 ? 0 : Math.min(1, Math.max(0, -(x1 * dx + y1 * dy) / square));
		const beside = Math.hypot(x1 + share * dx, y1 + share * dy);
		found.push({ along: along[at]! + share * (along[at + 1]! - along[at]!), beside });
		if (beside < best) best = beside;
	}
	const limit = Math.max(best + 100, best * 3);
	const minima: Candidate[] = [];
	for (let at = 0; at < found.length; at++) {
		const { beside } = found[at]!;
		if (beside > limit) continue;
		if (at > 0 && found[at - 1]!.beside < beside) continue;
		if (at + 1 < found.length && found[at + 1]!.beside < beside) continue;
		minima.push(found[at]!);
	}
	return minima;
}
