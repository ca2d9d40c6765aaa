import type { SunPosition } from '#lib/model/sun.ts';

export { sunPosition, type SunPosition } from '#lib/model/sun.ts';

const RAD = Math.PI / 180;

/** Unit vector east, north, up towards the sun. */
export function sunDirection({ azimuth, altitude }: SunPosition): [east: number, north: number, up: number] {
	const horizontal = Math.cos(altitude * RAD);
	return [
		horizontal * Math.sin(azimuth * RAD),
		horizontal * Math.cos(azimuth * RAD),
		Math.sin(altitude * RAD)
	];
}
