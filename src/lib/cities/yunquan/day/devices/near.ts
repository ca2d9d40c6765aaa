import { distance, type Point } from '../../geometry/point.ts';
import { toMetres } from '../../sources/degrees.ts';
import type { IncidentName, World } from '../world.ts';
import { clamp } from './course.ts';
import type { Device } from './device.ts';

/**
 * How much of an incident is felt at a place, 0 to 1: its strength where it happens, nothing beyond `reach` metres,
 * straight between. `where` moves it, for incidents that happen at a thing.
 */
export function feltAt(
	world: World,
	name: IncidentName,
	at: Point,
	reach: number,
	where: (place: Point) => Point = (place) => place
): number {
	const incident = world.incident(name);
	if (!incident) return 0;
	const away = distance(where(toMetres(...incident.place)), at);
	return incident.strength * clamp(1 - away / reach, 0, 1);
}

/** Moves a place to the nearest of some devices: gas leaks from a well, a crowd stands on a square. */
export function atNearest(devices: readonly Device[]): (place: Point) => Point {
	const known = new Map<string, Point>();
	return (place) => {
		const key = `${place.x} ${place.y}`;
		let found = known.get(key);
		if (!found) {
			const nearest = devices.reduce<Device | undefined>(
				(best, device) => (!best || distance(device.at, place) < distance(best.at, place) ? device : best),
				undefined
			);
			known.set(key, (found = nearest?.at ?? place));
		}
		return found;
	};
}
