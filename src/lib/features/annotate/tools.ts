import type { ShapeKind } from '#lib/model/note.ts';
import { MOST_CORNERS } from '#lib/model/note.ts';
import { m } from '#lib/paraglide/messages.js';

export const TOOLS = ['distance', 'height', 'size', 'point', 'line', 'area'] as const;
/** What is being measured or drawn: the first three measure. */
export type Tool = (typeof TOOLS)[number];

/** How a tool draws. */
export interface ToolShape {
	readonly kind: ShapeKind;
	/** Corners without which there is nothing. */
	readonly least: number;
	/** The drawing ends by itself with so many. */
	readonly most: number;
}

export const TOOL_SHAPES: Readonly<Record<Tool, ToolShape>> = {
	distance: { kind: 'line', least: 2, most: MOST_CORNERS },
	height: { kind: 'line', least: 2, most: 2 },
	size: { kind: 'area', least: 3, most: MOST_CORNERS },
	point: { kind: 'point', least: 1, most: 1 },
	line: { kind: 'line', least: 2, most: MOST_CORNERS },
	area: { kind: 'area', least: 3, most: MOST_CORNERS }
};

export const measures = (tool: Tool): boolean => tool === 'distance' || tool === 'height' || tool === 'size';

export const TOOL_NAMES: Readonly<Record<Tool, () => string>> = {
	distance: m.tool_distance,
	height: m.tool_height,
	size: m.tool_size,
	point: m.tool_point,
	line: m.tool_line,
	area: m.tool_area
};

/** Tools that a key after Q begins. */
export const TOOL_KEYS: Readonly<Partial<Record<Tool, string>>> = { distance: 'm', area: 'd' };
