import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tableFromIPC } from 'apache-arrow';
import { AppError } from '#lib/model/errors.ts';
import { MOST_DOTS, packDots } from '#lib/model/packed-dots.ts';
import type { CityPack } from './city-pack.ts';

/**
 * Where the rows of a dataset of points lie, in the few bytes that a map's first plan is made of. Throws NOT_FOUND for
 * what is no small dataset of points.
 */
export async function cityDots({ dir, manifest }: CityPack, id: string): Promise<Uint8Array> {
	const dataset = manifest.datasets.find((one) => one.id === id);
	if (dataset?.kind !== 'points' || dataset.rows > MOST_DOTS)
		throw new AppError('NOT_FOUND', { message: `There are no dots of '${id}'.`, dataset: id });
	const table = tableFromIPC(await readFile(join(dir, dataset.file)));
	const [lngs, lats] = [table.getChild('lng'), table.getChild('lat')];
	const places: number[] = [];
	for (let row = 0; row < table.numRows; row++) {
		const [lng, lat] = [lngs?.get(row) as number | null, lats?.get(row) as number | null];
		if (lng !== null && lat !== null && !Number.isNaN(lng + lat)) places.push(lng, lat);
	}
	return packDots(Float64Array.from(places));
}
