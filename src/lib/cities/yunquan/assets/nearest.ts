import Flatbush from 'flatbush';
import type { Street } from '../build/street.ts';
import { between, distance, shareAlong, type Point } from '../geometry/point.ts';

/** Numbers of the points nearest to a place, the nearest first. */
export type NearestPoints = (at: Point, count: number) => readonly number[];

/** Finds the nearest of fixed points. */
export function nearestPoints(points: readonly Point[]): NearestPoints {
	if (points.length === 0) return () => [];
	const index = new Flatbush(points.length);
	for (const { x, y } of points) index.add(x, y, x, y);
	index.finish();
	return ({ x, y }, count) => index.neighbors(x, y, count);
}

/** A place on a street's middle line. */
export interface OnStreet {
	readonly street: Street;
	readonly at: Point;
	readonly from: Point;
	readonly to: Point;
}

/** Boxes that are looked at: a street that runs askew has a larger box than it has ground. */
const LOOKED_AT = 12;

/** Finds the places nearest to a point on streets, one for each street, the nearest first. */
export function nearestStreets(streets: readonly Street[]): (at: Point) => readonly OnStreet[] {
	const pieces = streets.flatMap((street) =>
		street.line.slice(1).map((to, k) => ({ street, from: street.line[k]!, to }))
	);
	const index = new Flatbush(pieces.length);
	for (const { from, to } of pieces)
		index.add(Math.min(from.x, to.x), Math.min(from.y, to.y), Math.max(from.x, to.x), Math.max(from.y, to.y));
	index.finish();
	return (at) => {
		const found = index
			.neighbors(at.x, at.y, LOOKED_AT)
			.map((number) => {
				const { street, from, to } = pieces[number]!;
				const share = Math.min(1, Math.max(0, shareAlong(from, to, at)));
				const place = between(from, to, share);
				return { street, from, to, at: place, away: distance(place, at) };
			})
			.sort((a, b) => a.away - b.away);
		const keys = new Set<string>();
		return found.filter(({ street: { key } }) => !keys.has(key) && keys.add(key));
	};
}
