import { dataBuffer, writePart, type AttributeSource } from './motion-program.ts';

/**
 * The GPU's copy of one sample of every entity. Heights lie apart: they seldom change, and what did not change is
 * not uploaded, which makes a sample twelve bytes.
 */
export class SampleBuffer {
	/** x, y metres and t seconds, then z metres. */
	readonly attributes: readonly [place: AttributeSource, height: AttributeSource];
	readonly #gl: WebGL2RenderingContext;
	readonly #places: Float32Array<ArrayBuffer>;
	readonly #heights: Float32Array<ArrayBuffer>;

	/** `samples`: x, y, z, t of each. */
	constructor(gl: WebGL2RenderingContext, samples: Float32Array) {
		const count = samples.length / 4;
		this.#gl = gl;
		this.#places = new Float32Array(3 * count);
		this.#heights = new Float32Array(count);
		this.#take(0, samples);
		this.attributes = [
			{ buffer: dataBuffer(gl, this.#places), size: 3 },
			{ buffer: dataBuffer(gl, this.#heights), size: 1 }
		];
	}

	/** Overwrites entities `first` … with samples of x, y, z, t. */
	write(first: number, samples: Float32Array): void {
		const [place, height] = this.attributes;
		const end = first + samples.length / 4;
		const hasRisen = this.#take(first, samples);
		writePart(this.#gl, place.buffer, 12 * first, this.#places.subarray(3 * first, 3 * end));
		if (hasRisen) writePart(this.#gl, height.buffer, 4 * first, this.#heights.subarray(first, end));
	}

	destroy(): void {
		for (const { buffer } of this.attributes) this.#gl.deleteBuffer(buffer);
	}

	/** True when a height is another. */
	#take(first: number, samples: Float32Array): boolean {
		let hasRisen = false;
		for (let i = 0, at = first; i < samples.length; i += 4, at++) {
			this.#places[3 * at] = samples[i]!;
			this.#places[3 * at + 1] = samples[i + 1]!;
			this.#places[3 * at + 2] = samples[i + 3]!;
			const z = samples[i + 2]!;
			if (this.#heights[at] === z) continue;
			this.#heights[at] = z;
			hasRisen = true;
		}
		return hasRisen;
	}
}
