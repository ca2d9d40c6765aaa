import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Bounds } from './building-glb.ts';

/** A node of a tileset, its bounds in the metres of its frame. */
export interface TileNode {
	readonly bounds: Bounds;
	readonly geometricError: number;
	/** Content, relative to the tileset's folder. */
	readonly uri?: string;
	/** Column-major, to the parent's frame (the root's: to ECEF). */
	readonly transform?: readonly number[];
	readonly children: readonly TileNode[];
}

/** Bytes as they are and as they travel. */
export interface WrittenBytes {
	readonly raw: number;
	readonly gzip: number;
}

/** Writes a file and its `.gz` twin, making folders as needed. */
export function writeTwins(root: string, name: string, data: Uint8Array, level = 6): WrittenBytes {
	const path = join(root, name);
	mkdirSync(dirname(path), { recursive: true });
	const packed = gzipSync(data, { level });
	writeFileSync(path, data);
	writeFileSync(`${path}.gz`, packed);
	return { raw: data.length, gzip: packed.length };
}

/** Above so many tiles, units become tilesets of their own, so that the first file stays small. */
const MANY_TILES = 1500;

/** `tileset.json` (and one for each `external` node of a very large set) with REPLACE refinement. */
export function writeTileset(
	folder: string,
	root: TileNode,
	geometricError: number,
	isExternal: (node: TileNode) => boolean
): WrittenBytes {
	const split = countNodes(root) > MANY_TILES;
	let raw = 0;
	let gzip = 0;
	const save = (name: string, error: number, tile: unknown): void => {
		const text = JSON.stringify({
			asset: { version: '1.1', generator: 'Cityloop' },
			geometricError: error,
			root: tile
		});
		const written = writeTwins(folder, name, Buffer.from(text), 9);
		raw += written.raw;
		gzip += written.gzip;
	};
	const toJson = (node: TileNode, base: string, refine: boolean): Record<string, unknown> => {
		const json: Record<string, unknown> = {
			...(node.transform ? { transform: node.transform } : {}),
			boundingVolume: { box: boxOf(node.bounds) },
			geometricError: round(node.geometricError),
			...(refine ? { refine: 'REPLACE' } : {})
		};
		if (split && !refine && isExternal(node) && node.uri !== undefined && node.children.length > 0) {
			const name = `${dirname(node.uri)}/tileset.json`;
			const { transform: _, ...local } = node;
			save(name, node.geometricError * 2, toJson(local, `${dirname(node.uri)}/`, true));
			return { ...json, content: { uri: name } };
		}
		if (node.uri !== undefined)
			json['content'] = { uri: node.uri.startsWith(base) ? node.uri.slice(base.length) : node.uri };
		if (node.children.length > 0) json['children'] = node.children.map((child) => toJson(child, base, false));
		return json;
	};
	save('tileset.json', round(geometricError), toJson(root, '', true));
	return { raw, gzip };
}

export function countNodes(node: TileNode): number {
	return node.children.reduce((sum, child) => sum + countNodes(child), 1);
}

/** The smallest bounds around all. */
export function unionBounds(all: readonly Bounds[]): Bounds {
	const result: Bounds = [Infinity, Infinity, Infinity, -Infinity, -Infinity, -Infinity];
	for (const bounds of all)
		for (let axis = 0; axis < 3; axis++) {
			result[axis] = Math.min(result[axis]!, bounds[axis]!);
			result[axis + 3] = Math.max(result[axis + 3]!, bounds[axis + 3]!);
		}
	return result;
}

/** Bounds, in the frame that `matrix` leads to, of all eight corners. */
export function moveBounds(bounds: Bounds, matrix: readonly number[]): Bounds {
	const corners: Bounds[] = [];
	for (let corner = 0; corner < 8; corner++) {
		const [x, y, z] = [0, 1, 2].map((axis) => bounds[axis + ((corner >> axis) & 1) * 3]!) as [
			number,
			number,
			number
		];
		const at = [0, 1, 2].map(
			(row) => matrix[row]! * x + matrix[4 + row]! * y + matrix[8 + row]! * z + matrix[12 + row]!
		) as [number, number, number];
		corners.push([...at, ...at]);
	}
	return unionBounds(corners);
}

function boxOf([west, south, bottom, east, north, top]: Bounds): number[] {
	return [
		(west + east) / 2,
		(south + north) / 2,
		(bottom + top) / 2,
		...[half(west, east), 0, 0],
		...[0, half(south, north), 0],
		...[0, 0, half(bottom, top)]
	].map(round);
}

/** Half a side, a millimetre larger than it need be: the centre is rounded to half of that. */
function half(from: number, to: number): number {
	return (to - from) / 2 + 0.001;
}

/** Millimetres are enough, and short. */
function round(value: number): number {
	return Math.round(value * 1000) / 1000;
}
