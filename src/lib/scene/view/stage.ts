import { Deck, MapView, type Layer, type PickingInfo } from '@deck.gl/core';
import type { PicturePart } from '../contract.ts';
import { chooseQuality, type RenderQuality } from '../body/quality.ts';
import { FIELD_OF_VIEW, type DeckViewState } from './camera-state.ts';

export interface StageOptions {
	readonly container: HTMLElement;
	readonly slice: PicturePart['slice'];
	readonly pixelRatio: number | undefined;
	readonly reducedMotion: boolean;
	readonly antialias: boolean;
	readonly doubleClickZoom: boolean;
	readonly viewState: DeckViewState;
	readonly onViewState: (view: DeckViewState, interaction: Interaction) => void;
	readonly onReady: (stage: Stage, quality: RenderQuality) => void;
	readonly onLost: (stage: Stage) => void;
	readonly onRefused: (stage: Stage, error: Error) => void;
	readonly onResize: () => void;
	readonly onDrawn: () => void;
}

export interface Interaction {
	readonly isDragging?: boolean;
	readonly isPanning?: boolean;
	readonly isRotating?: boolean;
	readonly isZooming?: boolean;
}

/**
 * One canvas with its Deck and GPU context. A lost context is never mended: the stage is struck and a
 * new one set up from state kept elsewhere.
 */
export class Stage {
	readonly canvas: HTMLCanvasElement;
	readonly #deck: Deck<MapView>;
	readonly #lost: (event: Event) => void;
	/** Slice and double click change while it stands. */
	#options: StageOptions;
	readonly #gains: ControllerGains;
	#gl: WebGL2RenderingContext | undefined;
	#ended = false;

	constructor(options: StageOptions) {
		this.#options = options;
		this.#gains = gainsOf(options);
		const canvas = document.createElement('canvas');
		this.canvas = canvas;
		canvas.style.cssText = 'position:absolute;inset:0;width:100%;height:100%;outline:none;touch-action:none';
		nameAs(options.container, canvas);
		options.container.append(canvas);
		// the only reliable sign: deck 9.4 does not pass it on
		this.#lost = (event) => {
			event.preventDefault();
			if (!this.#ended) options.onLost(this);
		};
		canvas.addEventListener('webglcontextlost', this.#lost);
		this.#deck = new Deck<MapView>({
			canvas,
			width: '100%',
			height: '100%',
			useDevicePixels: options.pixelRatio ?? true,
			views: viewOf(options, this.#gains),
			viewState: options.viewState as never, // the id of the one view may be left out
			layers: [],
			pickingRadius: 0,
			deviceProps: {
				type: 'webgl',
				webgl: { antialias: options.antialias, alpha: false, powerPreference: 'high-performance' }
			},
			getCursor: ({ isDragging }) => (isDragging ? 'grabbing' : 'default'),
			onViewStateChange: ({ viewState, interactionState }) => {
				options.onViewState(viewState as unknown as DeckViewState, interactionState as Interaction);
			},
			onDeviceInitialized: (device) => {
				this.#gl = (device as unknown as { gl: WebGL2RenderingContext }).gl;
			},
			onLoad: () => {
				if (this.#ended || !this.#gl) return;
				if (this.#gl.isContextLost()) return options.onLost(this);
				options.onReady(this, chooseQuality(this.#gl, this.pixelRatio));
			},
			onError: (error) => {
				if (this.#ended) return;
				if (this.#gl) reportError(error);
				else options.onRefused(this, error);
			},
			onResize: options.onResize,
			onAfterRender: options.onDrawn
		});
	}

	/** The context, once there is one. */
	get gl(): WebGL2RenderingContext | undefined {
		return this.#gl;
	}

	/** Device pixels per CSS pixel. */
	get pixelRatio(): number {
		return this.canvas.clientWidth > 0 ? this.canvas.width / this.canvas.clientWidth : 1;
	}

	setLayers(layers: readonly Layer[]): void {
		if (!this.#ended) this.#deck.setProps({ layers: layers as Layer[] });
	}

	setViewState(viewState: DeckViewState): void {
		if (!this.#ended) this.#deck.setProps({ viewState: viewState as never });
	}

	setDoubleClickZoom(doubleClickZoom: boolean): void {
		this.#setView({ doubleClickZoom });
	}

	setSlice(slice: StageOptions['slice']): void {
		this.#setView({ slice });
	}

	#setView(change: Partial<StageOptions>): void {
		this.#options = { ...this.#options, ...change };
		if (!this.#ended) this.#deck.setProps({ views: viewOf(this.#options, this.#gains) });
	}

	/** The topmost pickable thing of these layers at a CSS pixel. */
	pickOverlay(x: number, y: number, layerIds: string[]): PickingInfo | undefined {
		return this.#deck.pickObject({ x, y, radius: 4, layerIds }) ?? undefined;
	}

	viewport() {
		return this.#deck.isInitialized ? this.#deck.getViewports()[0] : undefined;
	}

	/**
	 * Gives everything back to the browser at once. The order matters and was found by experiment:
	 * whatever is left out here keeps canvas, Deck and context alive.
	 */
	strike(): void {
		if (this.#ended) return;
		this.#ended = true;
		this.canvas.removeEventListener('webglcontextlost', this.#lost);
		const device = (
			this.#deck as unknown as { device?: { canvasContext?: { destroy(): void }; destroy(): void } }
		).device;
		this.#deck.finalize();
		device?.canvasContext?.destroy(); // finalize forgets it (deck.gl #10355)
		device?.destroy();
		const gl = this.#gl;
		if (gl && !gl.isContextLost()) gl.getExtension('WEBGL_lose_context')?.loseContext();
		this.#gl = undefined;
		this.canvas.remove();
	}
}

/** The canvas takes the keyboard; it is called and explained as what it stands in. */
function nameAs(container: HTMLElement, canvas: HTMLCanvasElement): void {
	canvas.setAttribute('role', 'application');
	canvas.setAttribute('aria-labelledby', container.id);
	canvas.setAttribute('aria-describedby', container.getAttribute('aria-describedby') ?? '');
}

/** How far keys and wheel move the camera. */
type ControllerGains = ReturnType<typeof gainsOf>;

/** Made once for a stage: deck 9.4 listens to a key once more for each other object that it is given. */
const gainsOf = ({ reducedMotion }: StageOptions) => ({
	keyboard: { moveSpeed: 80, rotateSpeedX: 12, rotateSpeedY: 8, zoomSpeed: 1.4 },
	scrollZoom: { speed: 0.008, smooth: !reducedMotion }
});

/** The one view, and what of the pointer and the keys moves it. */
function viewOf({ slice, reducedMotion, doubleClickZoom }: StageOptions, gains: ControllerGains): MapView {
	return new MapView({
		id: 'city',
		fovy: FIELD_OF_VIEW,
		controller: {
			...gains,
			inertia: reducedMotion ? false : 240,
			doubleClickZoom,
			touchRotate: true
		},
		...(slice ? { x: -slice.x, y: -slice.y, width: slice.width, height: slice.height } : {})
	});
}

/** Asks for a context and gives it back: its renderer's name, or undefined when the browser refuses. */
export function probeContext(): string | undefined {
	const gl = document.createElement('canvas').getContext('webgl2');
	if (!gl) return undefined;
	const info = gl.getExtension('WEBGL_debug_renderer_info');
	const name = String(gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
	gl.getExtension('WEBGL_lose_context')?.loseContext();
	return name;
}
