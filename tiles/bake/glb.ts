import { MeshoptEncoder } from 'meshoptimizer';

/** glTF component types. */
export const BYTE = 5120;
export const SHORT = 5122;
export const UNSIGNED_SHORT = 5123;
export const UNSIGNED_INT = 5125;
export const FLOAT = 5126;
export const ARRAY_BUFFER = 34962;
export const ELEMENT_ARRAY_BUFFER = 34963;

type Json = Record<string, unknown>;

/** The encoder's WebAssembly; await it once per thread before writing. */
export const encoderReady = MeshoptEncoder.ready;

/**
 * A GLB whose views are EXT_meshopt_compression streams of version 0. Every offset, in the file and in the
 * fallback buffer, is a multiple of 8: loaders.gl decodes property tables before meshopt and copies (zeros)
 * where a view is not aligned to its element.
 */
export class GlbWriter {
	readonly #pieces: Uint8Array[] = [];
	readonly #views: Json[] = [];
	readonly #accessors: Json[] = [];
	#binary = 0;
	#fallback = 0;

	/** A compressed view of vertex attributes or property values; its index. */
	attributes(data: ArrayBufferView, count: number, stride: number, vertex: boolean): number {
		return this.#compressed(
			data,
			count,
			stride,
			'ATTRIBUTES',
			vertex ? { byteStride: stride, target: ARRAY_BUFFER } : {}
		);
	}

	/** A compressed view of triangle indices of 2 or 4 bytes; its index. */
	triangles(indices: Uint16Array | Uint32Array): number {
		return this.#compressed(indices, indices.length, indices.BYTES_PER_ELEMENT, 'TRIANGLES', {
			target: ELEMENT_ARRAY_BUFFER
		});
	}

	/** A view stored as it is; its index. */
	plain(data: Uint8Array): number {
		const byteOffset = this.#append(data);
		this.#views.push({ buffer: 0, byteOffset, byteLength: data.length });
		return this.#views.length - 1;
	}

	accessor(accessor: Json): number {
		this.#accessors.push(accessor);
		return this.#accessors.length - 1;
	}

	/** The finished file. `document` brings everything but accessors, views and buffers. */
	finish(document: Json): Uint8Array {
		const buffers: Json[] = [{ byteLength: this.#binary }];
		if (this.#fallback > 0)
			buffers.push({
				byteLength: this.#fallback,
				extensions: { EXT_meshopt_compression: { fallback: true } }
			});
		const json = Buffer.from(
			JSON.stringify({ ...document, accessors: this.#accessors, bufferViews: this.#views, buffers })
		);
		const jsonLength = align(json.length, 4);
		const file = new Uint8Array(12 + 8 + jsonLength + 8 + this.#binary);
		const view = new DataView(file.buffer);
		view.setUint32(0, 0x46546c67, true);
		view.setUint32(4, 2, true);
		view.setUint32(8, file.length, true);
		view.setUint32(12, jsonLength, true);
		view.setUint32(16, 0x4e4f534a, true);
		file.set(json, 20);
		file.fill(0x20, 20 + json.length, 20 + jsonLength);
		view.setUint32(20 + jsonLength, this.#binary, true);
		view.setUint32(24 + jsonLength, 0x004e4942, true);
		let at = 28 + jsonLength;
		for (const piece of this.#pieces) {
			file.set(piece, at);
			at += align(piece.length, 8);
		}
		return file;
	}

	#compressed(data: ArrayBufferView, count: number, stride: number, mode: string, view: Json): number {
		const source = new Uint8Array(data.buffer, data.byteOffset, count * stride);
		const encoded = MeshoptEncoder.encodeGltfBuffer(source, count, stride, mode, 0);
		const byteOffset = this.#append(encoded);
		this.#views.push({
			buffer: 1,
			byteOffset: this.#fallback,
			byteLength: count * stride,
			...view,
			extensions: {
				EXT_meshopt_compression: {
					buffer: 0,
					byteOffset,
					byteLength: encoded.length,
					byteStride: stride,
					count,
					mode
				}
			}
		});
		this.#fallback += align(count * stride, 8);
		return this.#views.length - 1;
	}

	#append(piece: Uint8Array): number {
		const at = this.#binary;
		this.#pieces.push(piece);
		this.#binary += align(piece.length, 8);
		return at;
	}
}

function align(length: number, to: number): number {
	return Math.ceil(length / to) * to;
}
