import type { ImportContext } from '../import-context.ts';
import { GrowingFloat64 } from '../../bake/growing.ts';
import { isPosition, outOfRange } from '../geojson-features.ts';
import { rowReader, type GtfsZip } from './gtfs-zip.ts';

export interface Stops {
	readonly ids: readonly string[];
	readonly names: readonly string[];
	readonly parents: readonly (string | undefined)[];
	/** Flat lng, lat. */
	readonly positions: Float64Array;
	readonly index: ReadonlyMap<string, number>;
}

/** Reads stops.txt; stations and lone stops become searchable places. */
export async function readStops({ tally, baker, extent }: ImportContext, zip: GtfsZip): Promise<Stops> {
	const table = (await zip.open('stops'))!;
	const file = `${zip.path}/stops.txt`;
	const read = rowReader(
		file,
		table,
		['stop_id', 'stop_lat', 'stop_lon'],
		['stop_name', 'parent_station', 'location_type']
	);
	const ids: string[] = [];
	const names: string[] = [];
	const parents: (string | undefined)[] = [];
	const types: string[] = [];
	const positions = new GrowingFloat64();
	const index = new Map<string, number>();
	let line = 1;
	for await (const batch of table.rows) {
		for (const row of batch) {
			line++;
			const id = read(row, 'stop_id');
			const [lngText, latText] = [read(row, 'stop_lon'), read(row, 'stop_lat')];
			const [lng, lat] = [Number(lngText), Number(latText)];
			if (id === '' || index.has(id)) {
				tally.reject('stops', id === '' ? 'no stop_id' : 'stop_id given twice', `line ${line}: ${id}`);
				continue;
			}
			if (lngText === '' || latText === '' || !Number.isFinite(lng) || !Number.isFinite(lat)) {
				tally.reject('stops', 'no position', `stop ${id}`);
				continue;
			}
			if (!isPosition(lng, lat)) throw outOfRange(file, `line ${line}`, [lng, lat]);
			index.set(id, ids.length);
			ids.push(id);
			names.push(read(row, 'stop_name') || id);
			parents.push(read(row, 'parent_station') || undefined);
			types.push(read(row, 'location_type'));
			positions.push(lng);
			positions.push(lat);
			tally.keep('stops');
			extent.add(lng, lat);
		}
	}
	const flat = positions.view();
	for (const [at, name] of names.entries()) {
		const station = types[at] === '1';
		const lone = (types[at] === '' || types[at] === '0') && parents[at] === undefined;
		if (!station && !lone) continue;
		await baker.place({
			kind: 'stop',
			class: station ? 'station' : 'stop',
			name,
			lng: flat[at * 2]!,
			lat: flat[at * 2 + 1]!,
			rank: station ? 3 : 4
		});
	}
	return { ids, names, parents, positions: flat, index };
}
