import type { Bounds, TileGrid } from '../building-glb.ts';
import { BYTE, GlbWriter, SHORT, UNSIGNED_INT, UNSIGNED_SHORT } from '../glb.ts';

/** A piece of hills: positions in tile units (x east, y up, z south, padding), normals as signed bytes with padding. */
export interface HillMesh {
	readonly positions: Int16Array;
	readonly normals: Int8Array;
	readonly indices: Uint32Array;
}

/** What any viewer shows; the scene has colours of its own. */
const COLOUR = [0.539, 0.597, 0.565, 1];

export function writeHillGlb({ positions, normals, indices }: HillMesh, grid: TileGrid): Uint8Array {
	const glb = new GlbWriter();
	const count = positions.length / 4;
	const { min, max } = limits(positions);
	const position = glb.accessor({
		bufferView: glb.attributes(positions, count, 8, true),
		componentType: SHORT,
		count,
		type: 'VEC3',
		min,
		max
	});
	const normal = glb.accessor({
		bufferView: glb.attributes(normals, count, 4, true),
		componentType: BYTE,
		normalized: true,
		count,
		type: 'VEC3'
	});
	const narrow = count <= 65_535;
	const triangles = glb.accessor({
		bufferView: glb.triangles(narrow ? Uint16Array.from(indices) : indices),
		componentType: narrow ? UNSIGNED_SHORT : UNSIGNED_INT,
		count: indices.length,
		type: 'SCALAR'
	});
	const [east, north, up] = grid.origin;
	return glb.finish({
		asset: { version: '2.0', generator: 'Cityloop' },
		extensionsUsed: ['KHR_mesh_quantization', 'EXT_meshopt_compression'],
		extensionsRequired: ['KHR_mesh_quantization', 'EXT_meshopt_compression'],
		scene: 0,
		scenes: [{ nodes: [0] }],
		nodes: [
			{
				name: 'hill',
				mesh: 0,
				translation: [east, up, -north],
				scale: [grid.planStep, grid.heightStep, grid.planStep],
				extras: { kind: 'hill' }
			}
		],
		meshes: [
			{
				name: 'hill',
				primitives: [
					{ attributes: { POSITION: position, NORMAL: normal }, indices: triangles, mode: 4, material: 0 }
				],
				extras: { kind: 'hill' }
			}
		],
		materials: [
			{
				name: 'hill',
				pbrMetallicRoughness: { baseColorFactor: COLOUR, metallicFactor: 0, roughnessFactor: 1 }
			}
		]
	});
}

/** Bounds of a piece, metres of the frame. */
export function hillBounds({ positions }: HillMesh, grid: TileGrid): Bounds {
	const { min, max } = limits(positions);
	const [east, north, up] = grid.origin;
	return [
		east + min[0]! * grid.planStep,
		north - max[2]! * grid.planStep,
		up + min[1]! * grid.heightStep,
		east + max[0]! * grid.planStep,
		north - min[2]! * grid.planStep,
		up + max[1]! * grid.heightStep
	];
}

function limits(positions: Int16Array): { min: number[]; max: number[] } {
	const min = [Infinity, Infinity, Infinity];
	const max = [-Infinity, -Infinity, -Infinity];
	positions.forEach((value, index) => {
		const axis = index % 4;
		if (axis === 3) return;
		min[axis] = Math.min(min[axis]!, value);
		max[axis] = Math.max(max[axis]!, value);
	});
	return { min, max };
}
