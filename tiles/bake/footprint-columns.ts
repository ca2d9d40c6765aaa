import type { LocalFrame } from '#lib/model/local-frame.ts';
import { DEGREE_UNITS } from './body-record.ts';
import { PLAN_STEP } from './footprints.ts';
import type { Footprints } from './footprints.ts';
import { ringArea } from './rings.ts';
import type { UnitRows } from './unit-rows.ts';

/** One unit's rows of footprints.arrow: the largest outer ring of each building, not closed, counter-clockwise. */
export interface FootprintColumns {
	/** Where a row's vertices begin; one more than rows. */
	readonly starts: Int32Array<ArrayBuffer>;
	/** Ten-millionths of a degree. */
	readonly lng: Int32Array<ArrayBuffer>;
	readonly lat: Int32Array<ArrayBuffer>;
}

export function gatherFootprints(
	footprints: Footprints,
	rows: UnitRows,
	frame: LocalFrame
): FootprintColumns {
	const { vertexStart, xy, ground } = footprints;
	const rings = Int32Array.from(rows.head, (feature) => largestOuter(footprints, feature));
	const starts = new Int32Array(rows.count + 1);
	rings.forEach((ring, row) => {
		starts[row + 1] = starts[row]! + (ring < 0 ? 0 : vertexStart[ring + 1]! - vertexStart[ring]!);
	});
	const lng = new Int32Array(starts[rows.count]!);
	const lat = new Int32Array(lng.length);
	let next = 0;
	rings.forEach((ring, row) => {
		if (ring < 0) return;
		for (let vertex = vertexStart[ring]!; vertex < vertexStart[ring + 1]!; vertex++, next++) {
			const [x, y] = [xy[2 * vertex]! * PLAN_STEP, xy[2 * vertex + 1]! * PLAN_STEP];
			const at = frame.toLngLat(x, y, ground[rows.head[row]!]);
			lng[next] = Math.round(at[0] * DEGREE_UNITS);
			lat[next] = Math.round(at[1] * DEGREE_UNITS);
		}
	});
	return { starts, lng, lat };
}

/** Number of the largest outer ring of a feature; −1 when its outline vanished. */
function largestOuter({ polygonStart, ringStart, vertexStart, xy }: Footprints, feature: number): number {
	let [largest, most] = [-1, 0];
	for (let polygon = polygonStart[feature]!; polygon < polygonStart[feature + 1]!; polygon++) {
		const ring = ringStart[polygon]!;
		const area = ringArea(xy, 2 * vertexStart[ring]!, 2 * vertexStart[ring + 1]!);
		if (area > most) [largest, most] = [ring, area];
	}
	return largest;
}
