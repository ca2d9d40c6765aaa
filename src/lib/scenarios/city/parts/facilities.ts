import { saidError } from '#lib/model/said-error.ts';
import type { Words } from '#lib/model/alarm-rule.ts';
import type { CityManifest } from '#lib/model/city.ts';
import type { FacilitiesPart } from '#lib/model/scenario/city-parts.ts';
import type { ReadPackFile } from '../city-reader.ts';
import { PackTable } from '../pack-table.ts';

const MISSING: Words = {
	zh: '数据包没有设施，请导入名为“facilities”或“pois”的点数据。',
	en: 'This pack has no facilities: import the city with a dataset of points named “facilities” or “pois”.'
};

/** Where facilities are, best first: a city's own list, then what a map knows; and which column says their kind. */
const SOURCES = [
	{ id: 'facilities', kind: 'kind' },
	{ id: 'pois', kind: 'fclass' }
] as const;

/** Reads the facilities that have a position and a kind. Throws INPUT_EMPTY when the pack has none. */
export async function readFacilities(manifest: CityManifest, read: ReadPackFile): Promise<FacilitiesPart> {
	const source = SOURCES.find(({ id }) =>
		manifest.datasets.some((dataset) => dataset.kind === 'points' && dataset.id === id)
	);
	const file = manifest.datasets.find(({ id }) => id === source?.id)?.file;
	if (!source || file === undefined) throw saidError('INPUT_EMPTY', MISSING);
	const table = await PackTable.read(read, file, MISSING);
	const [lng, lat] = [table.numbers('lng', Float64Array), table.numbers('lat', Float64Array)];
	const [kind, name] = [table.texts(source.kind), table.texts('name')];
	const nameEn = table.texts('name_en');
	const capacity = table.numbers('capacity', Float64Array);
	const rows = kind.flatMap((word, row) =>
		word === null || Number.isNaN(lng[row]! + lat[row]!) ? [] : [row]
	);
	return {
		key: rows.map(String),
		kind: rows.map((row) => kind[row]!),
		name: rows.map((row) => name[row] ?? ''),
		...(table.has('name_en') && { nameEn: rows.map((row) => nameEn[row] ?? '') }),
		lng: Float64Array.from(rows, (row) => lng[row]!),
		lat: Float64Array.from(rows, (row) => lat[row]!),
		capacity: Float64Array.from(rows, (row) => capacity[row]!)
	};
}
