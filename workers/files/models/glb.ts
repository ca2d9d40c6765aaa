/** Triangles in metres east, up, south of where they stand. */
export interface Mesh {
	/** xyz, length 3 × vertices. */
	readonly positions: Float32Array;
	readonly indices: Uint32Array;
}

const FLOAT = 5126;
const UNSIGNED_INT = 5125;
const ARRAY_BUFFER = 34962;
const ELEMENT_BUFFER = 34963;

/** A mesh as binary glTF 2.0. */
export function glbOf({ positions, indices }: Mesh): Uint8Array<ArrayBuffer> {
	const low = [Infinity, Infinity, Infinity];
	const high = [-Infinity, -Infinity, -Infinity];
	for (let at = 0; at < positions.length; at++) {
		const axis = at % 3;
		const value = positions[at] as number;
		low[axis] = Math.min(low[axis] as number, value);
		high[axis] = Math.max(high[axis] as number, value);
	}
	const json = JSON.stringify({
		asset: { version: '2.0' },
		scene: 0,
		scenes: [{ nodes: [0] }],
		nodes: [{ mesh: 0 }],
		meshes: [{ primitives: [{ attributes: { POSITION: 0 }, indices: 1 }] }],
		accessors: [
			{
				bufferView: 0,
				componentType: FLOAT,
				count: positions.length / 3,
				type: 'VEC3',
				min: low,
				max: high
			},
			{ bufferView: 1, componentType: UNSIGNED_INT, count: indices.length, type: 'SCALAR' }
		],
		bufferViews: [
			{ buffer: 0, byteOffset: 0, byteLength: positions.byteLength, target: ARRAY_BUFFER },
			{
				buffer: 0,
				byteOffset: positions.byteLength,
				byteLength: indices.byteLength,
				target: ELEMENT_BUFFER
			}
		],
		buffers: [{ byteLength: positions.byteLength + indices.byteLength }]
	});
	const text = new TextEncoder().encode(json.padEnd(Math.ceil(json.length / 4) * 4));
	const body = positions.byteLength + indices.byteLength;
	const bytes = new Uint8Array(12 + 8 + text.length + 8 + body);
	const view = new DataView(bytes.buffer);
	[0x46546c67, 2, bytes.length, text.length, 0x4e4f534a].forEach((word, index) =>
		view.setUint32(index * 4, word, true)
	);
	bytes.set(text, 20);
	view.setUint32(20 + text.length, body, true);
	view.setUint32(24 + text.length, 0x004e4942, true);
	const start = 28 + text.length;
	bytes.set(new Uint8Array(positions.buffer, positions.byteOffset, positions.byteLength), start);
	bytes.set(
		new Uint8Array(indices.buffer, indices.byteOffset, indices.byteLength),
		start + positions.byteLength
	);
	return bytes;
}
