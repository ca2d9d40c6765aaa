import type { Briefing } from '#lib/model/briefing/frozen.ts';
import type { EpochMs } from '#lib/model/units.ts';
import type { ViewSpec } from '#lib/model/view-spec.ts';

type MapFigure = Extract<Briefing['figures'][string], { readonly kind: 'map' }>;

/** A view of the city that is to be drawn as it stood at an instant. */
export interface FigureRequest {
	readonly view: ViewSpec;
	/** What is live in the view, its comparison's sides too, stands at this instant. */
	readonly at: EpochMs;
	/** CSS pixels. */
	readonly width: number;
	readonly height: number;
	/** Pixels of the picture for one of CSS; 1 when absent. */
	readonly scale?: number;
}

/** What the server answered while a figure was drawn: a file for each path with its query, as `encodeAnswer` wrote it. */
export type Answers = ReadonlyMap<string, Uint8Array>;

/** Media type of such a file. */
export const ANSWER_TYPE = 'application/vnd.cityloop.answer';

/** Who published something that the picture shows, and how old it was. */
export type FigureSource = Briefing['sources'][number];

/** A figure, and everything that it was drawn from but the city's pack. */
export interface DrawnFigure {
	/** PNG, `scale` × `width` by `height`. */
	readonly picture: Uint8Array;
	readonly asked: Answers;
	readonly legend: MapFigure['legend'];
	readonly sources: readonly FigureSource[];
	/** Newest datum in the picture; null when it shows none. */
	readonly dataAsOf: EpochMs | null;
	readonly simulated: boolean;
	readonly replayed: boolean;
	/** Runs of scenarios that it shows. */
	readonly scenarios: Briefing['scenarios'];
	/** What drew it: UNMASKED_RENDERER_WEBGL. */
	readonly renderer: string;
}

/**
 * Draws a figure. With `answers` the page hears these and nothing else: neither live data nor history are asked.
 * Throws RENDER_FAILED, whose sentence names the layer that is at fault, and CHROMIUM_MISSING.
 */
export type DrawFigure = (request: FigureRequest, answers?: Answers) => Promise<DrawnFigure>;
