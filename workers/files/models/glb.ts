/** Triangles in metres east, up, south of where they stand. */
export interface Mesh {
	/** xyz, length 3 × vertices. */
	readonly positions: Float32Array;
	readonly indices: Uint32Array;
	/** Number of the thing that each vertex is of, and what is known of each thing by its number. */
	readonly things?: { readonly numbers: Float32Array; readonly known: readonly object[] };
}

const FLOAT = 5126;
const UNSIGNED_INT = 5125;
const ARRAY_BUFFER = 34962;
const ELEMENT_BUFFER = 34963;

/**
 * A mesh as binary glTF 2.0. Things are numbered in `_FEATURE_ID_0`; what is known of them is the mesh's
 * `extras.cityObjects`.
 */
export function glbOf({ positions, indices, things }: Mesh): Uint8Array<ArrayBuffer> {
	const [min, max] = boundsOf(positions);
	const count = positions.length / 3;
	const parts = [positions, indices, ...(things ? [things.numbers] : [])];
	const starts = parts.map((_, index) => lengthOf(parts.slice(0, index)));
	const json = JSON.stringify({
		asset: { version: '2.0' },
		scene: 0,
		scenes: [{ nodes: [0] }],
		nodes: [{ mesh: 0 }],
		meshes: [
			{
				primitives: [{ attributes: { POSITION: 0, ...(things && { _FEATURE_ID_0: 2 }) }, indices: 1 }],
				...(things && { extras: { cityObjects: things.known } })
			}
		],
		accessors: [
			{ bufferView: 0, componentType: FLOAT, count, type: 'VEC3', min, max },
			{ bufferView: 1, componentType: UNSIGNED_INT, count: indices.length, type: 'SCALAR' },
			...(things ? [{ bufferView: 2, componentType: FLOAT, count, type: 'SCALAR' }] : [])
		],
		bufferViews: parts.map((part, index) => ({
			buffer: 0,
			byteOffset: starts[index],
			byteLength: part.byteLength,
			target: part === indices ? ELEMENT_BUFFER : ARRAY_BUFFER
		})),
		buffers: [{ byteLength: lengthOf(parts) }]
	});
	return chunksOf(new TextEncoder().encode(json), parts);
}

const lengthOf = (parts: readonly ArrayBufferView[]) =>
	parts.reduce((sum, { byteLength }) => sum + byteLength, 0);

function boundsOf(positions: Float32Array): [low: number[], high: number[]] {
	const low = [Infinity, Infinity, Infinity];
	const high = [-Infinity, -Infinity, -Infinity];
	for (let at = 0; at < positions.length; at++) {
		const axis = at % 3;
		const value = positions[at] as number;
		low[axis] = Math.min(low[axis] as number, value);
		high[axis] = Math.max(high[axis] as number, value);
	}
	return [low, high];
}

/** Header, JSON padded by spaces to four bytes, and binary chunk; the parts are of four bytes each. */
function chunksOf(json: Uint8Array, parts: readonly ArrayBufferView[]): Uint8Array<ArrayBuffer> {
	const padded = Math.ceil(json.length / 4) * 4;
	const body = lengthOf(parts);
	const bytes = new Uint8Array(28 + padded + body);
	const view = new DataView(bytes.buffer);
	[0x46546c67, 2, bytes.length, padded, 0x4e4f534a].forEach((word, index) =>
		view.setUint32(index * 4, word, true)
	);
	bytes.fill(0x20, 20, 20 + padded);
	bytes.set(json, 20);
	view.setUint32(20 + padded, body, true);
	view.setUint32(24 + padded, 0x004e4942, true);
	let at = 28 + padded;
	for (const { buffer, byteOffset, byteLength } of parts) {
		bytes.set(new Uint8Array(buffer, byteOffset, byteLength), at);
		at += byteLength;
	}
	return bytes;
}
