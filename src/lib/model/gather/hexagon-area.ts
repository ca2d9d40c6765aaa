import type { Degrees } from '../units.ts';
import { meanHexagon, type H3Resolution } from './cell-ground.ts';

/**
 * Middles of H3's twenty faces, latitude and longitude in radians, without those opposite to them (`faceCenterGeo` of
 * H3's faceijk.c).
 */
const FACES: readonly (readonly [number, number])[] = [
	[0.80358265, 1.24839742],
	[1.30774788, 2.53694501],
	[1.05475125, -1.34751736],
	[0.6001916, -0.45060391],
	[0.49171543, 0.4019882],
	[0.17274533, 1.67814689],
	[0.60592932, 2.95392333],
	[0.42737052, -1.8888762],
	[-0.07906612, -0.73342951],
	[-0.23096164, 0.50649559]
];

/** The twenty faces, flat, by the globe that they are laid around. */
const FLAT = (20 * 0.75 * Math.sqrt(3) * (3 - Math.sqrt(5)) ** 2) / (4 * Math.PI);

const RADIANS = Math.PI / 180;

/**
 * Area of cells of a resolution about a place, square metres. All of a resolution have one size on the flat faces that
 * H3 projects the globe to from its middle: on the globe they shrink by the cube of the cosine from a face's middle.
 */
export function hexagonAreaAt([lng, lat]: readonly [Degrees, Degrees], resolution: H3Resolution): number {
	const cosines = FACES.map(([faceLat, faceLng]) =>
		Math.abs(
			Math.sin(lat * RADIANS) * Math.sin(faceLat) +
				Math.cos(lat * RADIANS) * Math.cos(faceLat) * Math.cos(lng * RADIANS - faceLng)
		)
	);
	return meanHexagon(resolution) * FLAT * Math.max(...cosines) ** 3;
}
