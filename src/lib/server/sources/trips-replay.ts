import { join } from 'node:path';
import type { DatasetOf } from '#lib/model/city.ts';
import type { EpochMs, Seconds } from '#lib/model/units.ts';
import { VEHICLE_STATUS } from '#lib/model/wire/fields.ts';
import { readTable } from './arrow-columns.ts';
import { bearingBetween, metresBetween } from './geodesy.ts';
import { SampleRows, type ReplaySource } from './replay-source.ts';
import { RunningSet } from './running-set.ts';

/**
 * Recorded journeys played in a loop. A new round begins when the last journey of the recording has
 * started (at the earliest after half of it); what is still under way then finishes beside it, so that the
 * streets are not empty while a few stragglers end. A journey vanishes at its end.
 */
export function openTripsReplay(packDir: string, city: string, dataset: DatasetOf<'trips'>): ReplaySource {
	const folder = join(packDir, dataset.file);
	const journeys = readTable(folder, 'journeys');
	const vertices = readTable(folder, 'vertices');
	const id = journeys.texts('id');
	const category = journeys.texts('category');
	const first = journeys.numbers<Uint32Array>('first');
	const count = journeys.numbers<Uint32Array>('count');
	const lng = vertices.numbers<Float64Array>('lng');
	const lat = vertices.numbers<Float64Array>('lat');
	const t = vertices.numbers<Float64Array>('t');
	const startOf = (journey: number): Seconds => t[first[journey]!]!;
	const endOf = (journey: number): Seconds => t[first[journey]! + count[journey]! - 1]!;

	const items = Array.from({ length: journeys.rows }, (_, journey) => journey).filter(
		(journey) => count[journey]! > 1
	);
	const { from, to } = dataset.seconds;
	const lastStart = items.reduce((latest, journey) => Math.max(latest, startOf(journey)), from);
	const period: Seconds = Math.max(1, (to - from) / 2, lastStart - from);
	const longItems = items.filter((journey) => endOf(journey) >= from + period);

	/** Seconds of the recording that now stand for `at`, in the newer round. */
	const secondsAt = (at: EpochMs): Seconds => from + ((at / 1000) % period);
	const shiftAt = (at: EpochMs, seconds: Seconds) =>
		dataset.startsAt === undefined ? undefined : dataset.startsAt + seconds * 1000 - at;
	const runsAt = (journey: number, seconds: Seconds) =>
		startOf(journey) <= seconds && endOf(journey) >= seconds;

	const add = (rows: SampleRows, journey: number, seconds: Seconds) => {
		let low = first[journey]!;
		let high = low + count[journey]! - 1;
		while (high - low > 1) {
			const middle = (low + high) >> 1;
			if (t[middle]! <= seconds) low = middle;
			else high = middle;
		}
		const duration = t[high]! - t[low]!;
		const part = duration > 0 ? Math.min(1, (seconds - t[low]!) / duration) : 0;
		const length = metresBetween(lng[low]!, lat[low]!, lng[high]!, lat[high]!);
		rows.add(
			journey,
			lng[low]! + part * (lng[high]! - lng[low]!),
			lat[low]! + part * (lat[high]! - lat[low]!),
			duration > 0 ? length / duration : 0,
			bearingBetween(lng[low]!, lat[low]!, lng[high]!, lat[high]!),
			length > 0 ? VEHICLE_STATUS.moving : VEHICLE_STATUS.stopped,
			0
		);
	};

	const open = (): ReplaySource => {
		const round = new RunningSet(items, startOf, endOf);
		const roundBefore = new RunningSet(longItems, startOf, endOf);
		const rows = new SampleRows();
		return {
			layer: dataset.id,
			capacity: journeys.rows,
			attribution: dataset.attribution ?? '',
			sample(at) {
				const seconds = secondsAt(at);
				rows.clear();
				for (const journey of round.at(seconds)) add(rows, journey, seconds);
				// One that lasts longer than a round gives way to its own next run.
				for (const journey of roundBefore.at(seconds + period))
					if (!runsAt(journey, seconds)) add(rows, journey, seconds + period);
				return rows;
			},
			entity: (journey) => ({
				urn: `urn:ngsi-ld:Vehicle:${city}:${dataset.id}:${id(journey) ?? journey}`,
				title: id(journey) ?? String(journey)
			}),
			describe(journey, at) {
				const now = secondsAt(at);
				const shift = shiftAt(at, runsAt(journey, now) ? now : now + period);
				const facts = [
					{ key: 'journey', value: id(journey) ?? String(journey) },
					{ key: 'category', value: category(journey) ?? '' },
					{ key: 'basis', value: 'recording' }
				];
				return {
					facts: facts.filter(({ value }) => value !== ''),
					...(shift === undefined ? {} : { dataAt: at + shift })
				};
			},
			trueDateShift: (at) => shiftAt(at, secondsAt(at)),
			counts: () => ({ running: rows.count, journeys: journeys.rows }),
			fork: open
		};
	};
	return open();
}
