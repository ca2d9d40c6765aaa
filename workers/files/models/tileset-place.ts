import type { LngLat } from '#lib/model/geometry.ts';
import { fromEcef } from '#lib/model/local-frame.ts';

/** Nearer to the earth's middle than this nothing stands, metres. */
const LEAST_RADIUS = 6.2e6;
const DEGREES = 180 / Math.PI;

interface Root {
	readonly transform?: readonly number[];
	readonly boundingVolume?: {
		readonly region?: readonly number[];
		readonly box?: readonly number[];
		readonly sphere?: readonly number[];
	};
}

/** Where a tileset stands by its root's transform and volume; undefined when its coordinates are only its own. */
export function tilesetPlace(tileset: unknown): LngLat | undefined {
	const root = (tileset as { readonly root?: Root } | null)?.root; // what is missing is looked at below
	const { region, box, sphere } = root?.boundingVolume ?? {};
	if (region && region.length >= 4) {
		const [west, south, east, north] = region as readonly [number, number, number, number, ...number[]]; // of that length
		return [((west + east) / 2) * DEGREES, ((south + north) / 2) * DEGREES];
	}
	const [x, y, z] = transformed((box ?? sphere ?? [0, 0, 0]).slice(0, 3), root?.transform);
	if (Math.hypot(x, y, z) < LEAST_RADIUS) return undefined;
	const [lng, lat] = fromEcef(x, y, z);
	return [lng, lat];
}

function transformed(
	[x = 0, y = 0, z = 0]: readonly number[],
	matrix: readonly number[] | undefined
): [number, number, number] {
	if (!matrix || matrix.length < 16) return [x, y, z];
	const row = (index: number) =>
		(matrix[index] as number) * x +
		(matrix[4 + index] as number) * y +
		(matrix[8 + index] as number) * z +
		(matrix[12 + index] as number);
	return [row(0), row(1), row(2)];
}
