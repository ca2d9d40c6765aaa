import { AppError } from '#lib/model/errors.ts';
import type { RenderState } from '#lib/model/render-state.ts';
import type { SceneEvents } from '../contract.ts';
import type { EventHub } from './event-hub.ts';

export interface RenderReportOptions {
	readonly events: EventHub<SceneEvents>;
	/** UNMASKED_RENDERER_WEBGL of a probe; empty when the browser refused. */
	readonly renderer: string;
	/** What it says stands in `window.__render`. */
	readonly speaks: boolean;
	/** What of the picture is there now. */
	readonly facts: () => Omit<RenderState, 'state' | 'renderer'>;
	/** The browser refuses a GPU context now. */
	readonly isRefused: () => boolean;
}

/** What the page says of its own picture: as `window.__render`, as an event and to who waits for it. */
export class RenderReport {
	readonly #options: RenderReportOptions;
	#render: RenderState;

	constructor(options: RenderReportOptions) {
		this.#options = options;
		this.#render = {
			state: 'loading',
			tilesLoaded: 0,
			layersLoaded: 0,
			fontsLoaded: false,
			dataAsOf: null,
			renderer: options.renderer
		};
	}

	get state(): RenderState['state'] {
		return this.#render.state;
	}

	/** A new context has this renderer; said with the next report. */
	setRenderer(renderer: string): void {
		this.#render = { ...this.#render, renderer };
	}

	publish(state: RenderState['state']): void {
		const before = this.#render;
		const next: RenderState = { ...this.#options.facts(), state, renderer: before.renderer };
		this.#render = next;
		if (this.#options.speaks) window.__render = next;
		if (before.state !== state || before.tilesLoaded !== next.tilesLoaded)
			this.#options.events.emit('render', next);
	}

	/** Resolves when the picture is complete; rejects with CONTEXT_REFUSED. */
	async whenReady(): Promise<RenderState> {
		if (this.#options.isRefused()) throw new AppError('CONTEXT_REFUSED', {});
		if (this.#render.state === 'ready') return this.#render;
		const { events } = this.#options;
		return new Promise((resolve, reject) => {
			const settle = (act: () => void) => {
				stopRender();
				stopTrouble();
				act();
			};
			const stopRender = events.on('render', (state) => {
				if (state.state === 'ready') settle(() => resolve(state));
			});
			const stopTrouble = events.on('trouble', (reason) => {
				if (reason) settle(() => reject(new AppError('CONTEXT_REFUSED', {})));
			});
		});
	}

	/** Takes the report off the page, unless another picture's stands there. */
	dispose(): void {
		if (window.__render === this.#render) delete window.__render;
	}
}
