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

/** The bands as one picture that lies on the ground. */
export function buildHeat(
	context: SceneContext,
	{ id, heat, colours, opacity, least }: HeatToBuild
): Layer[] {
	const { columns, rows, step, east, north } = heat;
	if (columns === 0) return [];
	const place = (x: number, y: number) => {
		const [lng, lat] = context.frame.toLngLat(east + x * step, north + y * step);
		return context.toScene(lng, lat, LIFT);
	};
	return [
		new BitmapLayer({
			id,
			image: new ImageData(bandsOf(context, heat, colours, least), columns, rows),
			bounds: [place(0, 0), place(0, rows), place(columns, rows), place(columns, 0)],
			opacity: opacity ?? OPACITY,
			textureParameters: { minFilter: 'linear', magFilter: 'linear' },
			parameters: OVERLAY_PARAMETERS
		})
	];
}

/** Pixels of the bands, sRGB and alpha, the northernmost row first; where there is no density, nothing. */
export function bandsOf(
	context: Pick<SceneContext, 'colour'>,
	{ columns, rows, density }: Heat,
	{ classes, tokens }: Classed,
	least: number
): Uint8ClampedArray<ArrayBuffer> {
	const palette = tokens.map((token) => context.colour(token));
	const greatest = density.reduce((most, one) => Math.max(most, one), 0);
	const pixels = new Uint8ClampedArray(4 * columns * rows);
	for (let row = 0; row < rows; row++)
		for (let column = 0; column < columns; column++) {
			const value = density[row * columns + column] as number;
			const at = 4 * ((rows - 1 - row) * columns + column);
			const colour = palette[classOf(value, classes)];
			if (!colour) continue;
			pixels.set(colour, at);
			// A pixel of nothing has the colour of the band beside it: what is blended in between has no dark edge.
			if (value < greatest * least || value === 0) pixels[at + 3] = 0;
		}
	return pixels;
}
