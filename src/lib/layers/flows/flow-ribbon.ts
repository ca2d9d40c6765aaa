import type { Metres } from '#lib/model/units.ts';

type Place = readonly [east: Metres, north: Metres];

/** Points along a ribbon's edge. */
const STEPS = 10;
/** How far a ribbon swings out, part of its length: there and back lie beside each other. */
const SWING = 0.16;
/** Width at the end, part of that at the beginning. */
const TAPER = 0.12;

/**
 * The outline of a flow on the ground: a ribbon that swings to the right of its way and narrows towards where it goes,
 * so that its direction is seen. East and north in turn, closed; `width` is that of its beginning.
 */
export function flowRibbon(from: Place, to: Place, width: Metres): Float64Array {
	const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
	const length = Math.hypot(dx, dy);
	const [right, ahead] = [
		[dy / length, -dx / length],
		[dx / length, dy / length]
	] as const;
	const swing = 2 * SWING * length; // the middle of the curve lies half as far out as its control point
	const control: Place = [(from[0] + to[0]) / 2 + right[0] * swing, (from[1] + to[1]) / 2 + right[1] * swing];
	const outline = new Float64Array(4 * STEPS + 6);
	for (let step = 0; step <= STEPS; step++) {
		const share = step / STEPS;
		const at = (axis: 0 | 1) =>
			(1 - share) ** 2 * from[axis] + 2 * share * (1 - share) * control[axis] + share ** 2 * to[axis];
		const along = (axis: 0 | 1) =>
			2 * (1 - share) * (control[axis] - from[axis]) + 2 * share * (to[axis] - control[axis]);
		const [x, y] = [along(0), along(1)];
		const speed = Math.hypot(x, y) || 1;
		const half = (width / 2) * (1 - (1 - TAPER) * share);
		const [acrossX, acrossY] = [((y || -ahead[0]) / speed) * half, (-x / speed) * half];
		outline.set([at(0) + acrossX, at(1) + acrossY], 2 * step);
		outline.set([at(0) - acrossX, at(1) - acrossY], 2 * (2 * STEPS + 1 - step));
	}
	outline.set(outline.subarray(0, 2), 4 * STEPS + 4);
	return outline;
}
