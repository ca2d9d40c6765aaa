import type { BufferGeometry } from 'three';
import { MeshBVH } from 'three-mesh-bvh';

/** Triangles that are taken in at once: up to some 20 ms of work. */
const SLICE = 40_000;

interface Trees {
	readonly built: MeshBVH[];
	isWhole: boolean;
}

const KNOWN = new WeakMap<BufferGeometry, Trees>();

/**
 * What finds a model's triangle on a ray, a tree for each slice of its triangles. A model of one slice has it at once.
 * Those of larger ones are built one after the other, with room for frames in between, from the first question on; until
 * all are there, there are none: what lies behind a triangle that is missing is not what is pointed at.
 */
export function treesOf(geometry: BufferGeometry): readonly MeshBVH[] {
	let trees = KNOWN.get(geometry);
	if (!trees) {
		trees = { built: [], isWhole: false };
		KNOWN.set(geometry, trees);
		build(geometry, trees, 0);
	}
	return trees.isWhole ? trees.built : [];
}

function build(geometry: BufferGeometry, trees: Trees, start: number): void {
	const end = geometry.index?.count ?? geometry.getAttribute('position').count;
	const count = Math.min(3 * SLICE, end - start);
	// indirect: the index that the GPU has stays as it is
	if (count > 0) trees.built.push(new MeshBVH(geometry, { indirect: true, range: { start, count } }));
	if (start + count < end) setTimeout(() => build(geometry, trees, start + count));
	else trees.isWhole = true;
}
