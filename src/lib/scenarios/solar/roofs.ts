import type { BuildingsPart, FootprintsPart } from '#lib/model/scenario/city-parts.ts';
import type { Metres } from '#lib/model/units.ts';
import { floorUseOf } from '../city/floor-area-people.ts';
import type { HeightRaster } from './height-raster.ts';
import type { Lattice } from '../city/lattice.ts';
import type { LitWindow } from './lit-window.ts';
import { sunnyFront, type SunnyFront } from './sunny-fronts.ts';

/** A building of the window with what its roof and its walls get. */
export interface LitBuilding {
	/** Row of the buildings part. */
	readonly row: number;
	/** Mean over its roof: kWh/m² a year, hours on the chosen day; undefined when another building hides all of it. */
	readonly roof: { readonly sun: number; readonly hours: number } | undefined;
	/** Of housing. */
	readonly front: SunnyFront | undefined;
}

/** The buildings whose middle lies within the radius, in the order of their rows. */
export function litBuildings(
	{ buildings, footprints }: { readonly buildings: BuildingsPart; readonly footprints: FootprintsPart },
	lattice: Lattice,
	raster: HeightRaster,
	light: LitWindow,
	{ middle, radius, hours }: { middle: readonly [Metres, Metres]; radius: Metres; hours: number }
): LitBuilding[] {
	const roofs = roofMeans(raster, light, buildings.key.length);
	const found: LitBuilding[] = [];
	for (let row = 0; row < buildings.key.length; row++) {
		const [x, y] = lattice.toMetres(buildings.lng[row]!, buildings.lat[row]!);
		if (Math.hypot(x - middle[0], y - middle[1]) > radius) continue;
		// People whom an edit gave no building, and outlines too thin to draw.
		if (footprints.starts[row + 1] === footprints.starts[row]) continue;
		const front =
			floorUseOf(buildings.use[row]!) === 'housing'
				? sunnyFront(footprints, row, lattice, raster, light.rule, hours)
				: undefined;
		found.push({ row, roof: roofs(row), front });
	}
	return found;
}

function roofMeans(
	raster: HeightRaster,
	light: LitWindow,
	count: number
): (row: number) => LitBuilding['roof'] {
	const cells = new Uint32Array(count);
	const sun = new Float64Array(count);
	const hours = new Float64Array(count);
	raster.building.forEach((row, at) => {
		if (row < 0) return;
		cells[row]!++;
		sun[row]! += light.year[at]!;
		hours[row]! += light.day[at]!;
	});
	return (row) =>
		cells[row]! > 0 ? { sun: sun[row]! / cells[row]!, hours: hours[row]! / cells[row]! } : undefined;
}
