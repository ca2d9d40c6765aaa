import type { Camera } from '#lib/model/city.ts';
import type { BBox, LngLat } from '#lib/model/geometry.ts';

const TILE = 512;
const RAD = Math.PI / 180;
/** The scene's vertical field of view, degrees; said again here so that the shell does not load the engines. */
const FIELD_OF_VIEW = 36;
/** How far the camera stands from the middle, in picture heights. */
export const ALTITUDE = 0.5 / Math.tan((FIELD_OF_VIEW / 2) * RAD);
/** Towards the horizon the box ends this many picture heights from the middle. */
const FARTHEST = 8;

/** The ground that a camera sees, as a box. Pixels are CSS pixels. */
export function viewBox(camera: Camera, width: number, height: number): BBox {
	const corners = viewGround(camera, width, height);
	const lngs = corners.map(([x]) => x);
	const lats = corners.map(([, y]) => y);
	return [Math.min(...lngs), Math.min(...lats), Math.max(...lngs), Math.max(...lats)];
}

/** A part of a picture: −1 is its left and lower end, 1 its right and upper one. */
type PartOfPicture = readonly [left: number, lower: number, right: number, upper: number];

/** Its four corners, counterclockwise from the lower left of the picture, or of a part of it; towards the horizon it ends. */
export function viewGround(
	{ lng, lat, zoom, pitch, bearing }: Camera,
	width: number,
	height: number,
	[left, lower, right, upper]: PartOfPicture = [-1, -1, 1, 1]
): LngLat[] {
	const corners = [
		[left, lower],
		[right, lower],
		[right, upper],
		[left, upper]
	].map(([x, y]) => groundAt((x as number) * (width / height), y as number, pitch));
	const pixelsPerWorld = TILE * 2 ** zoom;
	const [centreX, centreY] = toWorld(lng, lat);
	const [sin, cos] = [Math.sin(bearing * RAD), Math.cos(bearing * RAD)];
	return corners.map(([right, ahead]) => {
		const east = (right * cos + ahead * sin) * height;
		const north = (-right * sin + ahead * cos) * height;
		return fromWorld(centreX + east / pixelsPerWorld, centreY + north / pixelsPerWorld);
	});
}

/** Where the ray through a point of the picture (−1…1 upwards) meets the ground, in picture heights. */
function groundAt(x: number, y: number, pitch: number): [right: number, ahead: number] {
	const [sin, cos] = [Math.sin(pitch * RAD), Math.cos(pitch * RAD)];
	// Camera at `ALTITUDE` from the middle; the ray leans by y/2 upwards.
	const down = ALTITUDE * cos - (y / 2) * sin;
	const scale = down > 0 ? (ALTITUDE * cos) / down : FARTHEST;
	const reach = Math.min(scale, FARTHEST);
	const ahead = -ALTITUDE * sin + reach * (ALTITUDE * sin + (y / 2) * cos);
	return [(x / 2) * reach, Math.min(ahead, FARTHEST)];
}

const toWorld = (lng: number, lat: number): [number, number] => [
	lng / 360 + 0.5,
	0.5 + Math.log(Math.tan(Math.PI / 4 + (lat * RAD) / 2)) / (2 * Math.PI)
];
const fromWorld = (x: number, y: number): [number, number] => [
	(x - 0.5) * 360,
	(2 * Math.atan(Math.exp((y - 0.5) * 2 * Math.PI)) - Math.PI / 2) / RAD
];
