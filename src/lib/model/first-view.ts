import type { Camera, CityManifest } from './city.ts';
import type { Degrees, Metres } from './units.ts';

/** Pictures this much wider than high show a city along its long axis. */
const WIDE = 2.8;
/** Looks over the roofs without a wide band of sky: pitch and half the field of view stay below 82°. */
const WIDE_PITCH = 63;
const CLOSEST = 16;
/** Of the picture's width to the city's length: what is near takes more room than what is in the middle. */
const ROOM = 1.12;
/** Metres of a CSS pixel at zoom 0 at the equator, 512 px a tile. */
export const METRES_A_PIXEL = 78_271.517;
/** Metres of a degree of latitude. */
const DEGREE = 111_320;

/** What the first view is chosen by. */
export type CityShape = Pick<CityManifest, 'home' | 'bbox' | 'builtUp'>;

/**
 * The camera of a city that nobody chose one for. Ordinary pictures get the pack's own; in wide ones the city's
 * long axis lies across the picture and fills it. `width` and `height` of the picture are CSS pixels.
 */
export function firstView(city: CityShape, { width, height }: { width: number; height: number }): Camera {
	if (!(width > 0 && height > 0) || width / height < WIDE) return city.home;
	const { lng, lat, along, facing } = city.builtUp ?? shapeOfBox(city);
	const zoom = Math.log2((METRES_A_PIXEL * Math.cos(radians(lat)) * width) / (ROOM * along));
	return {
		lng,
		lat,
		zoom: Math.round(Math.min(CLOSEST, zoom) * 100) / 100,
		pitch: WIDE_PITCH,
		bearing: facing > 180 ? facing - 360 : facing
	};
}

/** For packs that do not say how their city lies: the box, seen from the south or, when it is high, from the west. */
function shapeOfBox({ bbox: [west, south, east, north] }: CityShape): {
	lng: Degrees;
	lat: Degrees;
	along: Metres;
	facing: Degrees;
} {
	const lat = (south + north) / 2;
	const [across, up] = [(east - west) * DEGREE * Math.cos(radians(lat)), (north - south) * DEGREE];
	return { lng: (west + east) / 2, lat, along: Math.max(across, up), facing: up > across ? 90 : 0 };
}

const radians = (degrees: Degrees): number => (degrees * Math.PI) / 180;
