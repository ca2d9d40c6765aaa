import { rmSync } from 'node:fs';
import { LocalFrame } from '../../../src/lib/model/local-frame.ts';
import { BodyMesh } from '../../../tiles/bake/body-mesh.ts';
import { meshBounds, writeBuildingGlb, type TileGrid } from '../../../tiles/bake/building-glb.ts';
import { encoderReady } from '../../../tiles/bake/glb.ts';
import { unionBounds, writeTileset, writeTwins, type TileNode } from '../../../tiles/bake/tile-files.ts';
import { ANCHOR } from './indicator.ts';

const PER_TILE = 2000;
const SPACING = 24;

/** A city of boxes in tiles of 2,000, baked as the product bakes; ids are shuffled over the city. */
export async function bakeBenchCity(folder: string, count: number): Promise<void> {
	await encoderReady;
	rmSync(folder, { recursive: true, force: true });
	const tiles = Math.ceil(count / PER_TILE);
	const across = Math.ceil(Math.sqrt(tiles));
	const inTile = Math.ceil(Math.sqrt(PER_TILE));
	const nodes: TileNode[] = [];
	for (let tile = 0; tile < tiles; tile++) {
		const side = inTile * SPACING;
		const origin = [
			((tile % across) - across / 2) * side,
			(Math.floor(tile / across) - across / 2) * side,
			0
		] as const;
		const grid: TileGrid = { origin, planStep: 1 / 16, heightStep: 1 / 8 };
		const mesh = new BodyMesh();
		const rows = Math.min(PER_TILE, count - tile * PER_TILE);
		const id = new Uint32Array(rows);
		const height = new Float32Array(rows);
		for (let row = 0; row < rows; row++) {
			id[row] = ((tile * PER_TILE + row) * 7919) % count;
			height[row] = 6 + (row % 13) * 3;
			const [x, y] = [(row % inTile) * SPACING * 16, Math.floor(row / inTile) * SPACING * 16];
			const w = 16 * 16;
			mesh.add(
				{
					xy: [x, y, x + w, y, x + w, y + w, x, y + w],
					ringEnds: [8],
					bottom: 0,
					top: height[row]! * 8,
					floor: false
				},
				row
			);
		}
		const uri = `${String(tile)}.glb`;
		writeTwins(
			folder,
			uri,
			writeBuildingGlb(mesh, { id, height, cls: new Uint8Array(rows), flags: new Uint8Array(rows) }, grid)
		);
		nodes.push({ bounds: meshBounds(mesh, grid), geometricError: 0, uri, children: [] });
	}
	const root = {
		bounds: unionBounds(nodes.map(({ bounds }) => bounds)),
		geometricError: 10_000,
		transform: new LocalFrame(ANCHOR).toEcefMatrix,
		children: nodes
	};
	writeTileset(folder, root, 20_000, () => false);
}
