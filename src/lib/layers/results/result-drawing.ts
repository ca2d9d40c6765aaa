import type { Degrees, Metres } from '#lib/model/units.ts';

/** Where the rows of a result lie, one a row; what has no place has no points. Longitude and latitude by turns. */
export type ResultShape =
	/** Lines in the direction of travel; `starts` counts points and has one more than rows. */
	| { readonly of: 'lines'; readonly starts: Uint32Array; readonly points: Float64Array }
	/** Where each begins and ends: 4 numbers a row, NaN: nowhere. */
	| { readonly of: 'arcs'; readonly ends: Float64Array }
	/** Outer rings, not closed. */
	| { readonly of: 'rings'; readonly rings: readonly ArrayLike<number>[] }
	/** Bodies that the city's own picture does not have, with their heights; the city's own have a place only. */
	| {
			readonly of: 'blocks';
			readonly rings: readonly ArrayLike<number>[];
			readonly heights: readonly Metres[];
			readonly lngLat: Float64Array;
	  }
	/** Rectangles round their middles, all of one size. */
	| {
			readonly of: 'cells';
			readonly lngLat: Float64Array;
			readonly width: Degrees;
			readonly height: Degrees;
	  }
	| { readonly of: 'marks'; readonly lngLat: Float64Array };

/** A result as it is to be seen. */
export interface ResultDrawing {
	readonly shape: ResultShape;
	/** Rows that are drawn: what is loud last, so that it lies over what is quiet. */
	readonly rows: Uint32Array;
	/** Token of a row's class. */
	readonly tokenOf: (row: number) => string;
	/** Part of the largest that a row is, 0 … 1: its width, size or height. */
	readonly shareOf: (row: number) => number;
	/** Increases of a difference are edged: they are told from decreases without colours. */
	readonly isMore: (row: number) => boolean;
	/** Of fills, 0 to 1; undefined: what suits them. */
	readonly opacity: number | undefined;
	/** Rings and cells stand as high as their share. */
	readonly raised: boolean;
	/** Row that is marked. */
	readonly selected: number | undefined;
	readonly metresPerPixel: Metres;
}
