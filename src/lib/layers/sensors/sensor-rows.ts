import type { LayerValues } from '#lib/model/live-values.ts';
import type { Metres } from '#lib/model/units.ts';
import type { SceneContext } from '#lib/scene/contract.ts';
import { isStaleRow, isThere } from './sensor-style.ts';
import type { SensorStyle } from './entity-looks.ts';

/** Rows by how they are drawn: with a value of now, with one that is too old, without one. */
export interface RowGroups {
	readonly fresh: readonly number[];
	readonly stale: readonly number[];
	readonly silent: readonly number[];
}

export function groupRows(values: LayerValues, { classOfRow }: SensorStyle): RowGroups {
	const groups = { fresh: [] as number[], stale: [] as number[], silent: [] as number[] };
	for (let row = 0; row < values.count; row++) {
		if (!isThere(values, row)) continue;
		if (classOfRow[row] === -1) groups.silent.push(row);
		else groups[isStaleRow(values, row) ? 'stale' : 'fresh'].push(row);
	}
	return groups;
}

/** The same entities without those that are not wanted: their rows are free. */
export function onlyRows(values: LayerValues, isWanted: (row: number) => boolean): LayerValues {
	const lngLat = values.lngLat.map((degrees, index) => (isWanted(index >> 1) ? degrees : NaN));
	return { ...values, lngLat };
}

/** Where a row is drawn, metres above the ground. */
export const placeOf = (context: SceneContext, { lngLat }: LayerValues, row: number, lift: Metres) =>
	context.toScene(lngLat[2 * row] as number, lngLat[2 * row + 1] as number, lift);

/** Places of rows, three numbers each. */
export function placesOf(
	context: SceneContext,
	values: LayerValues,
	rows: readonly number[],
	lift: Metres
): Float64Array {
	const places = new Float64Array(3 * rows.length);
	rows.forEach((row, index) => places.set(placeOf(context, values, row, lift), 3 * index));
	return places;
}

export type Rgba = readonly [red: number, green: number, blue: number, alpha: number];

/** Colours of rows, four bytes each. */
export function coloursOf(rows: readonly number[], colourOf: (row: number) => Rgba): Uint8ClampedArray {
	const colours = new Uint8ClampedArray(4 * rows.length);
	rows.forEach((row, index) => colours.set(colourOf(row), 4 * index));
	return colours;
}

/** The colour of each row by its class, as the key says it; `none` for those without a value. */
export function paint(
	context: SceneContext,
	{ tokens, classOfRow }: SensorStyle,
	none: Rgba = context.colour('--line-strong')
): (row: number) => Rgba {
	const palette = tokens.map((token): Rgba => context.colour(token));
	return (row) => palette[classOfRow[row] as number] ?? none;
}

/** Where a value lies between two others, 0 to 1; 0 when it was not said. */
export function shareOf(value: number, [low, high]: readonly [number, number]): number {
	if (Number.isNaN(value) || !(high > low)) return 0;
	return Math.min(1, Math.max(0, (value - low) / (high - low)));
}

/** What a size is measured against: the scale of a share, else from zero to the greatest value that is there. */
export function measure(
	values: LayerValues,
	scale: readonly [number, number] | undefined
): readonly [number, number] {
	if (scale) return scale;
	let [low, high] = [0, 0];
	for (const value of values.value) {
		if (value < low) low = value;
		if (value > high) high = value;
	}
	return [low, high];
}
