import type { EpochMs, Seconds } from '#lib/model/units.ts';
import { hash } from '../../geometry/dice.ts';
import { distance } from '../../geometry/point.ts';
import { toMetres } from '../../sources/degrees.ts';
import type { Line } from '../../transit/line.ts';
import { runsOf } from '../../transit/timetable.ts';
import { cityTime } from '../city-clock.ts';
import type { World } from '../world.ts';
import { lineWayOf, type LineWay } from './line-way.ts';
import { TripRun } from './trip-run.ts';

/** A run of today's timetable that is under way, or would be. */
export interface RunningTrip {
	/** As in the timetable's `trips.txt`. */
	readonly id: string;
	readonly way: LineWay;
	/** Service day, `yyyymmdd`. */
	readonly date: string;
	readonly starts: EpochMs;
	/** Absent: it is cancelled, because its line stood still when it should have left. */
	readonly run?: TripRun;
}

/** No run is later than this when it ends. */
const LATEST: Seconds = 7200;
/** A line stands still while an outage is at least so strong. */
const STANDS_STILL = 0.5;
const DAY = 86_400_000;

/** The trips of some lines at any instant. */
export interface TripsOfLines {
	running(world: World): readonly RunningTrip[];
	/** The line that an outage stops; undefined without metro lines. */
	readonly fragile: Line | undefined;
}

export function tripsOfLines(lines: readonly Line[], seed: number): TripsOfLines {
	const plans = lines.map((line) => ({
		line,
		ways: [lineWayOf(line, 0), lineWayOf(line, 1)] as const,
		runs: runsOf(line)
	}));
	let fragile: Line | undefined;
	const kept = new Map<string, RunningTrip>();
	const isHalted = (line: Line, world: World): boolean => {
		const outage = world.incident('metro-outage');
		if (!outage || outage.strength < STANDS_STILL) return false;
		fragile ??= lineNear(lines, toMetres(...outage.place));
		return line === fragile;
	};
	return {
		get fragile() {
			return fragile;
		},
		running(world) {
			const found: RunningTrip[] = [];
			const seen = new Set<string>();
			// What left before midnight may still be under way.
			for (const instant of [world.at - DAY, world.at]) {
				const { midnight, date, dayOff } = cityTime(instant);
				const second = (world.at - midnight) / 1000;
				const service = dayOff ? 'WE' : 'WD';
				for (const { line, ways, runs } of plans)
					runs.forEach((run, k) => {
						const way = ways[run.direction];
						if (run.service !== service || run.start > second || run.start + way.lasts + LATEST < second)
							return;
						const id = `${line.id}-${k + 1}`;
						const key = `${date} ${id}`;
						let trip = kept.get(key);
						if (!trip) {
							const starts = midnight + run.start * 1000;
							const cancelled = isHalted(line, world.worldAt(starts));
							const key32 = hash(seed + 431, Number(date), k, lines.indexOf(line));
							trip = {
								id,
								way,
								date,
								starts,
								...(!cancelled && { run: new TripRun(way, starts, key32, (then) => isHalted(line, then)) })
							};
							kept.set(key, trip);
						}
						seen.add(key);
						found.push(trip);
					});
			}
			for (const key of kept.keys()) if (!seen.has(key)) kept.delete(key);
			return found;
		}
	};
}

function lineNear(
	lines: readonly Line[],
	place: { readonly x: number; readonly y: number }
): Line | undefined {
	const away = (line: Line) => Math.min(...line.stops.map(({ at }) => distance(at, place)));
	return lines
		.filter(({ mode }) => mode === 'metro')
		.reduce<Line | undefined>((best, line) => (best && away(best) <= away(line) ? best : line), undefined);
}
