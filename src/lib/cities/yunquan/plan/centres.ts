import { distance, type Point } from '../geometry/point.ts';
import { onGround } from './lattice.ts';
import { PLACES, type Plan } from './plan.ts';

/** A place that buildings rise towards. */
export interface Centre {
	readonly name: 'business' | 'station' | 'highTech' | 'newTown' | 'university' | 'old';
	readonly at: Point;
	/** Metres within which it is felt most. */
	readonly radius: number;
	/** 1 for the highest skyline. */
	readonly height: number;
}

export function centresOf(plan: Plan): readonly Centre[] {
	const { scale, riverBand } = plan;
	const put = (name: Centre['name'], x: number, y: number, radius: number, height: number): Centre => ({
		name,
		at: onGround(plan, x * scale + (x > PLACES.river ? riverBand : 0), y * scale),
		radius: radius * scale,
		height
	});
	const { business, station, highTech, newTown, university } = PLACES;
	return [
		put('business', business.x, business.y, 780, 1),
		put('station', station.x, station.y, 520, 0.62),
		put('highTech', highTech.x, highTech.y, 700, 0.66),
		put('newTown', newTown.x, newTown.y, 620, 0.5),
		put(
			'university',
			(university.west + university.east) / 2,
			(university.south + university.north) / 2,
			600,
			0
		),
		put('old', 0, 0, 1500, 0.12)
	];
}

/** How high the skyline is at a point, 0 … 1: the strongest centre there. */
export function centralityAt(centres: readonly Centre[], at: Point): number {
	let strongest = 0;
	for (const { at: centre, radius, height } of centres) {
		const away = distance(centre, at) / radius;
		const fall = 1 + 0.55 * away * away;
		strongest = Math.max(strongest, height / (fall * fall));
	}
	return strongest;
}

export function centreNamed(centres: readonly Centre[], name: Centre['name']): Centre {
	return centres.find((centre) => centre.name === name)!;
}
