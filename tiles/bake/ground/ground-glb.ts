import { BYTE, FLOAT, GlbWriter, SHORT, UNSIGNED_INT, UNSIGNED_SHORT } from '../glb.ts';
import type { Bounds, TileGrid } from '../building-glb.ts';
import type { GroundMesh } from './ground-mesh.ts';
import type { RibbonMesh } from './ribbons.ts';

/** Drawn in this order, without writing depth. */
export const GROUND_KINDS = ['water', 'land', 'green', 'wood', 'road'] as const;
export type GroundKind = (typeof GROUND_KINDS)[number];

/** What any viewer shows; the scene has colours of its own. Linear, from look/README's day tokens. */
const COLOURS: Record<GroundKind, [number, number, number, number]> = {
	water: [0.456, 0.546, 0.61, 1],
	land: [0.61, 0.638, 0.651, 1],
	green: [0.539, 0.597, 0.565, 1],
	wood: [0.5, 0.57, 0.53, 1],
	road: [0.807, 0.815, 0.823, 1]
};

export interface GroundMeshes {
	/** In the order in which they lie upon each other: water under land in a city on the sea, else land first. */
	readonly areas: readonly { readonly kind: GroundKind; readonly mesh: GroundMesh }[];
	readonly roads: RibbonMesh;
}

/** A ground tile: one node, mesh, primitive and material per kind, each named by it. */
export function writeGroundGlb({ areas, roads }: GroundMeshes, grid: TileGrid): Uint8Array | undefined {
	const glb = new GlbWriter();
	const drawn: { kind: GroundKind; order: number; primitive: Record<string, unknown> }[] = [];
	for (const [order, { kind, mesh }] of areas.entries())
		if (mesh.indices.length > 0) drawn.push({ kind, order, primitive: surface(glb, mesh, {}) });
	if (roads.surface.indices.length > 0) {
		const count = roads.surface.vertexCount;
		const side = glb.accessor({
			bufferView: glb.attributes(Int8Array.from(roads.sides), count, 4, true),
			componentType: BYTE,
			normalized: true,
			count,
			type: 'VEC2'
		});
		const scalar = (values: readonly number[]) =>
			glb.accessor({
				bufferView: glb.attributes(Float32Array.from(values), count, 4, true),
				componentType: FLOAT,
				count,
				type: 'SCALAR'
			});
		const attributes = { _SIDE: side, _HALF_WIDTH: scalar(roads.halfWidths), _CLASS: scalar(roads.classes) };
		drawn.push({ kind: 'road', order: areas.length, primitive: surface(glb, roads.surface, attributes) });
	}
	if (drawn.length === 0) return undefined;
	const [east, north, up] = grid.origin;
	return glb.finish({
		asset: { version: '2.0', generator: 'Cityloop' },
		extensionsUsed: ['KHR_mesh_quantization', 'EXT_meshopt_compression'],
		extensionsRequired: ['KHR_mesh_quantization', 'EXT_meshopt_compression'],
		scene: 0,
		scenes: [{ nodes: drawn.map((_, index) => index) }],
		nodes: drawn.map(({ kind, order }, mesh) => ({
			name: kind,
			mesh,
			translation: [east, up, -north],
			scale: [grid.planStep, grid.heightStep, grid.planStep],
			extras: { kind, order }
		})),
		meshes: drawn.map(({ kind, order, primitive }, material) => ({
			name: kind,
			primitives: [{ ...primitive, material }],
			extras: { kind, order }
		})),
		materials: drawn.map(({ kind }) => ({
			name: kind,
			pbrMetallicRoughness: { baseColorFactor: COLOURS[kind], metallicFactor: 0, roughnessFactor: 1 }
		}))
	});
}

/** Bounds of all meshes, metres of the frame. */
export function groundBounds({ areas, roads }: GroundMeshes, grid: TileGrid): Bounds {
	const bounds: Bounds = [Infinity, Infinity, Infinity, -Infinity, -Infinity, -Infinity];
	const [east, north, up] = grid.origin;
	for (const { positions } of [...areas.map(({ mesh }) => mesh), roads.surface])
		for (let i = 0; i < positions.length; i += 4) {
			const at = [
				east + positions[i]! * grid.planStep,
				north - positions[i + 2]! * grid.planStep,
				up + positions[i + 1]! * grid.heightStep
			];
			for (let axis = 0; axis < 3; axis++) {
				bounds[axis] = Math.min(bounds[axis]!, at[axis]!);
				bounds[axis + 3] = Math.max(bounds[axis + 3]!, at[axis]!);
			}
		}
	return bounds;
}

function surface(glb: GlbWriter, mesh: GroundMesh, extra: Record<string, number>): Record<string, unknown> {
	const count = mesh.vertexCount;
	const min = [Infinity, Infinity, Infinity];
	const max = [-Infinity, -Infinity, -Infinity];
	mesh.positions.forEach((value, i) => {
		const axis = i % 4;
		if (axis === 3) return;
		min[axis] = Math.min(min[axis]!, value);
		max[axis] = Math.max(max[axis]!, value);
	});
	const narrow = count <= 65_535;
	const position = glb.accessor({
		bufferView: glb.attributes(Int16Array.from(mesh.positions), count, 8, true),
		componentType: SHORT,
		count,
		type: 'VEC3',
		min,
		max
	});
	const indices = glb.accessor({
		bufferView: glb.triangles(narrow ? Uint16Array.from(mesh.indices) : Uint32Array.from(mesh.indices)),
		componentType: narrow ? UNSIGNED_SHORT : UNSIGNED_INT,
		count: mesh.indices.length,
		type: 'SCALAR'
	});
	return { attributes: { POSITION: position, ...extra }, indices, mode: 4 };
}
