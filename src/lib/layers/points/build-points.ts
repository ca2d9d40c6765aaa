import type { Layer } from '@deck.gl/core';
import { ScatterplotLayer } from '@deck.gl/layers';
import type { SceneContext } from '#lib/scene/contract.ts';
import { OVERLAY_PARAMETERS } from '../overlay-parameters.ts';
import { CROWDED_ALPHA, CROWDED_DOT, DOT, DOT_ALPHA, DOT_CASING } from './dot-size.ts';
import { binary, chooseRows, type PlacedRows } from './placed-rows.ts';
import type { PaintedRows } from './paint-rows.ts';

export interface PointsToBuild extends PlacedRows {
	readonly id: string;
	/** 1 for rows inside the linked filters; undefined = no filter. */
	readonly mask: Uint8Array | undefined;
	/** Of rows that no column colours. */
	readonly token: string;
	readonly painted: PaintedRows | undefined;
	/** 0 to 1; undefined: what suits as many dots. */
	readonly opacity: number | undefined;
}

const MANY = 20_000;
const NO_VALUE = '--line-strong';

/** Rows inside the brush are filled dots with a casing; the others small and hollow, underneath. */
export function buildPoints(context: SceneContext, points: PointsToBuild): Layer[] {
	const { id, mask, token, painted, opacity } = points;
	const inside = mask ? chooseRows(points, (row) => mask[row] === 1) : points;
	const outside = mask ? chooseRows(points, (row) => mask[row] !== 1) : undefined;
	const fill = context.colour(token);
	const casing = context.colour(DOT_CASING.token, DOT_CASING.alpha);
	const many = inside.rows.length > MANY;
	const alpha = opacity === undefined ? (many ? CROWDED_ALPHA : DOT_ALPHA) : Math.round(255 * opacity);
	const size = many ? CROWDED_DOT : DOT;
	const layers: Layer[] = [];
	if (outside && outside.rows.length > 0)
		layers.push(
			new ScatterplotLayer({
				id: `${id}-outside`,
				data: binary(outside),
				stroked: true,
				filled: false,
				getRadius: 8,
				radiusUnits: 'meters',
				radiusMinPixels: 0.8,
				radiusMaxPixels: 2.25,
				getLineColor: context.colour(token, 80),
				getLineWidth: 0.75,
				lineWidthUnits: 'pixels',
				parameters: OVERLAY_PARAMETERS
			})
		);
	layers.push(
		new ScatterplotLayer({
			id,
			data: binary(inside, painted && { getFillColor: fillsOf(context, inside.rows, painted, alpha) }),
			pickable: true,
			stroked: !many,
			filled: true,
			getRadius: size.metres,
			radiusUnits: 'meters',
			radiusMinPixels: size.leastPixels,
			radiusMaxPixels: size.mostPixels,
			getFillColor: [fill[0], fill[1], fill[2], alpha],
			getLineColor: casing,
			getLineWidth: 1,
			lineWidthUnits: 'pixels',
			billboard: true,
			parameters: OVERLAY_PARAMETERS
		})
	);
	return layers;
}

/** Colours of rows by what they say, as the key has them; neutral where they say nothing. */
export function fillsOf(
	context: SceneContext,
	rows: Uint32Array,
	{ tokens, tokenOf }: PaintedRows,
	alpha: number
): { readonly value: Uint8ClampedArray; readonly size: 4 } {
	const palette = new Map(tokens.map((token) => [token, context.colour(token, alpha)]));
	const none = context.colour(NO_VALUE, alpha);
	const value = new Uint8ClampedArray(4 * rows.length);
	for (let index = 0; index < rows.length; index++)
		value.set(palette.get(tokenOf(rows[index] as number) ?? '') ?? none, 4 * index);
	return { value, size: 4 };
}
