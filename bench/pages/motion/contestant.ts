import type { Entities } from './entities.ts';

/** A way to show moving entities, on a canvas of its own. */
export interface Contestant {
	readonly gl: WebGL2RenderingContext;
	/** Draws one frame. */
	step(time: number): void;
	/** Takes a second's news. */
	sample(second: number): void;
	/** Positions drawn at a time, x and y metres by entity. */
	positions(time: number): Float64Array;
	/** Frees the context and removes the canvas. */
	end(): void;
}

/** Opens a contestant that knows the news of seconds 0 and 1, on a square canvas. */
export type OpenContestant = (entities: Entities, pixels: number) => Promise<Contestant>;

/** A contestant without entities, whose frames are taken off those of others. */
export const NOTHING = { sample: () => undefined, positions: () => new Float64Array(0) };
