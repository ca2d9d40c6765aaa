import { z } from 'zod';
import { AppError } from '#lib/model/errors.ts';
import type { LngLat } from '#lib/model/geometry.ts';
import type { Observation } from '#lib/model/observation.ts';
import type { EpochMs } from '#lib/model/units.ts';
import { kilometres } from '#tiles/import/import-trips.ts';
import { readMessage } from '../read-message.ts';
import type { Recording } from './recording.ts';

/** Journeys with a time per vertex, as deck.gl's TripsLayer takes them; seconds on an axis without a date. */
const journeys = z.array(
	z.object({
		vendor: z.union([z.string(), z.number()]).optional(),
		path: z.array(z.tuple([z.number(), z.number()])).min(2),
		timestamps: z.array(z.number()).min(2)
	})
);
type Journey = z.infer<typeof journeys>[number];

/** A vertex farther than this from the middle of all journeys is a fault of the recording. */
const FARTHEST_KM = 100;

/** Opens a file of journeys: each is a vehicle that reports where it is whenever it is asked. */
export function openJourneys(file: string): Recording {
	const bytes = readMessage(file);
	let parsed: unknown;
	try {
		parsed = JSON.parse(new TextDecoder().decode(bytes));
	} catch (cause) {
		throw new AppError('INPUT_INVALID', { message: `${file}: it is not JSON.`, file }, { cause });
	}
	const all = journeys.safeParse(parsed);
	if (!all.success)
		throw new AppError('INPUT_INVALID', {
			message: `${file}: ${all.error.issues[0]!.path.join('.')}: ${all.error.issues[0]!.message}; give an array of { path, timestamps }.`,
			file
		});
	const middle = middleOf(all.data);
	const stray = ({ path }: Journey) =>
		path.some(([lng, lat]) => kilometres(lng, lat, ...middle) > FARTHEST_KM);
	const kept = all.data.filter(
		(journey) => !stray(journey) && journey.path.length === journey.timestamps.length
	);
	if (kept.length === 0)
		throw new AppError('INPUT_EMPTY', {
			message: `${file}: there is no journey in it that can be played.`,
			file
		});
	const starts = kept.map(({ timestamps }) => timestamps[0]! * 1000);
	const ends = kept.map(({ timestamps }) => timestamps.at(-1)! * 1000);
	const count = all.data.length - kept.length;
	return {
		from: Math.min(...starts),
		to: Math.max(...ends),
		dated: false,
		moves: true,
		interval: 1,
		metrics: [],
		rejected:
			count > 0
				? [{ reason: `more than ${FARTHEST_KM} km from the others, or a time is missing`, count }]
				: [],
		between: (after, until) =>
			Promise.resolve(
				kept.flatMap((journey, i): Observation[] => {
					const entity = `journey-${i}`;
					if (starts[i]! > until || ends[i]! <= after) return [];
					if (ends[i]! <= until) return [{ kind: 'observation', entity, at: until, gone: true }];
					return [{ kind: 'observation', entity, at: until, ...placeAt(journey, until) }];
				})
			)
	};
}

function placeAt(
	{ path, timestamps }: Journey,
	at: EpochMs
): Pick<Observation, 'position' | 'speed' | 'heading' | 'status'> {
	let vertex = 1;
	while (vertex < timestamps.length - 1 && timestamps[vertex]! * 1000 < at) vertex++;
	const [from, to] = [path[vertex - 1]!, path[vertex]!];
	const seconds = timestamps[vertex]! - timestamps[vertex - 1]!;
	const part = seconds > 0 ? Math.min(1, Math.max(0, (at / 1000 - timestamps[vertex - 1]!) / seconds)) : 1;
	const position: LngLat = [from[0] + part * (to[0] - from[0]), from[1] + part * (to[1] - from[1])];
	const metres = kilometres(...from, ...to) * 1000;
	const east = (to[0] - from[0]) * Math.cos((position[1] * Math.PI) / 180);
	return {
		position,
		speed: seconds > 0 ? metres / seconds : 0,
		heading: (Math.atan2(east, to[1] - from[1]) * 180) / Math.PI,
		status: metres > 0 && seconds > 0 ? 'moving' : 'stopped'
	};
}

function middleOf(all: readonly Journey[]): LngLat {
	const median = (axis: 0 | 1) => {
		const values = all.map(({ path }) => path[0]![axis]).sort((a, b) => a - b);
		return values[values.length >> 1] ?? 0;
	};
	return [median(0), median(1)];
}
