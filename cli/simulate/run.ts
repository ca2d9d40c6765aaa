import { setTimeout as pause } from 'node:timers/promises';
import type { StartedIncident } from '#lib/cities/yunquan/day/incidents.ts';
import type { Simulation } from '#lib/cities/yunquan/day/simulation.ts';
import type { EpochMs, Seconds } from '#lib/model/units.ts';
import type { Pace } from './pace.ts';
import type { Publisher } from './publisher.ts';

export interface RunOptions {
	readonly from: EpochMs;
	/** Seconds of the city in one of ours, until it has caught up with the present. */
	readonly speed: number;
	readonly pace: Pace;
	/** Ends after so many seconds of ours. */
	readonly seconds: Seconds;
	readonly incidents: () => readonly StartedIncident[];
	readonly signal: AbortSignal;
	/** After every step. */
	readonly onStep?: (sent: {
		readonly rows: number;
		readonly messages: number;
		readonly at: EpochMs;
	}) => void;
}

export interface Ran {
	readonly rows: number;
	readonly messages: number;
	readonly seconds: Seconds;
	/** Of this process while it ran. */
	readonly cpuSeconds: Seconds;
}

/** A stretch that a broker was away for longer is not made up: devices go on from now. */
const LONGEST_STEP: Seconds = 10;

/** Lives through the city's time as our clock runs, and publishes what its devices say. */
export async function run(simulation: Simulation, publisher: Publisher, options: RunOptions): Promise<Ran> {
	const { from, speed, pace, seconds, incidents, signal } = options;
	const started = performance.now();
	const before = process.cpuUsage();
	const elapsed = () => performance.now() - started;
	const step = pace.step * 1000;
	let lived = from;
	let [rows, messages] = [0, 0];
	while (!signal.aborted && elapsed() < seconds * 1000) {
		const now = Math.min(Date.now(), Math.floor(from + elapsed() * speed));
		// What was missed while nobody listened is over.
		lived = Math.max(lived, now - LONGEST_STEP * 1000 * Math.max(1, speed));
		while (lived + step <= now && !signal.aborted) {
			const ends = Math.round(lived + step);
			for (const message of simulation.messages(ends, (ends - lived) / 1000, incidents(), pace.times)) {
				await publisher.send(message);
				rows += message.rows;
				messages++;
				if (signal.aborted) break;
			}
			lived = ends;
			options.onStep?.({ rows, messages, at: lived });
		}
		const next = Math.max((lived + step - from) / speed - elapsed(), lived + step - Date.now());
		await pause(Math.max(2, Math.min(1000, next)), undefined, { signal }).catch(() => undefined);
	}
	const { user, system } = process.cpuUsage(before);
	return { rows, messages, seconds: elapsed() / 1000, cpuSeconds: (user + system) / 1e6 };
}
