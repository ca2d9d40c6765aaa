import type { TileGrid } from '../building-glb.ts';
import type { GroundHeight } from '../ground/ground-mesh.ts';
import type { HillMesh } from './hill-glb.ts';
import type { MetreGrid } from './relief.ts';

/** Lower than this is level ground, metres: it is not drawn twice. */
const LEVEL = 0.5;

/** Squares of the relief, `from` included, `to` not. */
export interface Squares {
	readonly columns: readonly [from: number, to: number];
	readonly rows: readonly [from: number, to: number];
}

/** The hills in some squares of the relief, following the ellipsoid; undefined where all is level. */
export function hillMesh(
	relief: MetreGrid,
	{ columns: [west, east], rows: [south, north] }: Squares,
	groundHeight: GroundHeight,
	grid: TileGrid
): HillMesh | undefined {
	const vertices = new Map<number, number>();
	const positions: number[] = [];
	const normals: number[] = [];
	const indices: number[] = [];
	const high = (column: number, row: number) => relief.values[row * relief.columns + column]!;
	const vertex = (column: number, row: number): number => {
		const key = row * relief.columns + column;
		const known = vertices.get(key);
		if (known !== undefined) return known;
		const [x, y] = [relief.west + column * relief.step, relief.south + row * relief.step];
		const { origin, planStep, heightStep } = grid;
		positions.push(
			Math.round((x - origin[0]) / planStep),
			Math.round((groundHeight(x, y) + high(column, row) - origin[2]) / heightStep),
			-Math.round((y - origin[1]) / planStep),
			0
		);
		normals.push(...normalAt(relief, column, row, grid), 0);
		const index = positions.length / 4 - 1;
		vertices.set(key, index);
		return index;
	};
	for (let row = south; row < north; row++)
		for (let column = west; column < east; column++) {
			const corners = [
				high(column, row),
				high(column + 1, row),
				high(column + 1, row + 1),
				high(column, row + 1)
			];
			if (Math.max(...corners) < LEVEL) continue;
			const [a, b, c, d] = [
				vertex(column, row),
				vertex(column + 1, row),
				vertex(column + 1, row + 1),
				vertex(column, row + 1)
			];
			// The diagonal that follows the slope: ridges and valleys are not cut.
			if (Math.abs(corners[0]! - corners[2]!) <= Math.abs(corners[1]! - corners[3]!))
				indices.push(a, b, c, a, c, d);
			else indices.push(a, b, d, b, c, d);
		}
	if (indices.length === 0) return undefined;
	return {
		positions: Int16Array.from(positions),
		normals: Int8Array.from(normals),
		indices: Uint32Array.from(indices)
	};
}

/** Unit vector out of the ground, east, up, south, in 127ths; in tile units, which need not be cubes. */
function normalAt(
	{ values, columns, rows, step }: MetreGrid,
	column: number,
	row: number,
	{ planStep, heightStep }: TileGrid
): number[] {
	const at = (x: number, y: number) =>
		values[Math.min(rows - 1, Math.max(0, y)) * columns + Math.min(columns - 1, Math.max(0, x))]!;
	const dx = (at(column + 1, row) - at(column - 1, row)) / (2 * step);
	const dy = (at(column, row + 1) - at(column, row - 1)) / (2 * step);
	const [east, up, south] = [-dx * planStep, heightStep, dy * planStep];
	const length = Math.hypot(east, up, south);
	return [east, up, south].map((value) => Math.round((127 * value) / length));
}
