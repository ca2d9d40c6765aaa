import type { Layer } from '@deck.gl/core';
import { TextLayer } from '@deck.gl/layers';
import type { Metres } from '#lib/model/units.ts';
import type { SceneContext } from '#lib/scene/contract.ts';
import { OVERLAY_PARAMETERS } from '../overlay-parameters.ts';
import { ScreenSize } from '../screen-size.ts';
import type { SensorsToBuild } from './sensor-form.ts';
import { placeOf } from './sensor-rows.ts';

/** Nearer than this, a number stands at each value, metres of a pixel. */
const NEAR: Metres = 3;
const MOST = 400;
const SIZE_PX = 12;
const SCREEN_SIZE = new ScreenSize();

/** Three digits that count, or all before the point: 0.042, 3.14, 128, 20450. */
export const shortNumber = (value: number): string =>
	Math.abs(value) >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));

/** The values of rows in figures over them, when they are near enough to be read. */
export function valueLabels(
	context: SceneContext,
	{ id, values, metresPerPixel }: SensorsToBuild,
	rows: readonly number[],
	heightOf: (row: number) => Metres
): Layer[] {
	if (metresPerPixel > NEAR || rows.length > MOST) return [];
	const said = rows.filter((row) => !Number.isNaN(values.value[row] as number));
	if (said.length === 0) return [];
	const halo = context.colour('--map-label-halo');
	return [
		new TextLayer({
			id: `${id}-figures`,
			data: said,
			getPosition: (row: number) => placeOf(context, values, row, heightOf(row)),
			getText: (row: number) => shortNumber(values.value[row] as number),
			getColor: context.colour('--tx-0'),
			getSize: context.look === 'wall' ? 2 * SIZE_PX : SIZE_PX,
			getAlignmentBaseline: 'bottom',
			fontFamily: getComputedStyle(document.documentElement).getPropertyValue('--font-num'),
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
