import type { Camera } from '#lib/model/city.ts';
import { depthRange } from '../metre-camera.ts';
import type { SceneFrame } from '../scene-frame.ts';

/** Vertical field of view, degrees. */
export const FIELD_OF_VIEW = 36;
export const LIMITS = { minZoom: 8, maxZoom: 20, minPitch: 0, maxPitch: 85 } as const;

/** What deck is given; scene longitude and latitude, not WGS 84. */
export interface DeckViewState {
	readonly longitude: number;
	readonly latitude: number;
	readonly zoom: number;
	readonly pitch: number;
	readonly bearing: number;
	readonly minZoom: number;
	readonly maxZoom: number;
	readonly minPitch: number;
	readonly maxPitch: number;
	/** In units of one picture height. */
	readonly nearZ: number;
	readonly farZ: number;
}

/** A camera within the limits, bearing −180…180. */
export function limited(camera: Camera): Camera {
	const clamp = (value: number, low: number, high: number) => Math.min(Math.max(value, low), high);
	return {
		lng: clamp(camera.lng, -180, 180),
		lat: clamp(camera.lat, -85, 85),
		zoom: clamp(camera.zoom, LIMITS.minZoom, LIMITS.maxZoom),
		pitch: clamp(camera.pitch, LIMITS.minPitch, LIMITS.maxPitch),
		bearing: ((((camera.bearing + 180) % 360) + 360) % 360) - 180
	};
}

/** Metres from the camera to its target on a picture `height` CSS pixels high. */
export function targetDistance(zoom: number, height: number, frame: SceneFrame): number {
	const focal = 0.5 / Math.tan((FIELD_OF_VIEW * Math.PI) / 360);
	return (focal * height) / (2 ** zoom * frame.unitsPerMetre);
}

export function toDeck(camera: Camera, height: number, frame: SceneFrame): DeckViewState {
	const [longitude, latitude] = frame.toScene(camera.lng, camera.lat, 0);
	const { near, far } = depthRange(targetDistance(camera.zoom, height, frame));
	const unit = (2 ** camera.zoom * frame.unitsPerMetre) / Math.max(height, 1);
	const { zoom, pitch, bearing } = camera;
	return { longitude, latitude, zoom, pitch, bearing, ...LIMITS, nearZ: near * unit, farZ: far * unit };
}

export function fromDeck(
	view: { longitude: number; latitude: number; zoom: number; pitch?: number; bearing?: number },
	frame: SceneFrame
): Camera {
	const [lng, lat] = frame.groundFromScene(view.longitude, view.latitude);
	return limited({ lng, lat, zoom: view.zoom, pitch: view.pitch ?? 0, bearing: view.bearing ?? 0 });
}

/** The same camera but for rounding. */
export function sameView(a: DeckViewState, b: DeckViewState): boolean {
	return (['longitude', 'latitude', 'zoom', 'pitch', 'bearing'] as const).every(
		(key) => Math.abs(a[key] - b[key]) < 1e-9
	);
}
