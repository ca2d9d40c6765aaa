import type { Metres } from '#lib/model/units.ts';

/** A place in metres. */
export type Point = readonly [x: Metres, y: Metres];

/** Strokes across a way, slanted by 45°, one every `step` from half a step on; a short way has one in its middle. */
export function hatchAcross(
	way: readonly Point[],
	step: Metres,
	half: Metres
): readonly (readonly [Point, Point])[] {
	return placesAlong(way, step).map(({ at: [x, y], along: [dx, dy] }) => {
		// along and across in equal parts
		const [sx, sy] = [(dx - dy) * Math.SQRT1_2 * half, (dy + dx) * Math.SQRT1_2 * half];
		return [
			[x - sx, y - sy],
			[x + sx, y + sy]
		];
	});
}

/** Heads of arrows that point along a way: tail, tip, tail; one every `step`, a short way has one in its middle. */
export function arrowsAlong(
	way: readonly Point[],
	step: Metres,
	half: Metres
): readonly (readonly [Point, Point, Point])[] {
	return placesAlong(way, step).map(({ at: [x, y], along: [dx, dy] }) => [
		[x - dx * half - dy * half, y - dy * half + dx * half],
		[x + dx * half, y + dy * half],
		[x - dx * half + dy * half, y - dy * half - dx * half]
	]);
}

/** Places along a way with its direction there. */
export function placesAlong(
	way: readonly Point[],
	step: Metres
): { readonly at: Point; readonly along: readonly [number, number] }[] {
	const legs = way.slice(1).flatMap(([x, y], index) => {
		const [fromX, fromY] = way[index]!; // slice leaves the one before
		const length = Math.hypot(x - fromX, y - fromY);
		if (length === 0) return [];
		return { fromX, fromY, length, along: [(x - fromX) / length, (y - fromY) / length] as const };
	});
	const total = legs.reduce((sum, { length }) => sum + length, 0);
	const count = Math.max(1, Math.floor(total / step));
	const found: { at: Point; along: readonly [number, number] }[] = [];
	let passed = 0;
	for (const { fromX, fromY, length, along } of legs) {
		for (
			let next = ((found.length + 0.5) * total) / count;
			next <= passed + length && found.length < count;
		) {
			const rest = next - passed;
			found.push({ at: [fromX + along[0] * rest, fromY + along[1] * rest], along });
			next = ((found.length + 0.5) * total) / count;
		}
		passed += length;
	}
	return found;
}
