import type { Look } from '#lib/model/view-spec.ts';
import type { Rgb } from './colour-buildings.ts';

/** A token's colour on this page, or in a look of which something is on it; sRGB bytes. */
export function tokenColour(token: string, look?: Look): Rgb {
	const within = look && document.body.querySelector(`[data-look="${look}"]`);
	const hex = getComputedStyle(within ?? document.documentElement)
		.getPropertyValue(token)
		.trim();
	const value = Number.parseInt(hex.slice(1), 16);
	return [value >> 16, (value >> 8) & 255, value & 255];
}
