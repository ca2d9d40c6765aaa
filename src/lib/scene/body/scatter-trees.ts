/** Triangles of a wood in metres of its tile's frame: x, y up, z. */
export interface WoodMesh {
	readonly positions: Float32Array;
	readonly indices: ArrayLike<number>;
}

/** One tree in so many metres of either side; each stands somewhere in its square. */
const SPACING = 15;
const STRAY = 0.8;
/** Heights, metres. */
const [LOWEST, HIGHEST] = [5, 11] as const;
/** Of one tile; a larger wood is thinner. */
const MOST = 5000;

/**
 * Where trees stand in a wood: x, y, z and height in metres, four numbers each. A wood of the map says that there are
 * trees, not where each is: they are its symbol. The same ground has the same trees in every tile that shows it.
 */
export function scatterTrees({ positions, indices }: WoodMesh): Float32Array {
	const trees: number[] = [];
	const squares = new Set<string>();
	for (let t = 0; t < indices.length; t += 3) {
		const [a, b, c] = [
			corner(positions, indices[t]!),
			corner(positions, indices[t + 1]!),
			corner(positions, indices[t + 2]!)
		];
		const [west, east] = [Math.min(a.x, b.x, c.x), Math.max(a.x, b.x, c.x)];
		const [south, north] = [Math.min(a.z, b.z, c.z), Math.max(a.z, b.z, c.z)];
		for (let i = Math.floor(west / SPACING); i <= Math.floor(east / SPACING); i++)
			for (let j = Math.floor(south / SPACING); j <= Math.floor(north / SPACING); j++) {
				const x = (i + 0.5 + STRAY * (chance(i, j, 1) - 0.5)) * SPACING;
				const z = (j + 0.5 + STRAY * (chance(i, j, 2) - 0.5)) * SPACING;
				if (!isInside(x, z, a, b, c)) continue;
				const key = `${i} ${j}`;
				if (squares.has(key)) continue;
				squares.add(key);
				trees.push(x, (a.y + b.y + c.y) / 3, z, LOWEST + (HIGHEST - LOWEST) * chance(i, j, 3));
			}
	}
	return thinned(Float32Array.from(trees));
}

interface Corner {
	readonly x: number;
	readonly y: number;
	readonly z: number;
}

const corner = (positions: Float32Array, index: number): Corner => ({
	x: positions[3 * index]!,
	y: positions[3 * index + 1]!,
	z: positions[3 * index + 2]!
});

function isInside(x: number, z: number, a: Corner, b: Corner, c: Corner): boolean {
	const side = (from: Corner, to: Corner) => (to.x - from.x) * (z - from.z) - (to.z - from.z) * (x - from.x);
	const [u, v, w] = [side(a, b), side(b, c), side(c, a)];
	return (u >= 0 && v >= 0 && w >= 0) || (u <= 0 && v <= 0 && w <= 0);
}

function thinned(trees: Float32Array): Float32Array {
	const count = trees.length / 4;
	if (count <= MOST) return trees;
	const kept = new Float32Array(4 * MOST);
	for (let n = 0; n < MOST; n++) {
		const from = 4 * Math.floor((n * count) / MOST);
		kept.set(trees.subarray(from, from + 4), 4 * n);
	}
	return kept;
}

/** 0 to 1, always the same for a square. */
function chance(i: number, j: number, of: number): number {
	let hash = Math.imul(i, 0x27d4eb2d) ^ Math.imul(j, 0x165667b1) ^ Math.imul(of, 0x9e3779b1);
	hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
	hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
	return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
