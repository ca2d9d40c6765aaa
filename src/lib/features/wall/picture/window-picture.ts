import type { WallNode, WallProfile } from '#lib/model/wall/profile.ts';
import type { Box } from './box.ts';

/** Lines between the panels of a wall, CSS pixels from the picture's left and top. */
export interface Seams {
	readonly x: readonly number[];
	readonly y: readonly number[];
}

/** What of a wall's picture one window shows. All lengths are CSS pixels of that window. */
export interface WindowPicture {
	/** The whole picture. */
	readonly width: number;
	readonly height: number;
	/** The part of it in this window: all of it when one window shows the wall. */
	readonly part: Box;
	/** The map behind the panels: wider and higher by what bezels hide, and where in it this window lies. */
	readonly map: { readonly width: number; readonly height: number; readonly x: number; readonly y: number };
	readonly seams: Seams;
	/** Millimetres from CSS pixel to CSS pixel. */
	readonly pitch: number;
	/** CSS pixels of this window for one of the wall. */
	readonly scale: number;
}

type Shape = Pick<WallProfile, 'width' | 'height' | 'columns' | 'rows' | 'pitch' | 'bezel'>;
interface Size {
	readonly width: number;
	readonly height: number;
}

/** A wall in one window. A window of another size than the wall is read as if the wall filled it. */
export function wholePicture(shape: Shape, window: Size): WindowPicture {
	const { width, height } = window;
	const scale = Math.min(width / shape.width, height / shape.height);
	return {
		width,
		height,
		part: { x: 0, y: 0, width, height },
		map: { width, height, x: 0, y: 0 },
		seams: seamsOf(shape, window),
		pitch: shape.pitch / scale,
		scale
	};
}

/**
 * The part of a wall that one node shows. The map goes on behind the bezels between the nodes; a node's own panels
 * are one canvas, in which nothing is left out.
 */
export function partPicture(
	shape: Shape & Pick<WallProfile, 'nodes'>,
	node: WallNode,
	window: Size
): WindowPicture {
	const scale = window.width / node.width;
	const whole = { width: shape.width * scale, height: shape.height * scale };
	const part = { x: node.x * scale, y: node.y * scale, width: window.width, height: window.height };
	const seams = seamsOf(shape, whole);
	const hidden = (shape.bezel / shape.pitch) * scale;
	const left = between(
		seams.x,
		shape.nodes.map(({ x }) => x * scale)
	);
	const above = between(
		seams.y,
		shape.nodes.map(({ y }) => y * scale)
	);
	const before = (lines: readonly number[], at: number) => lines.filter((line) => line <= at + NEAR).length;
	return {
		...whole,
		part,
		map: {
			width: whole.width + hidden * left.length,
			height: whole.height + hidden * above.length,
			x: part.x + hidden * before(left, part.x),
			y: part.y + hidden * before(above, part.y)
		},
		seams,
		pitch: shape.pitch / scale,
		scale
	};
}

/** Pixels are whole, panels need not be. */
const NEAR = 0.5;

/** The seams at which a node begins. */
const between = (seams: readonly number[], begins: readonly number[]): readonly number[] =>
	seams.filter((seam) => begins.some((begin) => Math.abs(begin - seam) <= NEAR));

const seamsOf = ({ columns, rows }: Shape, { width, height }: Size): Seams => ({
	x: Array.from({ length: columns - 1 }, (_, index) => ((index + 1) * width) / columns),
	y: Array.from({ length: rows - 1 }, (_, index) => ((index + 1) * height) / rows)
});
