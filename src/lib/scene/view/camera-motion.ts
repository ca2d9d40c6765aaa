import type { Camera } from '#lib/model/city.ts';
import type { LngLat } from '#lib/model/geometry.ts';
import type { PicturePart } from '../contract.ts';
import type { MoverTarget } from '../motion/mover-layers.ts';
import type { SceneFrame } from '../scene-frame.ts';
import { fromDeck, limited, sameView, toDeck, type DeckViewState } from './camera-state.ts';
import { FLIGHT_MS, flight, shouldCut } from './flight.ts';
import type { Interaction } from './stage.ts';

/** Under reduced motion, least time between two frames that only time asks for, ms. */
const STEP_MS = 1000;
/** A camera that has not moved for so long has settled. */
const SETTLE_MS = 160;

export interface CameraMotionOptions {
	readonly container: HTMLElement;
	readonly slice: () => PicturePart['slice'];
	/** Frames a second at most; as many as the screen has when undefined. */
	readonly fps: number | undefined;
	readonly frame: SceneFrame;
	readonly camera: Camera;
	readonly reducedMotion: boolean;
	/** Where a followed entity is now. */
	readonly positionOf: (target: MoverTarget) => LngLat | undefined;
	/** Draws again what moves by itself besides the camera; false when nothing does. */
	readonly moveOthers: () => boolean;
	readonly onMoved: (camera: Camera) => void;
	readonly onSettled: (camera: Camera) => void;
}

/**
 * Where the camera is and what moves it: a caller, the user's hand, a flight or an entity that is
 * followed. Says when it has moved and when it has settled.
 */
export class CameraMotion {
	readonly #options: CameraMotionOptions;
	#camera: Camera;
	#settled = true;
	#settleTimer: ReturnType<typeof setTimeout> | undefined;
	#flight: { way: (at: number) => Camera; from: number } | undefined;
	#followed: MoverTarget | undefined;
	#animation = 0;
	#animatedAt = 0;
	#disposed = false;

	constructor(options: CameraMotionOptions) {
		this.#options = options;
		this.#camera = limited(options.camera);
	}

	get camera(): Camera {
		return this.#camera;
	}

	get settled(): boolean {
		return this.#settled;
	}

	get flying(): boolean {
		return this.#flight !== undefined;
	}

	/** The camera as deck is told it. */
	get deckView(): DeckViewState {
		const { slice, container, frame } = this.#options;
		const height = slice()?.height ?? container.clientHeight;
		return toDeck(this.#camera, height || 720, frame);
	}

	/** Puts the camera there at once. */
	set(camera: Camera): void {
		this.#flight = undefined;
		this.#followed = undefined;
		this.#moveTo(limited(camera));
	}

	/** Flies there (cuts under reduced motion or beyond eight zoom levels). */
	flyTo(target: Partial<Camera> & { lng: number; lat: number }): void {
		const to = limited({ ...this.#camera, ...target });
		this.#followed = undefined;
		if (shouldCut(this.#camera, to, this.#options.reducedMotion)) return this.set(to);
		const { clientWidth, clientHeight } = this.#options.container;
		this.#flight = {
			way: flight(this.#camera, to, clientWidth || 1, clientHeight || 1),
			from: performance.now()
		};
		this.animate();
	}

	/** Keeps an entity in the middle until the user pans or `undefined` comes. */
	follow(target: MoverTarget | undefined): void {
		this.#followed = target;
		if (target) this.#flight = undefined;
		this.animate();
	}

	/** The entities of a layer are gone. */
	unfollow(layer: string): void {
		if (this.#followed?.layer === layer) this.#followed = undefined;
	}

	/** The user moved the camera. */
	steer(view: DeckViewState, interaction: Interaction): void {
		// deck also reports when it only got its size: the way there and back must not wear the camera down
		if (sameView(view, this.deckView)) return;
		this.#flight = undefined;
		if (interaction.isPanning) this.#followed = undefined;
		this.#moveTo(fromDeck(view, this.#options.frame));
	}

	/** Runs while something moves by itself: a flight, a followed entity, entities. */
	animate(): void {
		if (this.#animation || this.#disposed) return;
		this.#animation = requestAnimationFrame((now) => {
			this.#animation = 0;
			if (now - this.#animatedAt < this.#pause) return this.animate();
			this.#animatedAt = now;
			if (this.#flight) {
				const at = (now - this.#flight.from) / FLIGHT_MS;
				const { way } = this.#flight;
				if (at >= 1) this.#flight = undefined;
				this.#moveTo(way(Math.min(Math.max(at, 0), 1)));
			} else if (this.#followed) this.#keepInMiddle(this.#followed);
			const moving = this.#options.moveOthers();
			if (this.#flight || this.#followed || moving) this.animate();
		});
	}

	dispose(): void {
		this.#disposed = true;
		clearTimeout(this.#settleTimer);
		cancelAnimationFrame(this.#animation);
	}

	/** Least time between two frames, ms; a little less, as frames come when the screen has them. */
	get #pause(): number {
		const { fps, reducedMotion } = this.#options;
		if (reducedMotion) return STEP_MS;
		return fps === undefined ? 0 : 1000 / fps - 2;
	}

	#moveTo(camera: Camera): void {
		this.#camera = camera;
		this.#settled = false;
		this.#options.onMoved(camera);
		clearTimeout(this.#settleTimer);
		this.#settleTimer = setTimeout(() => {
			if (this.#flight) return;
			this.#settled = true;
			this.#options.onSettled(this.#camera);
		}, SETTLE_MS);
	}

	#keepInMiddle(target: MoverTarget): void {
		const at = this.#options.positionOf(target);
		if (!at) return;
		const [lng, lat] = at;
		if (Math.abs(lng - this.#camera.lng) + Math.abs(lat - this.#camera.lat) < 1e-7) return;
		this.#moveTo({ ...this.#camera, lng, lat });
	}
}
