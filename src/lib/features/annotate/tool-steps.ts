import type { DrawnPlace } from '#lib/layers/drawn/drawn.ts';
import type { LocalFrame } from '#lib/model/local-frame.ts';
import type { Metres, Milliseconds } from '#lib/model/units.ts';
import { canEnd, type Drawing } from './drawing.ts';
import { TOOL_SHAPES } from './tools.ts';

/** A second click this near and this soon ends a drawing, CSS pixels. */
const DOUBLE_PX = 6;
const DOUBLE: Milliseconds = 450;

/** Of the map, CSS pixels. */
export interface Pixel {
	readonly x: number;
	readonly y: number;
}
export interface Click extends Pixel {
	readonly at: Milliseconds;
}

/** What a click or a key does to a drawing; undefined: nothing. */
export type Step =
	{ readonly kind: 'corner'; readonly place: DrawnPlace } | { readonly kind: 'end' } | undefined;

/** True when a click is the second one of a double click. */
export const isAgain = (before: Click | undefined, { x, y, at }: Click): boolean =>
	before !== undefined && at - before.at < DOUBLE && Math.hypot(x - before.x, y - before.y) < DOUBLE_PX;

/** A click sets a corner; a double click ends, and so does one on the first corner of an area, within `reach`. */
export function stepOfClick(
	drawing: Drawing,
	place: DrawnPlace | undefined,
	{ again, reach, frame }: { readonly again: boolean; readonly reach: Metres; readonly frame: LocalFrame }
): Step {
	if (again) return { kind: 'end' };
	if (!place) return undefined;
	const [first] = drawing.corners;
	const closes =
		first !== undefined &&
		!drawing.ended &&
		canEnd(drawing) &&
		TOOL_SHAPES[drawing.tool].kind === 'area' &&
		apart(frame, first, place) < reach;
	return closes ? { kind: 'end' } : { kind: 'corner', place };
}

/** Enter sets a corner in the middle of the map; where the last one stands, and after clicks, it ends. */
export function stepOfEnter(
	{ corners, ended }: Drawing,
	middle: DrawnPlace | undefined,
	byKeys: boolean
): Step {
	const last = corners.at(-1);
	const stands = last !== undefined && last.lng === middle?.lng && last.lat === middle.lat;
	if (!ended && last && (stands || !byKeys)) return { kind: 'end' };
	return middle && !stands ? { kind: 'corner', place: middle } : undefined;
}

function apart(frame: LocalFrame, a: DrawnPlace, b: DrawnPlace): Metres {
	const [x, y] = frame.toLocal(a.lng, a.lat);
	const [otherX, otherY] = frame.toLocal(b.lng, b.lat);
	return Math.hypot(x - otherX, y - otherY);
}
