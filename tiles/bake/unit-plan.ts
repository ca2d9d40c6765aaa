import type { LngLat } from '#lib/model/geometry.ts';
import { tileNorth, tileWest } from './cells.ts';

/** Web-mercator zoom of the spool's buckets: 1.9 km at 40° north. */
export const BUCKET_ZOOM = 14;
/** Sparse buckets join up to this many features and this many levels (8 km). */
const UNIT_FEATURES = 8000;
const UNIT_LEVELS = 2;
const EARTH = 40_075_016.7;

/** A square of buckets baked at once. */
export interface UnitPlan {
	readonly kind: 'unit';
	readonly buckets: readonly number[];
	readonly centre: LngLat;
	/** Metres. */
	readonly side: number;
	readonly name: string;
}

/** A square over units. */
export interface JoinPlan {
	readonly kind: 'join';
	readonly children: readonly Plan[];
	/** Metres. */
	readonly side: number;
	readonly name: string;
}

export type Plan = UnitPlan | JoinPlan;

/** Key of a bucket by its mercator tile. */
export function bucketKey(x: number, y: number): number {
	return y * 2 ** BUCKET_ZOOM + x;
}

/** A quadtree over the buckets in use, its squares laid out from their own corner: no seam of the world grid. */
export function planUnits(counts: ReadonlyMap<number, number>): Plan | undefined {
	const size = 2 ** BUCKET_ZOOM;
	const used = [...counts].map(([key, count]) => ({ x: key % size, y: Math.floor(key / size), key, count }));
	if (used.length === 0) return undefined;
	const west = Math.min(...used.map(({ x }) => x));
	const north = Math.min(...used.map(({ y }) => y));
	const span = Math.max(...used.map(({ x, y }) => Math.max(x - west, y - north))) + 1;
	const top = Math.ceil(Math.log2(span));

	const build = (level: number, x: number, y: number, inside: typeof used, name: string): Plan => {
		const features = inside.reduce((sum, { count }) => sum + count, 0);
		const width = 2 ** level;
		const [bucketX, bucketY] = [west + x * width, north + y * width];
		const centre: LngLat = [
			tileWest(bucketX + width / 2, BUCKET_ZOOM),
			tileNorth(bucketY + width / 2, BUCKET_ZOOM)
		];
		const side = (EARTH * Math.cos((centre[1] * Math.PI) / 180) * width) / size;
		if (level === 0 || (features <= UNIT_FEATURES && level <= UNIT_LEVELS))
			return { kind: 'unit', buckets: inside.map(({ key }) => key), centre, side, name: `u${name}` };
		const half = width / 2;
		const children: Plan[] = [];
		for (const quarter of [0, 1, 2, 3]) {
			const [cx, cy] = [2 * x + (quarter & 1), 2 * y + (quarter >> 1)];
			const part = inside.filter(
				(bucket) =>
					Math.floor((bucket.x - west) / half) === cx && Math.floor((bucket.y - north) / half) === cy
			);
			if (part.length > 0) children.push(build(level - 1, cx, cy, part, `${name}${String(quarter)}`));
		}
		return children.length === 1 ? children[0]! : { kind: 'join', children, side, name: `j${name}` };
	};
	return build(top, 0, 0, used, '');
}

/** The plan's units in Z-order: the order of their ids. */
export function unitsOf(plan: Plan): UnitPlan[] {
	return plan.kind === 'unit' ? [plan] : plan.children.flatMap(unitsOf);
}
