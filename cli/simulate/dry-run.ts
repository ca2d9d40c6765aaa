import { createHash } from 'node:crypto';
import type { StartedIncident } from '#lib/cities/yunquan/day/incidents.ts';
import type { Simulation } from '#lib/cities/yunquan/day/simulation.ts';
import type { EpochMs, Seconds } from '#lib/model/units.ts';
import type { Pace } from './pace.ts';

export interface DryRun {
	readonly messages: number;
	readonly rows: number;
	readonly bytes: number;
	/** SHA-256 over all topics and payloads in their order. */
	readonly hash: string;
}

/** Makes all messages of a stretch of time and sends none. */
export function dryRun(
	simulation: Simulation,
	from: EpochMs,
	seconds: Seconds,
	incidents: readonly StartedIncident[],
	{ times, step }: Pace
): DryRun {
	const hash = createHash('sha256');
	let [messages, rows, bytes] = [0, 0, 0];
	const steps = Math.round(seconds / step);
	for (let k = 1; k <= steps; k++) {
		const at = Math.round(from + k * step * 1000);
		for (const message of simulation.messages(at, step, incidents, times)) {
			hash.update(message.topic).update('\0').update(message.payload).update('\0');
			messages++;
			rows += message.rows;
			bytes += message.payload.length;
		}
	}
	return { messages, rows, bytes, hash: hash.digest('hex') };
}
