import { flightAt } from '#lib/model/wall/flight-at.ts';
import { FLIGHT_MS, flightOf, type Course, type Way } from './course.ts';
import type { Shown } from './page.ts';

/** How far what a window shows is from what the server's clock says, ms; negative: behind. */
export interface Deviation {
	readonly at: number;
	readonly ms: number;
}

/** A flight starts and ends softly: in this part of its way it creeps, and a place says little of time. */
const CREEPS = 0.05;
/** A window that has not drawn for so long shows nothing that could be compared. */
const OLDEST = 500;

/** Deviation of the camera in each frame where it moves. */
export function cameraDeviations(course: Course, { at, lng }: Shown): Deviation[] {
	return at.flatMap((now, i) => {
		const shown = timeOfCamera(course, lng[i]!, now);
		return shown === undefined ? [] : [{ at: now, ms: shown - now }];
	});
}

/** Deviation of each probe in each frame; one list a probe. */
export function entityDeviations(
	{ startAt }: Course,
	ways: readonly Way[],
	probes: readonly number[],
	{ at, xy }: Shown
): Deviation[][] {
	return probes.map((entity, probe) => {
		const { x, y, vx, vy } = ways[entity]!;
		return at.map((now, i) => {
			const along = ((xy[i]![2 * probe]! - x) * vx + (xy[i]![2 * probe + 1]! - y) * vy) / (vx * vx + vy * vy);
			return { at: now, ms: startAt + along * 1000 - now };
		});
	});
}

/** At each frame of any window: how far the windows are apart, ms, by what each of them last drew. */
export function spreads(windows: readonly (readonly Deviation[])[]): number[] {
	const frames = windows
		.flatMap((deviations, window) => deviations.map((deviation) => ({ ...deviation, window })))
		.sort((a, b) => a.at - b.at);
	const last = new Map<number, Deviation>();
	const found: number[] = [];
	for (const frame of frames) {
		last.set(frame.window, frame);
		const recent = [...last.values()].filter(({ at }) => frame.at - at <= OLDEST);
		if (recent.length < windows.length) continue;
		const all = recent.map(({ ms }) => ms);
		found.push(Math.max(...all) - Math.min(...all));
	}
	return found;
}

/** The server's time at which the camera is there, near `now`; undefined where it creeps. */
function timeOfCamera(course: Course, lng: number, now: number): number | undefined {
	const flight = flightOf(course, now);
	const at = (time: number) => flightAt(flight, time).lng;
	const [first, last] = [at(flight.startAt), at(flight.endAt)];
	const part = (lng - first) / (last - first);
	if (!(part > CREEPS && part < 1 - CREEPS)) return undefined;
	let [low, high] = [flight.startAt, flight.startAt + FLIGHT_MS];
	while (high - low > 0.01) {
		const middle = (low + high) / 2;
		if ((at(middle) - first) / (last - first) < part) low = middle;
		else high = middle;
	}
	return low;
}
