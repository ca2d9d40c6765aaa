import type { Frame } from '../geometry/chords.ts';
import type { Point } from '../geometry/point.ts';
import { cosineOfTurns, sineOfTurns } from '../geometry/turn.ts';

/** A rectangle in a frame: x and y ranges, metres. */
export interface Box {
	readonly x0: number;
	readonly y0: number;
	readonly x1: number;
	readonly y1: number;
}

/** Corners given in the box's own directions, counter-clockwise, as ground points. */
function placed(frame: Frame, corners: readonly (readonly [number, number])[]): Point[] {
	return corners.map(([x, y]) => frame.leave({ x, y }));
}

export function rectangle(frame: Frame, { x0, y0, x1, y1 }: Box): Point[] {
	return placed(frame, [
		[x0, y0],
		[x1, y0],
		[x1, y1],
		[x0, y1]
	]);
}

/** A slab of flats: stair wells step forward on its north side, balconies between them on the south. */
export function slab(frame: Frame, { x0, y0, x1, y1 }: Box, stairs: number): Point[] {
	const width = (x1 - x0) / stairs;
	const step = Math.min(1.5, (y1 - y0) * 0.12);
	const corners: [number, number][] = [
		[x0, y0],
		[x1, y0]
	];
	for (let stair = stairs - 1; stair >= 0; stair--) {
		const left = x0 + stair * width;
		corners.push([left + width, y1 - step], [left + width * 0.68, y1 - step], [left + width * 0.68, y1]);
		corners.push([left + width * 0.32, y1], [left + width * 0.32, y1 - step]);
	}
	corners.push([x0, y1 - step]);
	return placed(frame, corners);
}

/** A point tower of flats: four wings around a core, notched where they meet. */
export function wingedTower(frame: Frame, { x0, y0, x1, y1 }: Box): Point[] {
	const [w, h] = [(x1 - x0) * 0.3, (y1 - y0) * 0.24];
	const middle = (x0 + x1) / 2;
	const notch = (x1 - x0) * 0.09;
	return placed(frame, [
		[x0, y0 + h * 0.5],
		[x0 + w, y0 + h * 0.5],
		[x0 + w, y0],
		[middle - notch, y0],
		[middle - notch, y0 + h * 0.7],
		[middle + notch, y0 + h * 0.7],
		[middle + notch, y0],
		[x1 - w, y0],
		[x1 - w, y0 + h * 0.5],
		[x1, y0 + h * 0.5],
		[x1, y1 - h],
		[x1 - w * 0.8, y1 - h],
		[x1 - w * 0.8, y1],
		[x0 + w * 0.8, y1],
		[x0 + w * 0.8, y1 - h],
		[x0, y1 - h]
	]);
}

/** Two wings at a right angle. */
export function elbow(frame: Frame, { x0, y0, x1, y1 }: Box, wing: number): Point[] {
	return placed(frame, [
		[x0, y0],
		[x1, y0],
		[x1, y0 + wing],
		[x0 + wing, y0 + wing],
		[x0 + wing, y1],
		[x0, y1]
	]);
}

/** Three wings around a court open to the south. */
export function horseshoe(frame: Frame, { x0, y0, x1, y1 }: Box, wing: number): Point[] {
	return placed(frame, [
		[x0, y0],
		[x0 + wing, y0],
		[x0 + wing, y1 - wing],
		[x1 - wing, y1 - wing],
		[x1 - wing, y0],
		[x1, y0],
		[x1, y1],
		[x0, y1]
	]);
}

/** Wings around a closed court. */
export function court(frame: Frame, box: Box, wing: number): Point[][] {
	const { x0, y0, x1, y1 } = box;
	const inner = { x0: x0 + wing, y0: y0 + wing, x1: x1 - wing, y1: y1 - wing };
	return [rectangle(frame, box), rectangle(frame, inner)];
}

/** A tower with its corners cut. */
export function octagon(frame: Frame, { x0, y0, x1, y1 }: Box, cut: number): Point[] {
	return placed(frame, [
		[x0 + cut, y0],
		[x1 - cut, y0],
		[x1, y0 + cut],
		[x1, y1 - cut],
		[x1 - cut, y1],
		[x0 + cut, y1],
		[x0, y1 - cut],
		[x0, y0 + cut]
	]);
}

/** An ellipse that fills a box, in `count` corners. */
export function oval(frame: Frame, { x0, y0, x1, y1 }: Box, count: number): Point[] {
	const [x, y] = [(x0 + x1) / 2, (y0 + y1) / 2];
	return placed(
		frame,
		Array.from({ length: count }, (_, k) => [
			x + ((x1 - x0) / 2) * cosineOfTurns(k / count),
			y + ((y1 - y0) / 2) * sineOfTurns(k / count)
		])
	);
}

/** The box smaller by `metres` on every side. */
export function shrunk({ x0, y0, x1, y1 }: Box, metres: number): Box {
	return { x0: x0 + metres, y0: y0 + metres, x1: x1 - metres, y1: y1 - metres };
}
