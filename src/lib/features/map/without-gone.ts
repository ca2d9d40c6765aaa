import type { BuildingColours } from '#lib/scene/contract.ts';

/** Black, alpha 254: the body's own colour (little endian). */
const OWN = 0xfe000000;

/** Colours of a city's buildings without some of them, by id: those are not drawn. */
export function withoutGone(
	colours: BuildingColours | undefined,
	gone: readonly number[],
	buildings: number
): BuildingColours | undefined {
	if (gone.length === 0) return colours;
	const rgba = colours ? colours.rgba.slice() : new Uint8Array(new Uint32Array(buildings).fill(OWN).buffer);
	for (const id of gone) if (id < buildings) rgba[4 * id + 3] = 0;
	return { rgba };
}
