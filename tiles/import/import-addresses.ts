import { columnIndex, findColumn, missingColumn, openCsv } from './csv-rows.ts';
import { isPosition, outOfRange } from './geojson-features.ts';
import { contains } from '#lib/model/geometry.ts';
import { OUTSIDE, type ImportContext } from './import-context.ts';
import type { SourceFile } from './source-file.ts';
import { idOf } from './tag-values.ts';
import { LAT_NAMES, LNG_NAMES } from './column-names.ts';

const NUMBER_NAMES = [
	'housenumber',
	'house_number',
	'addr:housenumber',
	'addr_housenumber',
	'number',
	'house_no',
	'numero'
];
const STREET_NAMES = ['street', 'addr:street', 'addr_street', 'street_name', 'streetname', 'road'];
const BUILDING_NAMES = ['osm_id', 'building', 'building_id', 'osm_way_id'];

/** Address points of a CSV table, for search. */
export async function importAddresses(
	{ baker, tally, bbox, signal, progress }: ImportContext,
	source: SourceFile
): Promise<void> {
	const stage = progress.stage(`addresses ${source.path}`, source.size);
	let done = 0;
	const { columns, rows } = await openCsv(source, undefined, (bytes) => (done = bytes));
	const find = (usual: readonly string[], use: string) => {
		const index = findColumn(columns, usual);
		if (index < 0)
			throw missingColumn(
				source.path,
				columns,
				`no column for the ${use} (looked for ${usual.slice(0, 4).join(', ')})`,
				`rename one of its columns (${columns.join(', ')})`
			);
		return index;
	};
	const lngAt = find(LNG_NAMES, 'longitude');
	const latAt = find(LAT_NAMES, 'latitude');
	const numberAt = find(NUMBER_NAMES, 'house number');
	const streetAt = find(STREET_NAMES, 'street');
	const buildingName = BUILDING_NAMES.find((name) => columns.includes(name));
	const buildingAt =
		buildingName === undefined ? -1 : columnIndex(source.path, columns, buildingName, 'building');
	let line = 1;
	let outside = 0;
	let positioned = 0;
	let firstOutside: { line: number; lng: number; lat: number } | undefined;
	for await (const batch of rows) {
		signal.throwIfAborted();
		for (const row of batch) {
			line++;
			const at = line;
			const example = () => `row ${at}: ${row.join(',').slice(0, 80)}`;
			const [lngText, latText] = [row[lngAt]!, row[latAt]!];
			const [lng, lat] = [Number(lngText), Number(latText)];
			if (lngText === '' || latText === '' || !Number.isFinite(lng) || !Number.isFinite(lat)) {
				tally.reject('addresses', 'no position', example);
				continue;
			}
			positioned++;
			if (!isPosition(lng, lat)) {
				outside++;
				firstOutside ??= { line, lng, lat };
				tally.reject('addresses', 'position out of range', example);
				continue;
			}
			const [houseNumber, street] = [row[numberAt]!, row[streetAt]!];
			if (street === '' && houseNumber === '') {
				tally.reject('addresses', 'neither house number nor street', example);
				continue;
			}
			if (bbox && !contains(bbox, lng, lat)) {
				tally.reject('addresses', OUTSIDE, example);
				continue;
			}
			const building = buildingAt < 0 ? undefined : idOf(row[buildingAt]);
			tally.keep('addresses');
			const held = baker.address({
				lng,
				lat,
				houseNumber,
				street,
				...(building === undefined ? {} : { building })
			});
			if (held) await held;
		}
		stage.update(done, tally.read('addresses'));
	}
	if (firstOutside && outside * 2 >= positioned)
		throw outOfRange(source.path, `line ${firstOutside.line}`, [firstOutside.lng, firstOutside.lat]);
	stage.end();
}
