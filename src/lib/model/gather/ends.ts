import type { DatasetColumn } from '../city.ts';

/** Columns that say where a row's journey begins and ends, degrees. */
export interface EndColumns {
	readonly from: readonly [lng: string, lat: string];
	readonly to: readonly [lng: string, lat: string];
}

const BEGINS = ['from', 'origin', 'start', 'pickup'] as const;
const ENDS = ['to', 'destination', 'end', 'dropoff'] as const;
const LNG = ['lng', 'lon', 'longitude'];
const LAT = ['lat', 'latitude'];

/** The columns by which the rows of a dataset are journeys; undefined when they are not. */
export function endColumns(columns: readonly DatasetColumn[]): EndColumns | undefined {
	const numbers = new Map(
		columns.filter(({ kind }) => kind === 'number').map(({ name }) => [plain(name), name])
	);
	const find = (end: string, axis: readonly string[]) =>
		axis.flatMap((word) => numbers.get(end + word) ?? numbers.get(word + end) ?? [])[0];
	const pair = (words: readonly string[]) => {
		for (const word of words) {
			const [lng, lat] = [find(word, LNG), find(word, LAT)];
			if (lng !== undefined && lat !== undefined) return [lng, lat] as const;
		}
		return undefined;
	};
	const to = pair(ENDS);
	// A row's own position is where it begins unless it says another.
	return to && { from: pair(BEGINS) ?? ['lng', 'lat'], to };
}

const plain = (name: string) => name.toLowerCase().replaceAll(/[^a-z]/g, '');
