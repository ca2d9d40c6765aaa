import { FLAG_ESTIMATED, FLAG_PART } from './body-record.ts';
import { morton } from './cells.ts';
import { PLAN_STEP } from './footprints.ts';
import type { Footprints } from './footprints.ts';
import { inRing } from './rings.ts';

/** Rows (buildings) of a unit along the Z-order curve, and the features that draw each. */
export interface UnitRows {
	readonly count: number;
	/** Feature that speaks for the row: the building, or a part that has none. */
	readonly head: Int32Array;
	/** Morton code in the unit's square, ascending. */
	readonly code: Uint32Array;
	/** Drawn features of row r: items[start[r]…start[r+1]). */
	readonly start: Int32Array;
	readonly items: Int32Array;
	readonly height: Float32Array;
	readonly estimated: Uint8Array;
	/** Row of each feature. */
	readonly rowOf: Int32Array;
	readonly bySource: ReadonlyMap<number, number>;
	/** Buildings whose outline gives way to its parts. */
	readonly outlinesDropped: number;
}

/** Sorts a unit's features into rows. `side` is the unit's square in metres, centred on its frame. */
export function arrangeRows(footprints: Footprints, side: number): UnitRows {
	const { count, flags, sourceId, rootId, centre } = footprints;
	const bySource = new Map<number, number>();
	for (let f = 0; f < count; f++)
		if ((flags[f]! & FLAG_PART) === 0 && !bySource.has(sourceId[f]!)) bySource.set(sourceId[f]!, f);

	const rootOf = new Int32Array(count);
	const heads: number[] = [];
	for (let f = 0; f < count; f++) {
		const root = (flags[f]! & FLAG_PART) === 0 ? undefined : bySource.get(rootId[f]!);
		rootOf[f] = root ?? f;
		if (root === undefined) heads.push(f);
	}

	const scale = (65536 * PLAN_STEP) / side;
	const toUnit = (value: number) => Math.min(65535, Math.max(0, Math.floor(value * scale + 32768)));
	const keys = new Float64Array(heads.length);
	heads.forEach((f, i) => {
		keys[i] = morton(toUnit(centre[2 * f]!), toUnit(centre[2 * f + 1]!)) * 2 ** 21 + i;
	});
	keys.sort();
	const head = new Int32Array(heads.length);
	const code = new Uint32Array(heads.length);
	const rowOfHead = new Int32Array(count).fill(-1);
	for (let row = 0; row < keys.length; row++) {
		const key = keys[row]!;
		head[row] = heads[key % 2 ** 21]!;
		code[row] = Math.floor(key / 2 ** 21);
		rowOfHead[head[row]!] = row;
	}
	const rowOf = new Int32Array(count);
	for (let f = 0; f < count; f++) rowOf[f] = rowOfHead[rootOf[f]!]!;

	const parts = partsByRow(rowOf, head);
	const height = new Float32Array(head.length);
	const estimated = new Uint8Array(head.length);
	const start = new Int32Array(head.length + 1);
	const items: number[] = [];
	let outlinesDropped = 0;
	for (let row = 0; row < head.length; row++) {
		const f = head[row]!;
		const own = parts.get(row) ?? [];
		// A building is as high as its highest part: outlines often carry the height of the base alone.
		const bodies = [f, ...own];
		const measured = bodies.filter((body) => (flags[body]! & FLAG_ESTIMATED) === 0);
		estimated[row] = measured.length > 0 ? 0 : 1;
		height[row] = (measured.length > 0 ? measured : bodies).reduce(
			(top, body) => Math.max(top, footprints.height[body]!),
			0
		);
		const covered = own.length > 0 && coverage(footprints, f, own) >= 0.5;
		if (covered) outlinesDropped++;
		else items.push(f);
		items.push(...own);
		start[row + 1] = items.length;
	}
	return {
		count: head.length,
		head,
		code,
		start,
		items: Int32Array.from(items),
		height,
		estimated,
		rowOf,
		bySource,
		outlinesDropped
	};
}

function partsByRow(rowOf: Int32Array, head: Int32Array): Map<number, number[]> {
	const parts = new Map<number, number[]>();
	for (let f = 0; f < rowOf.length; f++) {
		const row = rowOf[f]!;
		if (head[row] === f) continue;
		const list = parts.get(row);
		if (list) list.push(f);
		else parts.set(row, [f]);
	}
	return parts;
}

/** Share of an outline's ground under its parts, by a grid of sample points: parts overlap, so sums lie. */
function coverage(footprints: Footprints, outline: number, parts: readonly number[]): number {
	const samples = 16;
	let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
	const [begin, end] = vertexRange(footprints, outline);
	for (let i = begin; i < end; i += 2) {
		west = Math.min(west, footprints.xy[i]!);
		east = Math.max(east, footprints.xy[i]!);
		south = Math.min(south, footprints.xy[i + 1]!);
		north = Math.max(north, footprints.xy[i + 1]!);
	}
	let inside = 0;
	let covered = 0;
	for (let sy = 0; sy < samples; sy++)
		for (let sx = 0; sx < samples; sx++) {
			const x = west + ((sx + 0.5) / samples) * (east - west);
			const y = south + ((sy + 0.5) / samples) * (north - south);
			if (!featureContains(footprints, outline, x, y)) continue;
			inside++;
			if (parts.some((part) => featureContains(footprints, part, x, y))) covered++;
		}
	return inside === 0 ? 1 : covered / inside;
}

/** Whether a feature's ground contains a point of the grid. */
export function featureContains(footprints: Footprints, feature: number, x: number, y: number): boolean {
	const { polygonStart, ringStart, vertexStart, xy } = footprints;
	for (let p = polygonStart[feature]!; p < polygonStart[feature + 1]!; p++) {
		let inside = false;
		for (let r = ringStart[p]!; r < ringStart[p + 1]!; r++)
			if (inRing(xy, 2 * vertexStart[r]!, 2 * vertexStart[r + 1]!, x, y)) inside = !inside;
		if (inside) return true;
	}
	return false;
}

/** Range of a feature's coordinates in `xy`. */
export function vertexRange(
	{ polygonStart, ringStart, vertexStart }: Footprints,
	feature: number
): [number, number] {
	return [
		2 * vertexStart[ringStart[polygonStart[feature]!]!]!,
		2 * vertexStart[ringStart[polygonStart[feature + 1]!]!]!
	];
}
