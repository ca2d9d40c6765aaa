import { countClasses } from '#lib/model/classes/value-classes.ts';
import type { LngLat } from '#lib/model/geometry.ts';
import type { LocalFrame } from '#lib/model/local-frame.ts';
import type { LayerLegendClass } from '../layer.ts';
import type { Classed } from './classed.ts';

/** Whether a place lies between corners that go counterclockwise, on them included; both in one plane. */
export function insideCorners(
	corners: readonly (readonly [x: number, y: number])[]
): (x: number, y: number) => boolean {
	const sides = corners.map(([x, y], index) => {
		const [nextX, nextY] = corners[(index + 1) % corners.length] as readonly [number, number];
		return { x, y, alongX: nextX - x, alongY: nextY - y };
	});
	return (x, y) => sides.every((side) => side.alongX * (y - side.y) >= side.alongY * (x - side.x));
}

/** Whether a place of the city's own metres lies on the ground between four corners, which go counterclockwise. */
export const insideGround = (
	corners: readonly LngLat[],
	frame: LocalFrame
): ((east: number, north: number) => boolean) =>
	insideCorners(
		corners.map(([lng, lat]): [east: number, north: number] => {
			const [east, north] = frame.toLocal(lng, lat);
			return [east, north];
		})
	);

/** The classes of a key, each with how many of the things in view it has; as they are where nobody knows what is in view. */
export function classesInView(
	{ legend, classes }: Classed,
	values: ArrayLike<number>,
	inView: readonly number[] | undefined
): readonly LayerLegendClass[] {
	if (!inView) return legend;
	const { counts } = countClasses(
		Float64Array.from(inView, (thing) => values[thing] as number),
		classes
	);
	return legend.map((entry, index) => ({ ...entry, inView: counts[index] as number }));
}

/** A key that counts what is of each of its classes. */
interface Counted {
	readonly classes: readonly object[];
}

/**
 * The key with how many things of each class the picture shows. `lngLat` has two numbers a thing, `classOf` the place
 * of its class in the key, −1 = in none.
 */
export function countedInView<L extends Counted>(
	legend: L,
	ground: readonly LngLat[] | undefined,
	lngLat: ArrayLike<number>,
	classOf: ArrayLike<number>
): L {
	if (!ground) return legend;
	const isInside = insideCorners(ground);
	const counts = new Uint32Array(legend.classes.length);
	let all = 0;
	for (let index = 0; index < classOf.length; index++) {
		const found = classOf[index] as number;
		if (found < 0 || !isInside(lngLat[2 * index] as number, lngLat[2 * index + 1] as number)) continue;
		all++;
		counts[found] = (counts[found] ?? 0) + 1;
	}
	return {
		...legend,
		inView: all,
		classes: legend.classes.map((item, index) => ({ ...item, inView: counts[index] as number }))
	};
}
