import type { Camera } from '#lib/model/city.ts';

/**
 * The camera that shows in a picture of another height what it shows in this one: as much of the city from top to
 * bottom, at the same part of the picture. Heights in CSS pixels.
 */
export const cameraFor = (camera: Camera, height: number, otherHeight: number): Camera => ({
	...camera,
	zoom: Math.min(24, Math.max(0, camera.zoom + Math.log2(otherHeight / height)))
});
