import { DataTexture, NearestFilter, NoColorSpace, RGBAFormat, UnsignedByteType } from 'three';
import type { FeatureUniforms } from './building-material.ts';

const WIDTH = 4096;
/** No building has this id. */
export const NO_FEATURE = 0xffffffff;
/** Beyond this many separate runs one whole upload is cheaper than many small ones. */
const MOST_RUNS = 64;

/**
 * Colour, visibility and selection of every building by its global id: one texel each, so a new
 * colouring of the whole city is one upload and one building is four bytes.
 */
export class FeatureColours {
	readonly uniforms: FeatureUniforms & { readonly uLiftColour: { value: unknown } };
	readonly #texture: DataTexture;
	readonly #data: Uint8Array;
	readonly #words: Uint32Array;
	readonly count: number;
	/** Data colours are shown: the look changes with it. */
	recoloured = false;
	/** The GPU has no copy yet, so that ranges would upload too little. */
	#absent = true;

	/** `liftColour`: what selected buildings shine in; kept by reference. */
	constructor(count: number, liftColour: unknown) {
		this.count = count;
		const height = Math.max(1, Math.ceil(count / WIDTH));
		this.#data = new Uint8Array(WIDTH * height * 4);
		this.#words = new Uint32Array(this.#data.buffer);
		this.#words.fill(0xfe000000); // black, alpha 254: the body's own colour (little endian)
		this.#texture = new DataTexture(this.#data, WIDTH, height, RGBAFormat, UnsignedByteType);
		this.#texture.magFilter = this.#texture.minFilter = NearestFilter;
		this.#texture.colorSpace = NoColorSpace;
		this.#texture.generateMipmaps = false;
		this.#texture.needsUpdate = true;
		this.#texture.onUpdate = () => (this.#absent = false);
		this.uniforms = {
			uFeatures: { value: this.#texture },
			uFeatureCount: { value: count },
			uSelected: { value: NO_FEATURE },
			uLiftColour: { value: liftColour }
		};
	}

	/** 4 × count bytes; undefined gives every body its own colour. Returns the bytes that will be uploaded. */
	set(rgba: Uint8Array | undefined): number {
		const wanted = rgba ? wordsOf(rgba, this.count) : undefined;
		const runs: [first: number, count: number][] = [];
		const words = this.#words;
		let coloured = false;
		for (let i = 0; i < this.count; i++) {
			const word = wanted && i < wanted.length ? wanted[i]! : 0xfe000000;
			if (word >>> 24 === 255) coloured = true;
			if (words[i] === word) continue;
			words[i] = word;
			const last = runs.at(-1);
			if (last && last[0] + last[1] === i) last[1]++;
			else if (runs.length <= MOST_RUNS) runs.push([i, 1]);
		}
		this.recoloured = coloured;
		return this.#upload(runs);
	}

	/** Alpha of a building: 0 is not drawn and cannot be pointed at. */
	isHidden(id: number): boolean {
		return id < this.count && this.#data[4 * id + 3]! < 128;
	}

	select(id: number | undefined): void {
		this.uniforms.uSelected.value = id ?? NO_FEATURE;
	}

	/** Frees the GPU's copy only. */
	releaseGpu(): void {
		this.#texture.dispose();
		this.#texture.clearUpdateRanges();
		this.#absent = true;
		this.#texture.needsUpdate = true;
	}

	#upload(runs: readonly (readonly [number, number])[]): number {
		if (runs.length === 0) return 0;
		if (runs.length <= MOST_RUNS && !this.#absent) {
			let bytes = 0;
			for (const [first, count] of runs) {
				// an update range must not cross a row
				for (let i = first; i < first + count;) {
					const n = Math.min(first + count - i, WIDTH - (i % WIDTH));
					this.#texture.addUpdateRange(4 * i, 4 * n);
					bytes += 4 * n;
					i += n;
				}
			}
			this.#texture.needsUpdate = true;
			return bytes;
		}
		this.#texture.clearUpdateRanges();
		this.#absent = true;
		this.#texture.needsUpdate = true;
		return this.#data.byteLength;
	}
}

function wordsOf(rgba: Uint8Array, count: number): Uint32Array {
	const bytes = Math.min(rgba.byteLength, 4 * count) & ~3;
	if (rgba.byteOffset % 4 === 0) return new Uint32Array(rgba.buffer, rgba.byteOffset, bytes / 4);
	return new Uint32Array(rgba.slice(0, bytes).buffer);
}
