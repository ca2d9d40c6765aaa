import type { MotionFrame } from './motion-frame.ts';
import {
	dataBuffer,
	instancedProgram,
	vertexArray,
	writePart,
	type InstancedProgram
} from './motion-program.ts';
import { DOT_FRAGMENT, DOT_VERTEX, TRAIL_FRAGMENT, TRAIL_VERTEX } from './motion-shaders.ts';
import { MAX_EXTRAPOLATION, type MotionStore } from './motion-store.ts';
import { SampleBuffer } from './sample-buffer.ts';
import { TRAIL_ROW } from './trail-store.ts';

/** Share of a dot's and a trail's light that passes through what stands before it. */
const BEHIND = { dot: 0.35, trail: 0.2 } as const;

/** What is said once a frame besides the camera. */
export interface MotionStyle {
	readonly selected: number;
	/** sRGB 0–1. */
	readonly trailColour: readonly [number, number, number];
	readonly trailWidthPx: number;
}

interface Pieces {
	readonly program: InstancedProgram;
	readonly array: WebGLVertexArrayObject;
	readonly count: number;
}

/**
 * The GPU's copy of a store. Plain WebGL: a frame is some twenty calls, a fifth of what two luma
 * models cost in main-thread time (bench `motion`).
 */
export class MotionGpu {
	readonly #gl: WebGL2RenderingContext;
	readonly #store: MotionStore;
	readonly #buffers: Readonly<Record<'corner' | 'colour' | 'style', WebGLBuffer>>;
	readonly #samples: Readonly<Record<'a' | 'b', SampleBuffer>>;
	readonly #trailBuffer: WebGLBuffer | undefined;
	readonly #dots: Pieces;
	readonly #trails: Pieces | undefined;
	readonly #matrix = new Float32Array(16);

	constructor(gl: WebGL2RenderingContext, store: MotionStore) {
		this.#gl = gl;
		this.#store = store;
		const corner = dataBuffer(gl, new Float32Array([-1, -1, 1, -1, -1, 1, 1, 1]));
		const buffers = {
			corner,
			colour: dataBuffer(gl, store.colour),
			style: dataBuffer(gl, store.style)
		};
		this.#buffers = buffers;
		const [a, b] = [new SampleBuffer(gl, store.a), new SampleBuffer(gl, store.b)];
		this.#samples = { a, b };
		this.#dots = {
			program: instancedProgram(gl, DOT_VERTEX, DOT_FRAGMENT, [
				'instA',
				'heightA',
				'instB',
				'heightB',
				'instColour',
				'instStyle'
			]),
			array: vertexArray(gl, corner, [
				...a.attributes,
				...b.attributes,
				{ buffer: buffers.colour, size: 4, bytes: true },
				{ buffer: buffers.style, size: 2 }
			]),
			count: store.capacity
		};
		const trail = store.trail;
		if (!trail || trail.capacity === 0) return;
		trail.takeChanged();
		const points = dataBuffer(gl, trail.points);
		this.#trailBuffer = points;
		this.#trails = {
			program: instancedProgram(gl, TRAIL_VERTEX, TRAIL_FRAGMENT, ['instFrom', 'instTo']),
			array: vertexArray(gl, corner, [
				{ buffer: points, size: 4, stride: 16 },
				{ buffer: points, size: 4, stride: 16, offset: 16 }
			]),
			count: TRAIL_ROW * trail.capacity - 1
		};
	}

	sampled(slot: 'a' | 'b', first: number, count: number): void {
		this.#samples[slot].write(first, this.#store[slot].subarray(4 * first, 4 * (first + count)));
	}

	looked(first: number, count: number): void {
		const { colour, style } = this.#store;
		writePart(this.#gl, this.#buffers.colour, 4 * first, colour.subarray(4 * first, 4 * (first + count)));
		writePart(this.#gl, this.#buffers.style, 8 * first, style.subarray(2 * first, 2 * (first + count)));
	}

	/** Draws trails, then dots, each first where something stands before it. */
	draw(frame: MotionFrame, style: MotionStyle): void {
		const gl = this.#gl;
		this.#uploadTrails();
		this.#matrix.set(frame.clipFromMetre.elements);
		gl.enable(gl.DEPTH_TEST);
		gl.depthMask(false);
		gl.enable(gl.BLEND);
		gl.blendEquation(gl.FUNC_ADD);
		gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
		if (this.#trails) this.#run(this.#trails, frame, style, BEHIND.trail);
		this.#run(this.#dots, frame, style, BEHIND.dot);
		gl.bindVertexArray(null);
		gl.depthMask(true);
		gl.depthFunc(gl.LEQUAL);
		// deck's own: its layers say alpha, not premultiplied colour
		gl.blendFuncSeparate(gl.SRC_ALPHA, gl.ONE_MINUS_SRC_ALPHA, gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
	}

	destroy(): void {
		const gl = this.#gl;
		for (const pieces of [this.#dots, this.#trails]) {
			pieces?.program.destroy();
			if (pieces) gl.deleteVertexArray(pieces.array);
		}
		for (const samples of Object.values(this.#samples)) samples.destroy();
		for (const buffer of Object.values(this.#buffers)) gl.deleteBuffer(buffer);
		if (this.#trailBuffer) gl.deleteBuffer(this.#trailBuffer);
	}

	#uploadTrails(): void {
		const changed = this.#store.trail?.takeChanged();
		if (!changed || !this.#trailBuffer) return;
		const row = 4 * TRAIL_ROW;
		const part = this.#store.trail!.points.subarray(
			row * changed.first,
			row * (changed.first + changed.count)
		);
		writePart(this.#gl, this.#trailBuffer, 4 * row * changed.first, part);
	}

	#run({ program, array, count }: Pieces, frame: MotionFrame, style: MotionStyle, behind: number): void {
		const gl = this.#gl;
		const at = (name: string) => program.uniforms.get(name) ?? null;
		const [red, green, blue] = style.trailColour;
		gl.useProgram(program.program);
		gl.bindVertexArray(array);
		gl.uniformMatrix4fv(at('clipFromMetre'), false, this.#matrix);
		gl.uniform3f(at('camera'), ...frame.camera);
		gl.uniform2f(at('pixels'), ...frame.pixels);
		gl.uniform1f(at('time'), frame.time(this.#store));
		gl.uniform1f(at('maxExtrapolation'), MAX_EXTRAPOLATION);
		gl.uniform1f(at('trailSeconds'), this.#store.trail?.seconds ?? 0);
		gl.uniform1f(at('width'), style.trailWidthPx);
		gl.uniform1f(at('ratio'), frame.ratio);
		gl.uniform1i(at('selected'), style.selected);
		gl.depthFunc(gl.GREATER);
		gl.uniform4f(at('tint'), red, green, blue, behind);
		gl.drawArraysInstanced(gl.TRIANGLE_STRIP, 0, 4, count);
		gl.depthFunc(gl.LEQUAL);
		gl.uniform4f(at('tint'), red, green, blue, 1);
		gl.drawArraysInstanced(gl.TRIANGLE_STRIP, 0, 4, count);
	}
}
