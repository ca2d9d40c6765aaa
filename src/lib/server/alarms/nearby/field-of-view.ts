import type { Degrees, Metres } from '#lib/model/units.ts';

/** Where a camera looks. */
export interface FieldOfView {
	readonly bearing: Degrees;
	/** The whole angle. */
	readonly fov: Degrees;
	readonly range: Metres;
}

/** True for a place so many metres east and north of a camera that lies in its angle and range, edges included. */
export function faces({ bearing, fov, range }: FieldOfView, east: Metres, north: Metres): boolean {
	if (Math.hypot(east, north) > range) return false;
	const towards = (Math.atan2(east, north) * 180) / Math.PI;
	const aside = Math.abs(((((towards - bearing + 180) % 360) + 360) % 360) - 180);
	return aside <= fov / 2;
}
