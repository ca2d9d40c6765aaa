import type { Layer } from '@deck.gl/core';
import { BitmapLayer } from '@deck.gl/layers';
import { classOf } from '#lib/model/classes/value-classes.ts';
import type { Heat } from '#lib/model/gather/heat.ts';
import type { SceneContext } from '#lib/scene/contract.ts';
import { OVERLAY_PARAMETERS } from '../overlay-parameters.ts';
import type { Classed } from '../styled/classed.ts';

export interface HeatToBuild {
	readonly id: string;
	readonly heat: Heat;
	readonly colours: Classed;
	/** 0 to 1; undefined: what suits it. */
	readonly opacity: number | undefined;
	/** Part of the greatest density below which nothing is drawn. */
	readonly least: number;
}

const OPACITY = 0.75;
const LIFT = 2;
/** Pixels along a square of the grid, while the picture's side has no more than so many in all. */
const FINER = 4;
const MOST_PIXELS = 2048;

/** The bands as one picture that lies on the ground. */
export function buildHeat(
	context: SceneContext,
	{ id, heat, colours, opacity, least }: HeatToBuild
): Layer[] {
	const { columns, rows, step, east, north } = heat;
	if (columns === 0) return [];
	const finer = Math.max(1, Math.min(FINER, Math.floor(MOST_PIXELS / Math.max(columns, rows))));
	const place = (x: number, y: number) => {
		const [lng, lat] = context.frame.toLngLat(east + x * step, north + y * step);
		return context.toScene(lng, lat, LIFT);
	};
	return [
		new BitmapLayer({
			id,
			image: new ImageData(bandsOf(context, heat, colours, { least, finer }), finer * columns, finer * rows),
			bounds: [place(0, 0), place(0, rows), place(columns, rows), place(columns, 0)],
			opacity: opacity ?? OPACITY,
			textureParameters: { minFilter: 'linear', magFilter: 'linear' },
			parameters: OVERLAY_PARAMETERS
		})
	];
}

/**
 * Pixels of the bands, sRGB and alpha, the northernmost row first; where there is no density, nothing. Each square has
 * `finer` × `finer` of them, between the squares' middles in proportion, so that bands have round edges.
 */
export function bandsOf(
	context: Pick<SceneContext, 'colour'>,
	heat: Heat,
	{ classes, tokens }: Classed,
	{ least, finer }: { readonly least: number; readonly finer: number }
): Uint8ClampedArray<ArrayBuffer> {
	const palette = tokens.map((token) => context.colour(token));
	const lowest = heat.density.reduce((most, one) => Math.max(most, one), 0) * least;
	const [width, height] = [finer * heat.columns, finer * heat.rows];
	const pixels = new Uint8ClampedArray(4 * width * height);
	for (let y = 0; y < height; y++)
		for (let x = 0; x < width; x++) {
			const value = densityAt(heat, (x + 0.5) / finer - 0.5, (y + 0.5) / finer - 0.5);
			const colour = palette[classOf(value, classes)];
			if (!colour) continue;
			const at = 4 * ((height - 1 - y) * width + x);
			pixels.set(colour, at);
			// A pixel of nothing has the colour of the band beside it: what is blended in between has no dark edge.
			if (value < lowest || value === 0) pixels[at + 3] = 0;
		}
	return pixels;
}

/** Density at a place in squares from the middle of the south-westernmost one. */
function densityAt({ columns, rows, density }: Heat, x: number, y: number): number {
	const column = Math.min(Math.max(Math.floor(x), 0), columns - 1);
	const row = Math.min(Math.max(Math.floor(y), 0), rows - 1);
	const [right, top] = [Math.min(column + 1, columns - 1), Math.min(row + 1, rows - 1)];
	const [along, up] = [Math.max(0, x - column), Math.max(0, y - row)];
	const at = (c: number, r: number) => density[r * columns + c] as number;
	return (
		(1 - up) * ((1 - along) * at(column, row) + along * at(right, row)) +
		up * ((1 - along) * at(column, top) + along * at(right, top))
	);
}
