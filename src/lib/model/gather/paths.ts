import { chosen, type RowChoice } from './row-choice.ts';

/** Journeys as lines. */
export interface Paths {
	/** Longitude and latitude in turn, 2 × vertices, journey after journey. */
	readonly lngLat: Float64Array;
	/** First vertex of each journey, and the number of vertices at the end: one more than there are journeys. */
	readonly starts: Uint32Array;
	/** Row of each journey. */
	readonly row: Uint32Array;
	/** Chosen journeys that have a line: more than are given when the given ones are a sample. */
	readonly journeys: number;
	/** Chosen rows without a line. */
	readonly unplaced: number;
}

/** Journeys of a recording: each has `count` vertices from row `first`. */
export interface Journeys {
	readonly first: ArrayLike<number>;
	readonly count: ArrayLike<number>;
	readonly lng: ArrayLike<number>;
	readonly lat: ArrayLike<number>;
}

/** Lines of the chosen journeys; of more than `most` vertices an even sample, every n-th journey. */
export function gatherPaths({ first, count, lng, lat }: Journeys, most: number, choice: RowChoice): Paths {
	const isChosen = chosen(choice);
	const rows: number[] = [];
	let [vertices, unplaced] = [0, 0];
	for (let row = 0; row < first.length; row++) {
		if (!isChosen(row)) continue;
		if ((count[row] as number) < 2) {
			unplaced++;
			continue;
		}
		rows.push(row);
		vertices += count[row] as number;
	}
	const every = Math.max(1, Math.ceil(vertices / most));
	const kept = rows.filter((_, index) => index % every === 0);
	const starts = new Uint32Array(kept.length + 1);
	kept.forEach((row, index) => (starts[index + 1] = (starts[index] as number) + (count[row] as number)));
	const lngLat = new Float64Array(2 * (starts[kept.length] as number));
	kept.forEach((row, index) => {
		for (let vertex = 0; vertex < (count[row] as number); vertex++) {
			const at = 2 * ((starts[index] as number) + vertex);
			lngLat[at] = lng[(first[row] as number) + vertex] as number;
			lngLat[at + 1] = lat[(first[row] as number) + vertex] as number;
		}
	});
	return { lngLat, starts, row: Uint32Array.from(kept), journeys: rows.length, unplaced };
}
