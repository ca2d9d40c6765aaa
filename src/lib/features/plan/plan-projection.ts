import type { Camera, CityManifest } from '#lib/model/city.ts';
import type { Degrees, Metres } from '#lib/model/units.ts';
import { SceneFrame } from '#lib/scene/scene-frame.ts';
import { ALTITUDE } from '../map/view-box.ts';

const RAD = Math.PI / 180;
/** What is no farther before the camera than this is not drawn, in picture heights. */
const NEAREST = 0.02;

/** Where something stands in a picture. */
export interface OnPicture {
	/** CSS pixels from the left and from the top. */
	readonly x: number;
	readonly y: number;
	/** How much larger it is than in the middle of the picture. */
	readonly size: number;
}

/** A city as the scene's camera sees it, without the engines. */
export interface PlanProjection {
	/** CSS pixels of a metre in the middle of the picture. */
	readonly pixelsPerMetre: number;
	/** undefined: behind the camera. */
	readonly place: (lng: Degrees, lat: Degrees, height?: Metres) => OnPicture | undefined;
}

/** The scene's own projection for a picture of `width` × `height` CSS pixels. */
export function planProjection(
	{ lng, lat, zoom, pitch, bearing }: Camera,
	{ anchor }: Pick<CityManifest, 'anchor'>,
	{ width, height }: { readonly width: number; readonly height: number }
): PlanProjection {
	const frame = new SceneFrame(anchor);
	const pixelsPerMetre = frame.unitsPerMetre * 2 ** zoom;
	const unit = pixelsPerMetre / height;
	const [east0, north0] = frame.local.toLocal(lng, lat);
	const [sinBearing, cosBearing] = [Math.sin(bearing * RAD), Math.cos(bearing * RAD)];
	const [sinPitch, cosPitch] = [Math.sin(pitch * RAD), Math.cos(pitch * RAD)];
	return {
		pixelsPerMetre,
		place(toLng, toLat, metres = 0) {
			const [east, north, up] = frame.local.toLocal(toLng, toLat, metres);
			const [x, y, z] = [(east - east0) * unit, (north - north0) * unit, up * unit];
			const right = x * cosBearing - y * sinBearing;
			const ahead = x * sinBearing + y * cosBearing;
			const depth = ALTITUDE + ahead * sinPitch - z * cosPitch;
			if (depth < NEAREST) return undefined;
			const size = ALTITUDE / depth;
			return {
				x: width / 2 + right * size * height,
				y: height / 2 - (ahead * cosPitch + z * sinPitch) * size * height,
				size
			};
		}
	};
}
