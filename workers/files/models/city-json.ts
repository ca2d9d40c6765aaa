import type { LngLat } from '#lib/model/geometry.ts';
import { LocalFrame } from '#lib/model/local-frame.ts';
import { fileError } from '../file-error.ts';
import { parseJsonDocuments } from '../formats/parse-json.ts';
import { referenceSystem } from '../positions/reference-system.ts';
import type { Mesh } from './glb.ts';
import { numberThings } from './number-things.ts';
import { triangulate } from './triangulate.ts';

/** A CityJSON file as triangles. */
export interface CityMesh {
	readonly mesh: Mesh;
	/** Middle of its vertices; absent when the file names no reference system. */
	readonly at?: LngLat;
	/** City objects that have a surface. */
	readonly count: number;
}

type Boundaries = readonly (number | Boundaries)[];

interface CityObject {
	readonly type?: string;
	readonly attributes?: object;
	readonly geometry?: readonly {
		readonly type: string;
		readonly lod?: string | number;
		readonly boundaries?: Boundaries;
	}[];
}

interface Part {
	readonly CityObjects?: Readonly<Record<string, CityObject>>;
	readonly vertices?: readonly unknown[];
}

interface CityJson extends Part {
	readonly type?: string;
	readonly transform?: { readonly scale: readonly number[]; readonly translate: readonly number[] };
	readonly metadata?: { readonly referenceSystem?: string };
}

/** How deep a type's surfaces lie in its boundaries. */
const DEPTH: Readonly<Record<string, number>> = {
	MultiSurface: 0,
	CompositeSurface: 0,
	Solid: 1,
	MultiSolid: 2,
	CompositeSolid: 2
};

/**
 * Reads CityJSON (1.0 to 2.0) or a sequence of its features: of every object its finest surfaces, standing with the
 * lowest vertex on the ground. Throws INPUT_INVALID when it is none or holds no surface.
 */
export function cityJsonMesh(file: string, text: string): CityMesh {
	const [head, ...features] = parseJsonDocuments(file, text) as readonly CityJson[]; // what is missing is looked at where it is used
	const { transform, metadata } = head as CityJson; // the first is always there
	const stated = metadata?.referenceSystem;
	const system = stated === undefined ? undefined : referenceSystem(stated);
	if (stated !== undefined && !system)
		throw fileError({
			file,
			reason: 'systemUnknown',
			problem: `its reference system ${stated} is not known`,
			cure: 'reproject it to an EPSG code such as 4978, a UTM zone or CGCS2000'
		});
	const parts = [head as Part, ...features];
	const vertices = parts.flatMap(({ vertices: own = [] }) =>
		own.map((vertex, number) => {
			const at = isVertex(vertex) ? placed(vertex, transform) : undefined;
			if (!at?.every(Number.isFinite))
				throw damaged(file, `vertex ${number + 1}`, 'this vertex is not three numbers');
			return at;
		})
	);
	if (vertices.length === 0)
		throw fileError({
			file,
			reason: 'noSurface',
			problem: 'this CityJSON holds no vertices',
			cure: 'give one with objects in it'
		});

	const local = toLocal(vertices, system?.toLngLat);
	const indices: number[] = [];
	const known: object[] = [];
	/** Where in the indices each object ends. */
	const ends: number[] = [];
	let first = 0;
	for (const { CityObjects = {}, vertices: own = [] } of parts) {
		for (const [id, object] of Object.entries(CityObjects)) {
			const before = indices.length;
			for (const surface of finestSurfaces(object)) {
				if (!isSurface(surface, own.length))
					throw damaged(file, id, 'a surface of this object names a vertex that is not there');
				triangulate(surface, first, local.positions, indices);
			}
			if (indices.length === before) continue;
			known.push({ id, ...(object.type !== undefined && { type: object.type }), ...object.attributes });
			ends.push(indices.length);
		}
		first += own.length;
	}
	if (indices.length === 0)
		throw fileError({
			file,
			reason: 'noSurface',
			problem: 'none of its objects has a surface',
			cure: 'give one with geometries'
		});
	return {
		mesh: numberThings(local.positions, indices, ends, known),
		count: known.length,
		...(local.at && { at: local.at })
	};
}

type Vertex = readonly [x: number, y: number, z: number];

const isVertex = (vertex: unknown): vertex is Vertex =>
	Array.isArray(vertex) && vertex.length === 3 && vertex.every(Number.isFinite);

/** Whether every ring names vertices that are there. */
const isSurface = (surface: unknown, vertices: number): surface is readonly (readonly number[])[] =>
	Array.isArray(surface) &&
	surface.every(
		(ring) =>
			Array.isArray(ring) &&
			ring.every((vertex) => Number.isInteger(vertex) && vertex >= 0 && vertex < vertices)
	);

const damaged = (file: string, place: string, problem: string) =>
	fileError({ file, place, reason: 'damaged', problem, cure: 'export it again' });

function placed([x, y, z]: Vertex, transform: CityJson['transform']): Vertex {
	if (!transform) return [x, y, z];
	const { scale, translate } = transform;
	const along = (axis: number, value: number) => value * (scale[axis] ?? 1) + (translate[axis] ?? 0);
	return [along(0, x), along(1, y), along(2, z)];
}

/** glTF's axes (east, up, south) around the middle, the lowest vertex at height 0. */
function toLocal(
	vertices: readonly Vertex[],
	toLngLat: ((x: number, y: number) => readonly [number, number]) | undefined
): { positions: Float64Array; at?: LngLat } {
	let [west, south, low] = [Infinity, Infinity, Infinity];
	let [east, north] = [-Infinity, -Infinity];
	for (const [x, y, z] of vertices) {
		west = Math.min(west, x);
		east = Math.max(east, x);
		south = Math.min(south, y);
		north = Math.max(north, y);
		low = Math.min(low, z);
	}
	const [middleX, middleY] = [(west + east) / 2, (south + north) / 2];
	const positions = new Float64Array(vertices.length * 3);
	const at = toLngLat?.(middleX, middleY);
	const frame = at && new LocalFrame(at);
	vertices.forEach(([x, y, z], index) => {
		const [e, n] = frame && toLngLat ? frame.toLocal(...toLngLat(x, y)) : [x - middleX, y - middleY];
		positions.set([e, z - low, -n], index * 3);
	});
	return { positions, ...(at && { at }) };
}

/** Surfaces of the finest of an object's geometries: rings of vertex numbers, the outer one first. */
function finestSurfaces({ geometry = [] }: CityObject): readonly unknown[] {
	const drawn = geometry.filter(({ type, boundaries }) => DEPTH[type] !== undefined && boundaries);
	const [finest] = drawn.sort((a, b) => Number(b.lod ?? 0) - Number(a.lod ?? 0));
	if (!finest) return [];
	let surfaces = finest.boundaries as readonly unknown[]; // of the depth that its type has
	for (let depth = DEPTH[finest.type] as number; depth > 0; depth--)
		surfaces = surfaces.flatMap((inner) => inner as readonly unknown[]);
	return surfaces;
}
