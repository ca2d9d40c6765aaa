import type { Rgb } from './colour-buildings.ts';

/** A token's colour on this page, sRGB bytes. */
export function tokenColour(token: string): Rgb {
	const hex = getComputedStyle(document.documentElement).getPropertyValue(token).trim();
	const value = Number.parseInt(hex.slice(1), 16);
	return [value >> 16, (value >> 8) & 255, value & 255];
}
