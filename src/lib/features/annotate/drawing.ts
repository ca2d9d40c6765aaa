import type { DrawnPlace } from '#lib/layers/drawn/drawn.ts';
import type { DrawnShape } from '#lib/model/note.ts';
import { TOOL_SHAPES, type Tool } from './tools.ts';

/** A drawing under way or ended. */
export interface Drawing {
	readonly tool: Tool;
	readonly corners: readonly DrawnPlace[];
	readonly ended: boolean;
}

export const begin = (tool: Tool): Drawing => ({ tool, corners: [], ended: false });

/** With one more corner; ended when the tool needs no more. The place of the last corner again adds nothing. */
export function withCorner(drawing: Drawing, corner: DrawnPlace): Drawing {
	const last = drawing.corners.at(-1);
	if (drawing.ended || (last && last.lng === corner.lng && last.lat === corner.lat)) return drawing;
	const corners = [...drawing.corners, corner];
	return { ...drawing, corners, ended: corners.length >= TOOL_SHAPES[drawing.tool].most };
}

/** Without the last corner; a drawing that had ended goes on. */
export const withoutLast = (drawing: Drawing): Drawing => ({
	...drawing,
	corners: drawing.corners.slice(0, -1),
	ended: false
});

export const canEnd = ({ tool, corners }: Drawing): boolean => corners.length >= TOOL_SHAPES[tool].least;

/** Ended, when it has corners enough. */
export const ended = (drawing: Drawing): Drawing => (canEnd(drawing) ? { ...drawing, ended: true } : drawing);

/** Degrees to a centimetre: what notes and links hold. */
const DIGITS = 7;

/** What a drawing leaves on the ground. */
export function shapeOf({ tool, corners }: Drawing): DrawnShape {
	const round = (degrees: number) => Number(degrees.toFixed(DIGITS));
	const places = corners.map(({ lng, lat }): [number, number] => [round(lng), round(lat)]);
	return { kind: TOOL_SHAPES[tool].kind, corners: places };
}
