import type { Layer } from '@deck.gl/core';
import { TextLayer } from '@deck.gl/layers';
import type { Metres } from '#lib/model/units.ts';
import type { SceneContext } from '#lib/scene/contract.ts';
import { LABEL_FONT } from '#lib/scene/labels/label-sheet.ts';
import { OVERLAY_PARAMETERS } from '../overlay-parameters.ts';
import { ScreenSize } from '../screen-size.ts';
import type { SensorsToBuild } from './sensor-form.ts';
import { placeOf } from './sensor-rows.ts';

/** Nearer than this, a number stands at each value, metres of a pixel of a desk; from afar too where there are few. */
const NEAR: Metres = 3;
const MOST = 400;
const FEW = 30;
const SIZE_PX = 12;
/** What is read on a wall is no smaller, arc-minutes. */
const WALL_MINUTES = 16;
const SCREEN_SIZE = new ScreenSize();

/** How figures stand at their places. */
export interface FigurePlace {
	/** Height over the ground that a row's figure stands on. */
	readonly heightOf: (row: number) => Metres;
	/** Under the place, on a plate, instead of over it: for places that are covered by colour. */
	readonly below?: true;
}

/** A row's value in figures. */
export interface Figure {
	readonly row: number;
	readonly text: string;
}

/**
 * Values in figures: all of them have as many digits after the point, so that two of the greatest count, and never more than two. What was not
 * said has none, and where nothing is nothing is said.
 */
export function figuresOf(value: ArrayLike<number>, rows: readonly number[]): Figure[] {
	const said = rows.filter((row) => !Number.isNaN(value[row] as number));
	const greatest = said.reduce((most, row) => Math.max(most, Math.abs(value[row] as number)), 0);
	const decimals = greatest === 0 ? 0 : Math.min(2, Math.max(0, 1 - Math.floor(Math.log10(greatest))));
	return said
		.map((row) => ({ row, text: (value[row] as number).toFixed(decimals) }))
		.filter(({ text }) => Number(text) !== 0);
}

/** The values of rows in figures at them, when they are near enough, or few enough, to be read. */
export function valueLabels(
	context: SceneContext,
	{ id, values, metresPerPixel }: SensorsToBuild,
	rows: readonly number[],
	{ heightOf, below }: FigurePlace
): Layer[] {
	const size = context.minute ? WALL_MINUTES * context.minute : SIZE_PX;
	// larger figures take the place of more of them
	const larger = size / SIZE_PX;
	const most = metresPerPixel * larger > NEAR ? FEW / larger ** 2 : MOST / larger ** 2;
	if (rows.length > most) return [];
	const figures = figuresOf(values.value, rows);
	if (figures.length === 0) return [];
	const halo = context.colour('--map-label-halo');
	return [
		new TextLayer({
			id: `${id}-figures`,
			data: figures,
			getPosition: ({ row }: Figure) => placeOf(context, values, row, heightOf(row)),
			getText: ({ text }: Figure) => text,
			getColor: context.colour('--tx-0'),
			getSize: size,
			getAlignmentBaseline: below ? 'top' : 'bottom',
			...(below && {
				getPixelOffset: [0, size],
				background: true,
				getBackgroundColor: context.colour('--map-label-halo', 220),
				backgroundPadding: [4, 2, 4, 2]
			}),
			fontFamily: LABEL_FONT,
			fontWeight: 600,
			fontSettings: { sdf: true, fontSize: 48, buffer: 8 },
			characterSet: '0123456789.-e+',
			// wider, the next figure's halo lies over a decimal point
			outlineWidth: 2,
			outlineColor: halo,
			extensions: [SCREEN_SIZE],
			// half a figure says another number
			parameters: OVERLAY_PARAMETERS
		})
	];
}
