import type { Degrees, Metres } from '#lib/model/units.ts';

/** Greatest angle between two corners of the arc. */
const STEP: Degrees = 12;

/**
 * Corners of a field of view, metres east and north of the camera: the camera itself, then along the arc clockwise.
 * `bearing` is clockwise from north.
 */
export function sector(bearing: Degrees, fov: Degrees, range: Metres): [east: Metres, north: Metres][] {
	const wide = Math.min(Math.max(fov, 1), 359);
	const steps = Math.ceil(wide / STEP);
	const arc = Array.from({ length: steps + 1 }, (_, index): [number, number] => {
		const angle = ((bearing - wide / 2 + (wide * index) / steps) * Math.PI) / 180;
		return [range * Math.sin(angle), range * Math.cos(angle)];
	});
	return [[0, 0], ...arc];
}
