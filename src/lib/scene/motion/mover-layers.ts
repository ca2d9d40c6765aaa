import { Vector3 } from 'three';
import type { MotionSink } from '#lib/model/motion.ts';
import type { EpochMs, Seconds } from '#lib/model/units.ts';
import type { BodyHit } from '../body/building-pick.ts';
import type { MoverStyle } from '../contract.ts';
import type { MetreCamera } from '../metre-camera.ts';
import type { Rgba } from '../tokens.ts';
import { MotionLayer } from './motion-layer.ts';
import type { MotionFrame } from './motion-frame.ts';
import { MotionStore, type MoverState } from './motion-store.ts';
import { pickMover, type MoverHit } from './mover-pick.ts';

/** One entity of one layer. */
export interface MoverTarget {
	readonly layer: string;
	readonly index: number;
}

/** An entity under the pointer. */
export interface MoverPick {
	readonly layer: string;
	readonly hit: MoverHit;
}

/** Where the pointer is: CSS pixels of the whole picture, and the ray through them in local axes. */
export interface MoverPointer {
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
	readonly camera: MetreCamera;
	readonly ray: Vector3;
}

export interface MoverLayersOptions {
	/** A token's colour in the look of the moment. */
	readonly colour: (token: string) => Rgba;
	/** The instant that is shown. */
	readonly time: () => EpochMs;
	/** Entities came or moved. */
	readonly onMoved: () => void;
}

interface Movers {
	readonly store: MotionStore;
	readonly style: MoverStyle;
	/** Of the present GPU context. */
	layer: MotionLayer | undefined;
}

/** Entities are pointed at within this many CSS pixels. */
const MOVER_REACH = 8;
/** Width of trails on a desk, CSS pixels. */
const TRAIL_WIDTH = 1.9;

const secondsOf = (store: MotionStore, at: EpochMs): Seconds => (at - store.epochBase) / 1000;

/** The layers of moving entities: what is written into them outlives the GPU context they are drawn with. */
export class MoverLayers {
	/** What the next frame is drawn with; none before the body is. */
	frame: MotionFrame | undefined;
	selected: MoverTarget | undefined;
	readonly #options: MoverLayersOptions;
	/** Instant of the last frame; none since they came or moved. */
	#drawnAt: EpochMs | undefined;
	readonly #all = new Map<string, Movers>();

	constructor(options: MoverLayersOptions) {
		this.#options = options;
	}

	get count(): number {
		return this.#all.size;
	}

	/** Any entity at all. */
	get active(): boolean {
		return [...this.#all.values()].some(({ store }) => store.active);
	}

	/** Time of the newest sample of all. */
	get newest(): EpochMs | null {
		let newest: EpochMs | null = null;
		for (const { store } of this.#all.values())
			if (store.active) newest = Math.max(newest ?? -Infinity, store.epochBase + store.newest * 1000);
		return newest;
	}

	add(layer: string, style: MoverStyle): MotionSink {
		const store = new MotionStore(layer, style.sizePx, this.#options.colour(style.token), style.trail);
		store.listen({
			resized: () => this.#moved(),
			sampled: () => this.#moved(),
			looked: () => undefined
		});
		this.#all.set(layer, { store, style, layer: undefined });
		return store;
	}

	/** False when there was none of this name. */
	remove(layer: string): boolean {
		return this.#all.delete(layer);
	}

	clear(): void {
		this.#all.clear();
	}

	/** Colours of the tokens changed with the look. */
	repaint(): void {
		for (const { store, style } of this.#all.values()) store.repaint(this.#options.colour(style.token));
	}

	/** The context is lost: make the layers anew. */
	forget(): void {
		this.frame = undefined;
		for (const movers of this.#all.values()) movers.layer = undefined;
	}

	/** Deck layers in the order they were added. */
	layers(): MotionLayer[] {
		return [...this.#all].map(([id, movers]) => (movers.layer ??= this.#layer(id, movers)));
	}

	/** The last frame shows another instant than now, or not what came since. */
	get isDue(): boolean {
		return this.active && this.#drawnAt !== this.#options.time();
	}

	/** A frame is being drawn, of the instant that is shown now. */
	beginFrame(): void {
		this.#drawnAt = this.#options.time();
	}

	/** Seconds after the store's base that the last frame shows. */
	timeOf(store: MotionStore): Seconds {
		return secondsOf(store, this.#drawnAt ?? this.#options.time());
	}

	/** Where an entity is now, though no frame may have shown it there yet; undefined when there is none. */
	stateOf({ layer, index }: MoverTarget): MoverState | undefined {
		const store = this.#all.get(layer)?.store;
		return store?.stateAt(index, secondsOf(store, this.#options.time()));
	}

	/** The entity that was drawn under the pointer, unless a building (`body`) clearly stands before it. */
	pick(pointer: MoverPointer, body: Pick<BodyHit, 'distance'> | undefined): MoverPick | undefined {
		const { camera, x, y, width, height } = pointer;
		let best: MoverPick | undefined;
		for (const [layer, { store }] of this.#all) {
			if (!store.active) continue;
			const time = this.timeOf(store);
			const hit = pickMover(store, time, camera.clipFromMetre, x, y, width, height, MOVER_REACH);
			if (hit && (!best || hit.pixels < best.hit.pixels)) best = { layer, hit };
		}
		if (!best || !body) return best;
		const { elements } = camera.view;
		const forward = new Vector3(elements[2], elements[6], elements[10]).negate();
		const bodyDepth = body.distance * pointer.ray.dot(forward);
		// behind a building it is drawn dimmed: only a pointer right on it means it
		return best.hit.depth > bodyDepth + 20 && best.hit.pixels > 3 ? undefined : best;
	}

	#moved(): void {
		this.#drawnAt = undefined;
		this.#options.onMoved();
	}

	#layer(id: string, { store, style }: Movers): MotionLayer {
		return new MotionLayer({
			id: `movers-${id}`,
			store,
			frame: () => this.frame,
			selected: () => (this.selected?.layer === id ? this.selected.index : undefined),
			trailColour: () => {
				const [red, green, blue] = this.#options.colour(style.token);
				return [red / 255, green / 255, blue / 255];
			},
			trailWidthPx: TRAIL_WIDTH
		});
	}
}
