import type { EntityColour, LayerArea } from '#lib/model/live-values.ts';

/** How a layer's entities are drawn until the dictionary says their own colour. */
export interface LayerLook {
	readonly sizePx: number;
	/** sRGB and alpha. */
	readonly colour: readonly [number, number, number, number];
}

/** What the page wants of a layer, whole: a wish replaces the one before. */
export interface LayerWish {
	/** Changes with the sink: another one is told everything from the start. */
	readonly sink: number | undefined;
	readonly look: LayerLook | undefined;
	readonly values: boolean;
	readonly events: boolean;
	readonly counts: boolean;
	/** Its entities are asked for as rows: the page is told nothing by itself. */
	readonly rows: boolean;
	readonly colour: EntityColour | undefined;
	readonly area: LayerArea | undefined;
	/** Urns of the entities that show; undefined: all of them. */
	readonly held?: ReadonlySet<string> | undefined;
}

/** Takes a layer and is told nothing of it. */
export const NO_WISH: LayerWish = {
	sink: undefined,
	look: undefined,
	values: false,
	events: false,
	counts: false,
	rows: false,
	colour: undefined,
	area: undefined
};
