import {
	BufferAttribute,
	BufferGeometry,
	IntType,
	LineSegments,
	Mesh,
	type Material,
	type Object3D
} from 'three';
import { ORDER } from './backdrop.ts';
import { CASTERS } from './sun-shadow.ts';

/** Property table of one tile: global id and attributes by feature number in the tile. */
interface TableColumns {
	readonly id: ArrayLike<number>;
	readonly height: Float32Array;
	readonly flags: Uint8Array;
}

/** What a tile's mesh knows of its features, for pointing at them. */
export interface BodyMeshData {
	/** Global id by vertex. */
	readonly ids: Uint32Array;
	/** A merged block of the levels of detail, by vertex: its id stands for many. */
	readonly merged: Uint8Array;
}

/** Bit 1 of the property table's `flags`: merged blocks. */
const MERGED = 2;

/**
 * Makes a loaded tile's meshes ours: the shared material, the global id, the height and the crown
 * (1 at the top of walls and on roofs) by vertex, and the lines along the roofs.
 */
export function prepareBodies(tileScene: Object3D, material: Material, edgeMaterial: Material): void {
	const meshes: Mesh[] = [];
	tileScene.traverse((object) => {
		if (object instanceof Mesh) meshes.push(object);
	});
	for (const mesh of meshes) prepareMesh(mesh, material, edgeMaterial);
}

function prepareMesh(mesh: Mesh, material: Material, edgeMaterial: Material): void {
	const geometry: BufferGeometry = mesh.geometry;
	const position = geometry.getAttribute('position');
	const count = position.count;
	const columns = tableOf(mesh);
	const feature = geometry.getAttribute('_feature_id_0');
	const ids = new Uint32Array(count);
	const heights = new Float32Array(count);
	const merged = new Uint8Array(count);
	for (let i = 0; i < count; i++) {
		const row = feature ? Math.round(feature.getX(i)) : 0;
		ids[i] = columns?.id[row] ?? 0xfffffffe;
		heights[i] = columns?.height[row] ?? 0;
		merged[i] = (columns?.flags[row] ?? 0) & MERGED ? 1 : 0;
	}
	const gid = new BufferAttribute(ids, 1);
	gid.gpuType = IntType;
	geometry.setAttribute('gid', gid);
	geometry.setAttribute('bodyHeight', new BufferAttribute(heights, 1));
	const index = geometry.index!.array;
	const crown = crownOf(index, position);
	geometry.setAttribute('crown', new BufferAttribute(crown, 1, true));
	geometry.deleteAttribute('_feature_id_0');
	const data: BodyMeshData = { ids, merged };
	mesh.userData['bodies'] = data;
	mesh.material = material;
	mesh.renderOrder = ORDER.bodies;
	mesh.frustumCulled = true;
	mesh.layers.enable(CASTERS);
	const lines = new BufferGeometry();
	for (const name of ['position', 'gid'] as const) lines.setAttribute(name, geometry.getAttribute(name));
	lines.setIndex(new BufferAttribute(roofLines(index, crown, position), 1));
	geometry.computeBoundingSphere();
	lines.boundingSphere = geometry.boundingSphere;
	const edges = new LineSegments(lines, edgeMaterial);
	edges.renderOrder = ORDER.edges;
	edges.raycast = () => undefined;
	edges.userData['roofEdges'] = true;
	edges.matrixAutoUpdate = false;
	mesh.add(edges);
}

/** Frees what `prepareBodies` added; the tile's own geometry is freed by the tiles renderer. */
export function disposeBodies(tileScene: Object3D): void {
	tileScene.traverse((object) => {
		if (object instanceof LineSegments && object.userData['roofEdges']) object.geometry.dispose();
	});
}

interface Positions {
	getX(i: number): number;
	getY(i: number): number;
	getZ(i: number): number;
}

/** 255 for vertices of level triangles, that is roofs (glTF's y is up), else 0. */
export function crownOf(
	index: ArrayLike<number>,
	position: Positions & { readonly count: number }
): Uint8Array {
	const crown = new Uint8Array(position.count);
	for (let i = 0; i < index.length; i += 3) {
		const [a, b, c] = [index[i]!, index[i + 1]!, index[i + 2]!];
		const y = position.getY(a);
		if (position.getY(b) !== y || position.getY(c) !== y) continue;
		const abx = position.getX(b) - position.getX(a);
		const abz = position.getZ(b) - position.getZ(a);
		const acx = position.getX(c) - position.getX(a);
		const acz = position.getZ(c) - position.getZ(a);
		if (abz * acx - abx * acz <= 0) continue; // looks down: a floor
		crown[a] = crown[b] = crown[c] = 255;
	}
	return crown;
}

/** Pairs of vertex indices: the upper edge of every wall. */
export function roofLines(index: ArrayLike<number>, crown: Uint8Array, position: Positions): Uint32Array {
	const lines: number[] = [];
	for (let i = 0; i < index.length; i += 3) {
		const corners = [index[i]!, index[i + 1]!, index[i + 2]!];
		const tops = corners.filter((v) => crown[v] === 255);
		if (tops.length !== 2) continue;
		const [from, to] = tops as [number, number];
		if (position.getY(from) === position.getY(to)) lines.push(from, to);
	}
	return Uint32Array.from(lines);
}

interface TableAccessor {
	readonly count: number;
	readonly data: readonly ArrayBuffer[];
	readonly properties: Readonly<
		Record<string, { readonly values: number; readonly componentType: string } | undefined>
	>;
}

/** Whole columns at once: the plugin's own per-row reader takes ten times as long. */
function tableOf(mesh: Mesh): TableColumns | undefined {
	const metadata = mesh.userData['structuralMetadata'] as { tableAccessors?: TableAccessor[] } | undefined;
	const table = metadata?.tableAccessors?.[0];
	if (!table) return undefined;
	const buffer = (name: string) => {
		const property = table.properties[name];
		return property ? table.data[property.values] : undefined;
	};
	const [id, height, flags] = [buffer('id'), buffer('height'), buffer('flags')];
	if (!id) return undefined;
	return {
		id: new (table.properties['id']!.componentType === 'FLOAT64' ? Float64Array : Uint32Array)(
			id,
			0,
			table.count
		),
		height: height ? new Float32Array(height, 0, table.count) : new Float32Array(table.count),
		flags: flags ? new Uint8Array(flags, 0, table.count) : new Uint8Array(table.count)
	};
}
