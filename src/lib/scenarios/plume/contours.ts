import type { BBox } from '#lib/model/geometry.ts';
import { cos } from '#lib/model/portable-math.ts';
import type { Metres } from '#lib/model/units.ts';
import type { PlumeField } from './plume-field.ts';

/** Where a concentration is reached. */
export interface Contour {
	/** Longitude and latitude by turns, not closed. */
	readonly ring: readonly number[];
	/** Metres downwind of its far end. */
	readonly far: Metres;
}

/** Points of a contour along the axis. */
const STEPS = 64;
/** Places along the axis that are tried, evenly by their logarithm. */
const TRIES = 400;
const FIRST: Metres = 1;

/** The rings inside which a plume reaches a concentration of mg/m³ at the ground: one, or none; two where a high plume touches down twice. */
export function contoursOf(field: PlumeField, milligrams: number): Contour[] {
	const found: Contour[] = [];
	const reaches = (along: Metres) => field.halfWidth(along, milligrams) > 0;
	const placeAt = (step: number) => FIRST * (field.reach / FIRST) ** (step / TRIES);
	let begin: Metres | undefined = reaches(FIRST) ? FIRST : undefined;
	for (let step = 1; step <= TRIES; step++) {
		const [before, here] = [placeAt(step - 1), placeAt(step)];
		const inside = reaches(here);
		if (inside && begin === undefined) begin = edgeBetween(before, here, reaches);
		const last = step === TRIES;
		if (begin === undefined || (inside && !last)) continue;
		const far = inside ? field.reach : edgeBetween(before, here, reaches);
		found.push({ ring: ringOf(field, milligrams, begin, far), far });
		begin = undefined;
	}
	return found;
}

/** Halves the stretch in which a concentration comes or goes until it is known to a centimetre; the side that has it. */
function edgeBetween(a: Metres, b: Metres, reaches: (along: Metres) => boolean): Metres {
	const [comes, ends] = reaches(a) ? [a, b] : [b, a];
	let [inside, outside] = [comes, ends];
	while (Math.abs(outside - inside) > 0.01) {
		const middle = (inside + outside) / 2;
		if (reaches(middle)) inside = middle;
		else outside = middle;
	}
	return inside;
}

function ringOf(field: PlumeField, milligrams: number, begin: Metres, far: Metres): number[] {
	const out: number[] = [];
	const back: number[][] = [];
	for (let step = 0; step <= STEPS; step++) {
		// Closer together towards both ends, where a contour bends.
		const along = begin + ((far - begin) * (1 - cos((Math.PI * step) / STEPS))) / 2;
		const half = field.halfWidth(along, milligrams);
		out.push(...field.place(along, half));
		if (step > 0 && step < STEPS) back.unshift(field.place(along, -half));
	}
	return [...out, ...back.flat()];
}

/** A box around everywhere that plumes together may reach a concentration of mg/m³; undefined: nowhere. */
export function boxAround(fields: readonly PlumeField[], milligrams: number): BBox | undefined {
	// Where so many of them reach it together, one alone reaches its part.
	const each = milligrams / fields.length;
	const rings = fields.flatMap((field) => contoursOf(field, each).map(({ ring }) => ring));
	if (rings.length === 0) return undefined;
	const lng = rings.flatMap((ring) => ring.filter((_, k) => k % 2 === 0));
	const lat = rings.flatMap((ring) => ring.filter((_, k) => k % 2 === 1));
	return [Math.min(...lng), Math.min(...lat), Math.max(...lng), Math.max(...lat)];
}
