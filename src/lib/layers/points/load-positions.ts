import type { Vector } from 'apache-arrow';
import { AppError } from '#lib/model/errors.ts';
import { fetchTable } from '../fetch-table.ts';

/** Where the rows of a points dataset lie; rows without a position are left out. */
export interface PointPositions {
	/** Rows of the table, including those without a position. */
	readonly rows: number;
	/** Row of the table for each position. */
	readonly row: Uint32Array;
	/** Degrees, lng and lat in turn, 2 × count. */
	readonly lngLat: Float64Array;
}

/** Reads `lng` and `lat` of a points file. Throws PACK_BROKEN when it is not one. */
export async function loadPositions(url: string, signal: AbortSignal): Promise<PointPositions> {
	const table = await fetchTable(url, signal);
	const lng = table.getChild('lng');
	const lat = table.getChild('lat');
	if (!lng || !lat) throw new AppError('PACK_BROKEN', { file: url, message: 'no columns lng and lat' });
	const [lngs, lats] = [degreesOf(lng), degreesOf(lat)];
	// Arrow adds its batches up every time it is asked how many rows there are.
	const { numRows } = table;
	const row = new Uint32Array(numRows);
	const lngLat = new Float64Array(2 * numRows);
	let count = 0;
	for (let index = 0; index < numRows; index++) {
		const x = lngs[index] as number;
		const y = lats[index] as number;
		if (Number.isNaN(x + y)) continue;
		row[count] = index;
		lngLat[2 * count] = x;
		lngLat[2 * count + 1] = y;
		count++;
	}
	return { rows: numRows, row: row.slice(0, count), lngLat: lngLat.slice(0, 2 * count) };
}

/** A column of float64 (by the pack format) batch by batch: asking it row by row takes ten times as long. */
function degreesOf(vector: Vector): Float64Array {
	const out = new Float64Array(vector.length);
	let at = 0;
	for (const data of vector.data) {
		out.set((data.values as Float64Array).subarray(0, data.length), at);
		if (data.nullCount > 0)
			for (let index = 0; index < data.length; index++) if (!data.getValid(index)) out[at + index] = NaN;
		at += data.length;
	}
	return out;
}
