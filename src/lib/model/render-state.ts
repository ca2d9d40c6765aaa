/**
 * What the page says of its own picture, as `window.__render`: exports and tests wait for it
 * instead of guessing. `ready` = every visible tile, layer and font is drawn.
 */
export interface RenderState {
	readonly state: 'loading' | 'ready' | 'error';
	readonly tilesLoaded: number;
	readonly layersLoaded: number;
	readonly fontsLoaded: boolean;
	/** Epoch ms of the newest data on screen; null without live data. */
	readonly dataAsOf: number | null;
	/** UNMASKED_RENDERER_WEBGL. */
	readonly renderer: string;
}

declare global {
	interface Window {
		__render?: RenderState;
	}
}
