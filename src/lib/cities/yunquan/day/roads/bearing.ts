import type { Degrees } from '#lib/model/units.ts';
import type { Point } from '../../geometry/point.ts';

/** Clockwise from north, from 0 to below 360, to a tenth of a degree. */
export function bearingOf(from: Point, to: Point): Degrees {
	const turned = (Math.atan2(to.x - from.x, to.y - from.y) * 180) / Math.PI;
	return (Math.round(turned * 10 + 3600) % 3600) / 10;
}
