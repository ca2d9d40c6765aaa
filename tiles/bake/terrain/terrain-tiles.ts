import { mkdirSync } from 'node:fs';
import { LocalFrame } from '#lib/model/local-frame.ts';
import type { LngLat } from '#lib/model/geometry.ts';
import type { TileGrid } from '../building-glb.ts';
import { groundHeightAt } from '../ground/ground-mesh.ts';
import { unionBounds, writeTileset, writeTwins, type TileNode } from '../tile-files.ts';
import { hillBounds, writeHillGlb } from './hill-glb.ts';
import { hillMesh } from './hill-mesh.ts';
import type { MetreGrid } from './relief.ts';

/** Squares of a tile's side. */
const SIDE = 64;

/** Writes hills as tiles beside each other, all equally fine: a city's hills are few triangles. Returns how many. */
export function writeTerrain(folder: string, anchor: LngLat, relief: MetreGrid): number {
	const groundHeight = groundHeightAt(anchor[1]);
	const children: TileNode[] = [];
	for (let row = 0; row < relief.rows - 1; row += SIDE)
		for (let column = 0; column < relief.columns - 1; column += SIDE) {
			const squares = {
				columns: [column, Math.min(column + SIDE, relief.columns - 1)],
				rows: [row, Math.min(row + SIDE, relief.rows - 1)]
			} as const;
			const middle = SIDE / 2;
			const grid: TileGrid = {
				origin: [
					Math.round(relief.west + (column + middle) * relief.step),
					Math.round(relief.south + (row + middle) * relief.step),
					0
				],
				// Half a tile is at most 30,000 steps.
				planStep: Math.max(1 / 32, 2 ** Math.ceil(Math.log2((relief.step * middle) / 30_000))),
				heightStep: 1 / 8
			};
			const mesh = hillMesh(relief, squares, groundHeight, grid);
			if (!mesh) continue;
			const uri = `${String(column / SIDE)}-${String(row / SIDE)}.glb`;
			mkdirSync(folder, { recursive: true });
			writeTwins(folder, uri, writeHillGlb(mesh, grid));
			children.push({ bounds: hillBounds(mesh, grid), geometricError: 0, uri, children: [] });
		}
	if (children.length === 0) return 0;
	// A root without content: whoever looks at the city takes its children.
	const error = 1000;
	writeTileset(
		folder,
		{
			bounds: unionBounds(children.map(({ bounds }) => bounds)),
			geometricError: error,
			transform: new LocalFrame(anchor).toEcefMatrix,
			children
		},
		4 * error,
		() => false
	);
	return children.length;
}
