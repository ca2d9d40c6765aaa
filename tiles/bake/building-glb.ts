import type { BodyMesh } from './body-mesh.ts';
import { FLOAT, GlbWriter, SHORT, UNSIGNED_INT, UNSIGNED_SHORT } from './glb.ts';

/** `flags` of a row. */
export const HEIGHT_ESTIMATED = 1;
/** The row stands for a block of buildings and carries the id of the largest. */
export const MERGED = 2;

/** The property table of a tile, by row. */
export interface BuildingRows {
	readonly id: Uint32Array;
	/** Metres, rounded to 0.1. */
	readonly height: Float32Array;
	readonly cls: Uint8Array;
	readonly flags: Uint8Array;
}

/** Where whole tile units lie: metres of the frame = translation + units × step. */
export interface TileGrid {
	/** East, north, up, metres. */
	readonly origin: readonly [number, number, number];
	readonly planStep: number;
	readonly heightStep: number;
}

const SCHEMA = {
	id: 'bodies',
	classes: {
		building: {
			properties: {
				id: { type: 'SCALAR', componentType: 'UINT32', required: true },
				height: { type: 'SCALAR', componentType: 'FLOAT32', required: true },
				cls: { type: 'SCALAR', componentType: 'UINT8', required: true },
				flags: { type: 'SCALAR', componentType: 'UINT8', required: true }
			}
		}
	}
};

/** A building tile in the encoding that CesiumJS, 3d-tiles-renderer and loaders.gl read alike. */
export function writeBuildingGlb(mesh: BodyMesh, rows: BuildingRows, grid: TileGrid): Uint8Array {
	const glb = new GlbWriter();
	const count = mesh.vertexCount;
	const [east, north, up] = grid.origin;
	const indices = mesh.indices.subarray(0, mesh.indexCount);
	const narrow = count <= 65_535;
	const position = glb.accessor({
		bufferView: glb.attributes(mesh.positions, count, 8, true),
		componentType: SHORT,
		count,
		type: 'VEC3',
		min: mesh.min,
		max: mesh.max
	});
	const featureId = glb.accessor({
		bufferView: glb.attributes(mesh.rows, count, 4, true),
		componentType: FLOAT,
		count,
		type: 'SCALAR'
	});
	const index = glb.accessor({
		bufferView: glb.triangles(narrow ? Uint16Array.from(indices) : indices),
		componentType: narrow ? UNSIGNED_SHORT : UNSIGNED_INT,
		count: indices.length,
		type: 'SCALAR'
	});
	const rowCount = rows.id.length;
	const properties = {
		id: { values: glb.attributes(rows.id, rowCount, 4, false) },
		height: { values: glb.attributes(rows.height, rowCount, 4, false) },
		cls: { values: glb.plain(rows.cls) },
		flags: { values: glb.plain(rows.flags) }
	};
	return glb.finish({
		asset: { version: '2.0', generator: 'Cityloop' },
		extensionsUsed: [
			'KHR_mesh_quantization',
			'EXT_meshopt_compression',
			'EXT_mesh_features',
			'EXT_structural_metadata'
		],
		extensionsRequired: ['KHR_mesh_quantization', 'EXT_meshopt_compression'],
		scene: 0,
		scenes: [{ nodes: [0] }],
		nodes: [
			{ mesh: 0, translation: [east, up, -north], scale: [grid.planStep, grid.heightStep, grid.planStep] }
		],
		meshes: [
			{
				primitives: [
					{
						attributes: { POSITION: position, _FEATURE_ID_0: featureId },
						indices: index,
						mode: 4,
						material: 0,
						extensions: {
							EXT_mesh_features: { featureIds: [{ featureCount: rowCount, attribute: 0, propertyTable: 0 }] }
						}
					}
				]
			}
		],
		materials: [
			{
				pbrMetallicRoughness: {
					baseColorFactor: [0.75, 0.75, 0.75, 1],
					metallicFactor: 0,
					roughnessFactor: 0.9
				}
			}
		],
		extensions: {
			EXT_structural_metadata: {
				schema: SCHEMA,
				propertyTables: [{ class: 'building', count: rowCount, properties }]
			}
		}
	});
}

/** Bounds of what was written, metres of the frame: min then max of east, north, up. */
export function meshBounds(mesh: BodyMesh, grid: TileGrid): Bounds {
	const [east, north, up] = grid.origin;
	return [
		east + mesh.min[0]! * grid.planStep,
		north - mesh.max[2]! * grid.planStep,
		up + mesh.min[1]! * grid.heightStep,
		east + mesh.max[0]! * grid.planStep,
		north - mesh.min[2]! * grid.planStep,
		up + mesh.max[1]! * grid.heightStep
	];
}

/** West, south, bottom, east, north, top in metres of a frame. */
export type Bounds = [number, number, number, number, number, number];
