import { cellArea, cellToBoundary, cellToLatLng, latLngToCell, UNITS } from 'h3-js';
import type { Degrees } from '../units.ts';
import type { CellGrid } from './cell-grid.ts';
import { meanHexagon, type H3Resolution, type Hexagons } from './cell-ground.ts';

/** Rows' positions in degrees; NaN = none. */
interface Degreed {
	readonly lng: ArrayLike<number>;
	readonly lat: ArrayLike<number>;
}

/** The H3 cells that rows lie in. */
export function hexagonsOf({ lng, lat }: Degreed, resolution: H3Resolution): CellGrid<Hexagons> {
	const cellOf = new Int32Array(lng.length);
	const known = new Map<string, number>();
	let [lastLng, lastLat, last] = [NaN, NaN, -1];
	for (let row = 0; row < cellOf.length; row++) {
		const [x, y] = [lng[row] as number, lat[row] as number];
		// Many rows have the place of the one before.
		if (x !== lastLng || y !== lastLat) {
			[lastLng, lastLat, last] = [x, y, -1];
			if (Math.abs(x) <= 180 && Math.abs(y) <= 90) {
				const name = latLngToCell(y, x, resolution);
				last = known.get(name) ?? known.size;
				known.set(name, last);
			}
		}
		cellOf[row] = last;
	}
	return { ground: hexagons([...known.keys()], resolution), cellOf };
}

function hexagons(names: readonly string[], resolution: H3Resolution): Hexagons {
	const middle = new Float64Array(2 * names.length);
	const first = new Uint32Array(names.length + 1);
	const corners: number[] = [];
	names.forEach((name, cell) => {
		const [lat, lng] = cellToLatLng(name);
		middle.set([lng, lat], 2 * cell);
		for (const [cornerLat, cornerLng] of cellToBoundary(name))
			corners.push(beside(cornerLng, lng), cornerLat);
		first[cell + 1] = corners.length / 2;
	});
	const areas = names.map((name) => cellArea(name, UNITS.m2));
	return {
		shape: 'hexagons',
		resolution,
		index: BigUint64Array.from(names, (name) => BigInt(`0x${name}`)),
		middle,
		corners: Float64Array.from(corners),
		first,
		area:
			areas.length > 0 ? areas.reduce((sum, area) => sum + area, 0) / areas.length : meanHexagon(resolution)
	};
}

/** A longitude on the same side of the 180th meridian as another one, beyond ±180° if need be. */
const beside = (lng: Degrees, other: Degrees): Degrees =>
	other + ((((lng - other + 540) % 360) + 360) % 360) - 180;
