import type { Geometry } from '#lib/model/wkb.ts';

/** A position on the thing: of a polygon inside of it, of a line in its middle, of points the first. */
export function pointOn({ points, lines, polygons }: Geometry): readonly [x: number, y: number] | undefined {
	if (polygons?.length) return pointInside(largest(polygons));
	if (lines?.length) return middleOf(longest(lines));
	if (points && points.length >= 2) return [points[0] as number, points[1] as number];
	return undefined;
}

function largest(polygons: readonly (readonly Float64Array[])[]): readonly Float64Array[] {
	let best = polygons[0] as readonly Float64Array[];
	if (polygons.length === 1) return best;
	let most = -1;
	for (const rings of polygons) {
		const area = Math.abs(signedArea(rings[0] as Float64Array));
		if (area > most) [best, most] = [rings, area];
	}
	return best;
}

function signedArea(ring: Float64Array): number {
	let sum = 0;
	for (let at = 0, before = ring.length - 2; at < ring.length; before = at, at += 2)
		sum +=
			(ring[before] as number) * (ring[at + 1] as number) -
			(ring[at] as number) * (ring[before + 1] as number);
	return sum / 2;
}

/** The middle of the longest stretch inside the polygon at half its height. */
function pointInside(rings: readonly Float64Array[]): readonly [number, number] {
	const outer = rings[0] as Float64Array;
	let [low, high] = [Infinity, -Infinity];
	for (let at = 1; at < outer.length; at += 2) {
		low = Math.min(low, outer[at] as number);
		high = Math.max(high, outer[at] as number);
	}
	const y = (low + high) / 2;
	const crossings: number[] = [];
	for (const ring of rings)
		for (let at = 0, before = ring.length - 2; at < ring.length; before = at, at += 2) {
			const [y0, y1] = [ring[before + 1] as number, ring[at + 1] as number];
			if (y0 <= y === y1 <= y) continue;
			const [x0, x1] = [ring[before] as number, ring[at] as number];
			crossings.push(x0 + ((y - y0) / (y1 - y0)) * (x1 - x0));
		}
	crossings.sort((a, b) => a - b);
	let [x, width] = [outer[0] as number, -1];
	for (let at = 0; at + 1 < crossings.length; at += 2) {
		const [from, to] = [crossings[at] as number, crossings[at + 1] as number];
		if (to - from > width) [x, width] = [(from + to) / 2, to - from];
	}
	return width < 0 ? [x, outer[1] as number] : [x, y];
}

function longest(lines: readonly Float64Array[]): Float64Array {
	let best = lines[0] as Float64Array;
	if (lines.length === 1) return best;
	for (const line of lines) if (lengthOf(line) > lengthOf(best)) best = line;
	return best;
}

function lengthOf(line: Float64Array): number {
	let sum = 0;
	for (let at = 2; at < line.length; at += 2)
		sum += Math.hypot(
			(line[at] as number) - (line[at - 2] as number),
			(line[at + 1] as number) - (line[at - 1] as number)
		);
	return sum;
}

function middleOf(line: Float64Array): readonly [number, number] {
	let left = lengthOf(line) / 2;
	for (let at = 2; at < line.length; at += 2) {
		const [x0, y0] = [line[at - 2] as number, line[at - 1] as number];
		const [x1, y1] = [line[at] as number, line[at + 1] as number];
		const step = Math.hypot(x1 - x0, y1 - y0);
		if (step > 0 && left <= step) return [x0 + ((x1 - x0) * left) / step, y0 + ((y1 - y0) * left) / step];
		left -= step;
	}
	return [line[0] as number, line[1] as number];
}
