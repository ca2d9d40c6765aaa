import { cellArea, cellToLatLng, latLngToCell, UNITS } from 'h3-js';
import { expect, test } from 'vitest';
import { hexagonAreaAt } from './hexagon-area.ts';

test('cells about a place have the area that H3 itself gives them', () => {
	for (const [lng, lat] of [
		[-73.98, 40.75],
		[121.47, 31.23],
		[116.4, 39.9],
		[-0.13, 51.5],
		[151.2, -33.87],
		[-58.4, -34.6],
		[71.5, 46.05],
		[0, 0]
	] as const)
		for (const resolution of [6, 8, 9, 11]) {
			const name = latLngToCell(lat, lng, resolution);
			const [cellLat, cellLng] = cellToLatLng(name);
			const area = hexagonAreaAt([cellLng, cellLat], resolution);
			expect(Math.abs(area / cellArea(name, UNITS.m2) - 1)).toBeLessThan(0.002);
		}
});
