import { flyToViewport } from '@math.gl/web-mercator';
import type { Camera } from '../city.ts';
import type { Degrees, EpochMs } from '../units.ts';
import type { WallFlight } from './programme.ts';

/** Beyond, what lies between is a blur: the picture cuts. */
const MOST_ZOOM_LEVELS = 8;
/** The path of a flight depends on the size of the picture; all machines of a wall must fly the same one. */
const PICTURE = { width: 1920, height: 1080 };

/**
 * Where the camera of a flight is when the server's clock says `at`: at its start before it began, at its end from then
 * on. Between, it rises and comes down again (van Wijk and Nuij), and starts and stops softly unless it is `steady`.
 */
export function flightAt({ from, to, startAt, endAt, steady }: WallFlight, at: EpochMs): Camera {
	if (at < startAt) return from;
	if (at >= endAt || Math.abs(to.zoom - from.zoom) > MOST_ZOOM_LEVELS) return to;
	const part = (at - startAt) / (endAt - startAt);
	const t = steady ? part : softly(part);
	const turned = shortestTurn(to.lng - from.lng);
	const { longitude, latitude, zoom } = flyToViewport(
		{ ...PICTURE, longitude: from.lng, latitude: from.lat, zoom: from.zoom },
		{ ...PICTURE, longitude: from.lng + turned, latitude: to.lat, zoom: to.zoom },
		t
	);
	return {
		lng: shortestTurn(longitude),
		lat: latitude,
		zoom,
		pitch: from.pitch + (to.pitch - from.pitch) * t,
		bearing: shortestTurn(from.bearing + shortestTurn(to.bearing - from.bearing) * t)
	};
}

/** Slow, fast, slow: cubic in and out of 0 … 1. */
const softly = (t: number): number => (t < 0.5 ? 4 * t ** 3 : 1 - (2 - 2 * t) ** 3 / 2);

/** The same angle from −180 on to below 180. */
const shortestTurn = (angle: Degrees): Degrees => ((((angle + 180) % 360) + 360) % 360) - 180;
