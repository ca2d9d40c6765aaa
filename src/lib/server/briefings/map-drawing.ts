import type { Figure } from '#lib/model/briefing/draft.ts';
import type { Briefing } from '#lib/model/briefing/frozen.ts';
import type { EpochMs } from '#lib/model/units.ts';

type FrozenFigure = Briefing['figures'][string];
export type MapFigure = Extract<Figure, { kind: 'map' }>;
export type FrozenMap = Extract<FrozenFigure, { kind: 'map' }>;

/** What a page asked the server while a map was drawn. */
export interface RecordedAnswer {
	readonly bytes: Uint8Array;
	readonly type: string;
	/** Headers of the answer that its reader needs besides its type, by small name. */
	readonly headers?: Readonly<Record<string, string>>;
}

export interface DrawnMap {
	/** PNG. */
	readonly picture: Uint8Array;
	/** Pixels. */
	readonly width: number;
	readonly height: number;
	/** By what the page asked for: path and query, without the host. */
	readonly asked: ReadonlyMap<string, RecordedAnswer>;
	readonly legend: FrozenMap['legend'];
	readonly simulated: boolean;
	readonly replayed: boolean;
	/** Newest datum in the picture; null without live data. */
	readonly dataAsOf: EpochMs | null;
	/** What drew it: browser and graphics. */
	readonly renderer: string;
}

export type Redrawn =
	{ readonly kind: 'picture'; readonly picture: Uint8Array } | { readonly kind: 'pack-gone' };

/** Draws maps for briefings in a browser of the server's own. */
export interface MapDrawer {
	/**
	 * The view at an instant: live layers stand there. Throws with a sentence when it is not ready in time, when a layer
	 * of it fails, and when the picture is blank.
	 */
	draw(figure: MapFigure, at: EpochMs): Promise<DrawnMap>;
	/** The same from recorded answers only: nothing live and no history is asked. */
	redraw(
		figure: MapFigure,
		frozen: FrozenMap & { readonly pack: string },
		answer: (asked: string) => RecordedAnswer | undefined
	): Promise<Redrawn>;
}
