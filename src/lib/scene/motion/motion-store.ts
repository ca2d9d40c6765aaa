import type { MotionLook, MotionSamples, MotionSink } from '#lib/model/motion.ts';
import type { EpochMs, Seconds } from '#lib/model/units.ts';
import { TrailStore } from './trail-store.ts';

/** The time of a sample that never was. Everything before −1e8 s counts as none. */
export const NEVER = -1e9;

/** How far past its newest sample an entity is carried on. */
export const MAX_EXTRAPOLATION: Seconds = 3;

/** Told what changed, so that the GPU's copy can follow. */
export interface MotionListener {
	resized(): void;
	sampled(slot: 'a' | 'b', first: number, count: number): void;
	looked(first: number, count: number): void;
}

/** An entity at one moment: local metres, and the heading it moves in, degrees clockwise from north. */
export interface MoverState {
	readonly x: number;
	readonly y: number;
	readonly z: number;
	readonly heading: number;
}

/**
 * The moving entities of one layer. The arrays here are the truth; a GPU context has a copy, made
 * again from them whenever a context is lost. Nothing here runs per entity and frame but `stateAt`.
 */
export class MotionStore implements MotionSink {
	readonly layer: string;
	readonly trail: TrailStore | undefined;
	capacity = 0;
	epochBase: EpochMs = 0;
	/** 4 × capacity: x, y, z metres, t seconds after `epochBase`. */
	a: Float32Array<ArrayBuffer> = new Float32Array(0);
	b: Float32Array<ArrayBuffer> = new Float32Array(0);
	/** 2 × capacity: size px, heading. */
	style: Float32Array<ArrayBuffer> = new Float32Array(0);
	/** 4 × capacity sRGB. */
	colour: Uint8Array<ArrayBuffer> = new Uint8Array(0);
	/** Newest time of any sample, seconds. */
	newest: Seconds = NEVER;
	readonly #listeners = new Set<MotionListener>();
	readonly #size: number;
	#rgba: readonly [number, number, number, number];

	constructor(
		layer: string,
		sizePx: number,
		rgba: readonly [number, number, number, number],
		trailSeconds: Seconds
	) {
		this.layer = layer;
		this.#size = sizePx;
		this.#rgba = rgba;
		this.trail = trailSeconds > 0 ? new TrailStore(trailSeconds) : undefined;
	}

	listen(listener: MotionListener): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	reset(capacity: number, epochBase: EpochMs): void {
		this.capacity = capacity;
		this.epochBase = epochBase;
		this.newest = NEVER;
		this.a = never(capacity);
		this.b = never(capacity);
		this.style = new Float32Array(2 * capacity);
		this.colour = new Uint8Array(4 * capacity);
		for (let i = 0; i < capacity; i++) this.style[2 * i] = this.#size;
		this.#paint(0, capacity);
		this.trail?.reset(capacity);
		for (const listener of this.#listeners) listener.resized();
	}

	write({ slot, first, samples }: MotionSamples): void {
		const count = Math.min(samples.length / 4, this.capacity - first);
		if (count <= 0) return;
		const part = samples.length / 4 === count ? samples : samples.subarray(0, 4 * count);
		this[slot].set(part, 4 * first);
		for (let i = 3; i < part.length; i += 4) if (part[i]! > this.newest) this.newest = part[i]!;
		this.trail?.add(first, part);
		for (const listener of this.#listeners) listener.sampled(slot, first, count);
	}

	look({ first, style, colour }: MotionLook): void {
		const count = Math.min(style.length / 2, this.capacity - first);
		if (count <= 0) return;
		this.style.set(style.subarray(0, 2 * count), 2 * first);
		this.colour.set(colour.subarray(0, 4 * count), 4 * first);
		for (const listener of this.#listeners) listener.looked(first, count);
	}

	remove(indices: Uint32Array): void {
		const sorted = indices.slice().sort();
		for (let i = 0; i < sorted.length;) {
			let end = i;
			while (end + 1 < sorted.length && sorted[end + 1]! - sorted[end]! <= 1) end++;
			const first = sorted[i]!;
			const count = Math.min(sorted[end]! + 1, this.capacity) - first;
			if (count > 0) this.#forget(first, count);
			i = end + 1;
		}
	}

	/** The token's colour changed with the look: paints all that keep the layer's own colour. */
	repaint(rgba: readonly [number, number, number, number]): void {
		const before = this.#rgba;
		this.#rgba = rgba;
		for (let i = 0; i < this.capacity; i++) {
			if (before.some((v, c) => this.colour[4 * i + c] !== v)) continue;
			this.colour.set(rgba, 4 * i);
		}
		for (const listener of this.#listeners) listener.looked(0, this.capacity);
	}

	has(index: number): boolean {
		return index < this.capacity && Math.max(this.a[4 * index + 3]!, this.b[4 * index + 3]!) > -1e8;
	}

	/** Any entity at all. */
	get active(): boolean {
		return this.newest > -1e8;
	}

	/** What the GPU draws at `time` (seconds after the base): the same arithmetic, in double. */
	stateAt(index: number, time: Seconds): MoverState | undefined {
		if (!this.has(index)) return undefined;
		const i = 4 * index;
		const aOlder = this.a[i + 3]! <= this.b[i + 3]!;
		const s0 = aOlder ? this.a : this.b;
		const s1 = aOlder ? this.b : this.a;
		const t0 = s0[i + 3]!;
		const dt = s1[i + 3]! - t0;
		const standing = this.style[2 * index + 1]!;
		if (t0 < -1e8 || dt <= 0) return { x: s1[i]!, y: s1[i + 1]!, z: s1[i + 2]!, heading: standing };
		const f = Math.min(Math.max(time - t0, 0), dt + MAX_EXTRAPOLATION) / dt;
		const dx = s1[i]! - s0[i]!;
		const dy = s1[i + 1]! - s0[i + 1]!;
		const moves = dx * dx + dy * dy > 0.25;
		return {
			x: s0[i]! + dx * f,
			y: s0[i + 1]! + dy * f,
			z: s0[i + 2]! + (s1[i + 2]! - s0[i + 2]!) * f,
			heading: moves ? ((Math.atan2(dx, dy) * 180) / Math.PI + 360) % 360 : standing
		};
	}

	#forget(first: number, count: number): void {
		for (const slot of ['a', 'b'] as const) {
			for (let i = first; i < first + count; i++) this[slot][4 * i + 3] = NEVER;
			for (const listener of this.#listeners) listener.sampled(slot, first, count);
		}
		this.trail?.clear(first, count);
	}

	#paint(first: number, count: number): void {
		for (let i = first; i < first + count; i++) this.colour.set(this.#rgba, 4 * i);
	}
}

function never(capacity: number): Float32Array<ArrayBuffer> {
	const samples = new Float32Array(4 * capacity);
	for (let i = 3; i < samples.length; i += 4) samples[i] = NEVER;
	return samples;
}
