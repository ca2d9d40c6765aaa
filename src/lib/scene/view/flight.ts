import { FlyToInterpolator } from '@deck.gl/core';
import type { Camera } from '#lib/model/city.ts';

/** `--dur-camera`. */
export const FLIGHT_MS = 900;
/** Beyond so many zoom levels a flight shows only blur: cut. */
const MOST_LEVELS = 8;

export function shouldCut(from: Camera, to: Camera, reducedMotion: boolean): boolean {
	return reducedMotion || Math.abs(from.zoom - to.zoom) > MOST_LEVELS;
}

/**
 * The way from one camera to another: rises, goes over and comes down (van Wijk), eased at both ends.
 * `at` takes 0…1.
 */
export function flight(from: Camera, to: Camera, width: number, height: number): (at: number) => Camera {
	const interpolator = new FlyToInterpolator({ curve: 1.2 });
	const turn = ((((to.bearing - from.bearing + 180) % 360) + 360) % 360) - 180;
	const props = ({ lng, lat, zoom, pitch }: Camera, bearing: number) => ({
		width,
		height,
		longitude: lng,
		latitude: lat,
		zoom,
		pitch,
		bearing
	});
	const start = props(from, from.bearing);
	const end = props(to, from.bearing + turn);
	return (at) => {
		if (at >= 1) return to;
		const view = interpolator.interpolateProps(start, end, ease(at)) as Record<
			'longitude' | 'latitude' | 'zoom' | 'pitch' | 'bearing',
			number
		>;
		return {
			lng: view.longitude,
			lat: view.latitude,
			zoom: view.zoom,
			pitch: view.pitch,
			bearing: view.bearing
		};
	};
}

/** Slow, fast, slow. */
function ease(t: number): number {
	return t < 0.5 ? 4 * t ** 3 : 1 - (2 - 2 * t) ** 3 / 2;
}
