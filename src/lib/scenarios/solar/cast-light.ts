import { cos, sin, tan } from '#lib/model/portable-math.ts';
import type { Degrees, Metres } from '#lib/model/units.ts';
import type { HeightRaster } from './height-raster.ts';

/** The sill of a ground floor's window, where GB 50180 counts hours of sun. */
const SILL: Metres = 0.9;
const RADIANS = Math.PI / 180;

/**
 * Adds `weight` to every cell that light of a direction reaches: roofs on their top, the ground at the height of a
 * sill. Shadows travel along lines of cells away from the light and sink with its altitude, so that a direction costs
 * one pass over the cells (after Ratti and Richens, 2004).
 */
export function castLight(
	{ cell, columns, rows, top }: HeightRaster,
	azimuth: Degrees,
	altitude: Degrees,
	weight: number,
	into: Float32Array
): void {
	const [east, north] = [-sin(azimuth * RADIANS), -cos(azimuth * RADIANS)];
	const alongEast = Math.abs(east) >= Math.abs(north);
	const [main, cross] = alongEast ? [east, north] : [north, east];
	const [steps, width] = alongEast ? [columns, rows] : [rows, columns];
	const [stride, across] = alongEast ? [1, columns] : [columns, 1];
	const slope = cross / Math.abs(main);
	const sinks = (cell * tan(Math.max(altitude, 0.1) * RADIANS)) / Math.abs(main);
	const most = Math.abs(Math.round((steps - 1) * slope));
	const first = slope > 0 ? most : 0;
	const shadow = new Float32Array(width + most).fill(-1e6);
	for (let step = 0; step < steps; step++) {
		const line = (main > 0 ? step : steps - 1 - step) * stride;
		const shift = first - Math.round(step * slope);
		for (let i = 0, at = line; i < width; i++, at += across) {
			const height = top[at]!;
			const shade = shadow[i + shift]! - sinks;
			if (shade <= (height > 0 ? height : SILL)) into[at]! += weight;
			// From the wall, which stands half a cell further than the middle.
			shadow[i + shift] = height > 0 && height + sinks / 2 > shade ? height + sinks / 2 : shade;
		}
	}
}
