import { readFileSync } from 'node:fs';
import { MeshoptDecoder } from 'meshoptimizer';

interface Gltf {
	readonly nodes: readonly {
		readonly name?: string;
		readonly mesh: number;
		readonly translation: readonly [number, number, number];
		readonly scale: readonly [number, number, number];
		readonly extras?: { readonly kind: string; readonly order: number };
	}[];
	readonly meshes: readonly {
		readonly primitives: readonly {
			readonly attributes: Readonly<Record<string, number>>;
			readonly indices: number;
		}[];
	}[];
	readonly accessors: readonly {
		readonly bufferView: number;
		readonly componentType: number;
		readonly count: number;
	}[];
	readonly bufferViews: readonly View[];
	readonly buffers: { byteLength: number }[];
	readonly extensions?: {
		readonly EXT_structural_metadata: {
			readonly propertyTables: readonly {
				readonly count: number;
				readonly properties: Readonly<Record<string, { readonly values: number }>>;
			}[];
		};
	};
}

interface View {
	readonly byteOffset: number;
	readonly byteLength: number;
	readonly byteStride?: number;
	readonly extensions?: { readonly EXT_meshopt_compression: Stream };
}

interface Stream {
	readonly byteOffset: number;
	readonly byteLength: number;
	readonly byteStride: number;
	readonly count: number;
	readonly mode: string;
}

/** One mesh of a tile, in metres of its frame. */
export interface ReadMesh {
	readonly name: string | undefined;
	/** East, north, up per vertex. */
	readonly vertices: readonly (readonly [number, number, number])[];
	readonly triangles: readonly (readonly [number, number, number])[];
	/** Other attributes as stored, by name; stride as stored. */
	readonly bytes: Readonly<Record<string, Uint8Array>>;
}

export interface ReadTile {
	readonly gltf: Gltf;
	readonly meshes: readonly ReadMesh[];
	/** Property table, column by column. */
	readonly rows: {
		readonly id: Uint32Array;
		readonly height: Float32Array;
		readonly cls: Uint8Array;
		readonly flags: Uint8Array;
	};
	/** The same GLB with plain buffers: what a validator can look into. */
	readonly expanded: Uint8Array;
}

/** An independent reading of a tile, for tests: decodes every meshopt stream. */
export async function readTile(path: string): Promise<ReadTile> {
	await MeshoptDecoder.ready;
	const file = readFileSync(path);
	const jsonLength = file.readUInt32LE(12);
	const gltf = JSON.parse(file.toString('utf8', 20, 20 + jsonLength)) as Gltf;
	const binary = file.subarray(28 + jsonLength);
	const views = gltf.bufferViews.map((view) => decode(view, binary));
	const column = (name: string): Uint8Array => {
		const property = gltf.extensions?.EXT_structural_metadata.propertyTables[0]?.properties[name];
		return property ? views[property.values]! : new Uint8Array(0);
	};
	return {
		gltf,
		meshes: gltf.nodes.map((node) => readMesh(gltf, views, node)),
		rows: {
			id: new Uint32Array(column('id').buffer),
			height: new Float32Array(column('height').buffer),
			cls: column('cls'),
			flags: column('flags')
		},
		expanded: expand(gltf, views)
	};
}

function decode(view: View, binary: Uint8Array): Uint8Array {
	const stream = view.extensions?.EXT_meshopt_compression;
	if (!stream) return binary.slice(view.byteOffset, view.byteOffset + view.byteLength);
	const target = new Uint8Array(stream.count * stream.byteStride);
	const source = binary.subarray(stream.byteOffset, stream.byteOffset + stream.byteLength);
	MeshoptDecoder.decodeGltfBuffer(target, stream.count, stream.byteStride, source, stream.mode);
	return target;
}

function readMesh(gltf: Gltf, views: readonly Uint8Array[], node: Gltf['nodes'][number]): ReadMesh {
	const primitive = gltf.meshes[node.mesh]!.primitives[0]!;
	const position = gltf.accessors[primitive.attributes['POSITION']!]!;
	const shorts = new Int16Array(views[position.bufferView]!.buffer);
	const vertices = Array.from({ length: position.count }, (_, v) => {
		const at = (axis: number) => shorts[4 * v + axis]! * node.scale[axis]! + node.translation[axis]!;
		return [at(0), -at(2), at(1)] as const;
	});
	const indexAccessor = gltf.accessors[primitive.indices]!;
	const buffer = views[indexAccessor.bufferView]!.buffer;
	const flat = indexAccessor.componentType === 5123 ? new Uint16Array(buffer) : new Uint32Array(buffer);
	const triangles = Array.from(
		{ length: flat.length / 3 },
		(_, t) => [flat[3 * t]!, flat[3 * t + 1]!, flat[3 * t + 2]!] as const
	);
	const bytes = Object.fromEntries(
		Object.entries(primitive.attributes).map(([name, accessor]) => [
			name,
			views[gltf.accessors[accessor]!.bufferView]!
		])
	);
	return { name: node.name, vertices, triangles, bytes };
}

function expand(gltf: Gltf, views: readonly Uint8Array[]): Uint8Array {
	let total = 0;
	const bufferViews = gltf.bufferViews.map((view, index) => {
		const { extensions: _, ...rest } = view;
		const byteOffset = total;
		total += Math.ceil(views[index]!.length / 8) * 8;
		return { ...rest, buffer: 0, byteOffset };
	});
	const used = (name: string) => name !== 'EXT_meshopt_compression';
	const { extensionsUsed, extensionsRequired } = gltf as unknown as Record<string, string[]>;
	const json = Buffer.from(
		JSON.stringify({
			...gltf,
			extensionsUsed: extensionsUsed?.filter(used),
			extensionsRequired: extensionsRequired?.filter(used),
			bufferViews,
			buffers: [{ byteLength: total }]
		})
	);
	const jsonLength = Math.ceil(json.length / 4) * 4;
	const file = Buffer.alloc(28 + jsonLength + total);
	file.writeUInt32LE(0x46546c67, 0);
	file.writeUInt32LE(2, 4);
	file.writeUInt32LE(file.length, 8);
	file.writeUInt32LE(jsonLength, 12);
	file.writeUInt32LE(0x4e4f534a, 16);
	file.fill(0x20, 20, 20 + jsonLength);
	json.copy(file, 20);
	file.writeUInt32LE(total, 20 + jsonLength);
	file.writeUInt32LE(0x004e4942, 24 + jsonLength);
	bufferViews.forEach((view, index) => file.set(views[index]!, 28 + jsonLength + view.byteOffset));
	return file;
}
