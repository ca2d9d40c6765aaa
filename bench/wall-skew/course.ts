import type { Camera } from '#lib/model/city.ts';
import type { WallFlight } from '#lib/model/wall/programme.ts';
import { Entities } from '../pages/motion/entities.ts';

/** What all windows show: flights to and fro, one after the other, and entities on straight ways. */
export interface Course {
	/** Server time of its beginning, epoch ms. */
	readonly startAt: number;
	readonly entities: number;
}

export const FLIGHT_MS = 6000;

const HERE: Camera = { lng: -73.99, lat: 40.74, zoom: 14, pitch: 40, bearing: 0 };
const THERE: Camera = { lng: -73.96, lat: 40.77, zoom: 15, pitch: 55, bearing: 60 };

/** The flight that is under way at a time, as a programme would have told it. */
export function flightOf({ startAt }: Course, at: number): WallFlight {
	const number = Math.max(0, Math.floor((at - startAt) / FLIGHT_MS));
	const there = number % 2 === 0;
	return {
		from: there ? HERE : THERE,
		to: there ? THERE : HERE,
		startAt: startAt + number * FLIGHT_MS,
		endAt: startAt + (number + 1) * FLIGHT_MS
	};
}

/** Local metres of an entity at a time: x, y. */
export interface Way {
	readonly x: number;
	readonly y: number;
	readonly vx: number;
	readonly vy: number;
}

export function waysOf(count: number): Way[] {
	const entities = new Entities(count);
	const [start, next] = [entities.samples(0), entities.samples(1)];
	return Array.from({ length: count }, (_, i) => ({
		x: start[4 * i]!,
		y: start[4 * i + 1]!,
		vx: next[4 * i]! - start[4 * i]!,
		vy: next[4 * i + 1]! - start[4 * i + 1]!
	}));
}

/** Entities that are looked at: the quickest, for which a millisecond is the most centimetres. */
export function probesOf(ways: readonly Way[], count: number): number[] {
	const speed = ({ vx, vy }: Way) => vx * vx + vy * vy;
	return ways
		.map((_, i) => i)
		.sort((a, b) => speed(ways[b]!) - speed(ways[a]!))
		.slice(0, count);
}

export const urnOf = (entity: number): string => `car-${String(entity)}`;
