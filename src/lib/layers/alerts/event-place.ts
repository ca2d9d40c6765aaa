import type { LngLat } from '#lib/model/geometry.ts';
import type { EventRecord } from '#lib/model/observation.ts';

/** Where an event is marked and flown to: its position, else the middle of its largest area; undefined when it has neither. */
export function placeOfEvent({ position, areas }: EventRecord): LngLat | undefined {
	if (position) return position;
	let best: { readonly size: number; readonly middle: LngLat } | undefined;
	for (const { rings } of areas ?? []) {
		const [outline] = rings;
		if (!outline || outline.length < 3) continue;
		const middle = middleOf(outline);
		if (!best || middle.size > best.size) best = middle;
	}
	return best?.middle;
}

/** Centre of gravity of a ring in degrees; of one without an area, the mean of its corners. */
function middleOf(ring: readonly LngLat[]): { size: number; middle: LngLat } {
	// Relative to the first corner: degrees are large beside what a city's ring encloses.
	const [lng0, lat0] = ring[0] as LngLat; // a ring has corners
	let twice = 0;
	let x = 0;
	let y = 0;
	ring.forEach(([lng, lat], index) => {
		const [nextLng, nextLat] = ring[(index + 1) % ring.length] as LngLat; // within the ring
		const [ax, ay, bx, by] = [lng - lng0, lat - lat0, nextLng - lng0, nextLat - lat0];
		const cross = ax * by - bx * ay;
		twice += cross;
		x += (ax + bx) * cross;
		y += (ay + by) * cross;
	});
	if (Math.abs(twice) < 1e-12) {
		const mean = (axis: 0 | 1) => ring.reduce((sum, corner) => sum + corner[axis], 0) / ring.length;
		return { size: 0, middle: [mean(0), mean(1)] };
	}
	return { size: Math.abs(twice), middle: [lng0 + x / (3 * twice), lat0 + y / (3 * twice)] };
}
