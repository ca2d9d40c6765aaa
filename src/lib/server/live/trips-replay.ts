import { join } from 'node:path';
import type { DatasetOf } from '#lib/model/city.ts';
import { VEHICLE_STATUS } from '#lib/model/wire/fields.ts';
import { readTable } from './arrow-columns.ts';
import { bearingBetween, metresBetween } from './geodesy.ts';
import { SampleRows, type ReplaySource } from './replay-source.ts';
import { RunningSet } from './running-set.ts';

/** Recorded journeys played in a loop over their window; each vanishes at its end and at the window's. */
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
	const { from, to } = dataset.seconds;
	const period = Math.max(1, to - from);
	const items = Array.from({ length: journeys.rows }, (_, journey) => journey).filter(
		(journey) => count[journey]! > 1
	);
	const running = new RunningSet(
		items,
		(journey) => t[first[journey]!]!,
		(journey) => t[first[journey]! + count[journey]! - 1]!
	);
	const rows = new SampleRows();
	/** Seconds on the recording's axis that now stand for `at`. */
	const secondsAt = (at: number) => from + ((at / 1000) % period);
	const shiftAt = (at: number) =>
		dataset.startsAt === undefined ? undefined : dataset.startsAt + secondsAt(at) * 1000 - at;

	return {
		layer: dataset.id,
		capacity: journeys.rows,
		attribution: dataset.attribution ?? '',
		sample(at) {
			const seconds = secondsAt(at);
			rows.clear();
			for (const journey of running.at(seconds)) {
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
			}
			return rows;
		},
		entity: (journey) => ({
			urn: `urn:ngsi-ld:Vehicle:${city}:${dataset.id}:${id(journey) ?? journey}`,
			title: id(journey) ?? String(journey)
		}),
		describe(journey, at) {
			const shift = shiftAt(at);
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
		trueDateShift: shiftAt,
		counts: () => ({ running: rows.count, journeys: journeys.rows })
	};
}
