import type { CityManifest } from '#lib/model/city.ts';
import { AppError } from '#lib/model/errors.ts';
import type { TerrainPart, Underpass } from '#lib/model/scenario/city-parts.ts';
import type { ReadPackFile } from '../city-reader.ts';
import { lacksFile, PackTable } from '../pack-table.ts';

/** No ground: models that need heights say so, others that come after them go on. */
const NO_HEIGHTS: TerrainPart = {
	...{ west: 0, south: 0, stepLng: 1, stepLat: 1, columns: 0, rows: 0 },
	...{ height: new Float32Array(), water: new Uint8Array(), underpasses: [] }
};

/** Reads the heights of the ground, and the low points of the dataset `underpasses`; no cells at all where the pack has no heights. */
export async function readTerrain(manifest: CityManifest, read: ReadPackFile): Promise<TerrainPart> {
	const { heights } = manifest;
	if (!heights) return NO_HEIGHTS;
	const { file, ...place } = heights;
	const table = await PackTable.read(read, file, lacksFile(file));
	if (table.rows !== place.columns * place.rows)
		throw new AppError('PACK_BROKEN', {
			file,
			message: `${file} has ${table.rows} heights, its manifest says ${place.columns * place.rows}.`
		});
	return {
		...place,
		height: table.numbers('height', Float32Array),
		water: Uint8Array.from(table.numbers('water', Float32Array)),
		underpasses: await readUnderpasses(manifest, read)
	};
}

async function readUnderpasses(manifest: CityManifest, read: ReadPackFile): Promise<Underpass[]> {
	const dataset = manifest.datasets.find(({ kind, id }) => kind === 'points' && id === 'underpasses');
	if (!dataset) return [];
	const table = await PackTable.read(read, dataset.file, lacksFile(dataset.file));
	const [lng, lat] = [table.numbers('lng', Float64Array), table.numbers('lat', Float64Array)];
	const lowest = table.numbers('lowest_m', Float64Array);
	const [name, nameEn, street] = [table.texts('name'), table.texts('name_en'), table.texts('street')];
	return [...lowest.keys()]
		.filter((row) => !Number.isNaN(lowest[row]! + lng[row]! + lat[row]!))
		.map((row) => ({
			name: name[row] ?? '',
			...(nameEn[row] && { nameEn: nameEn[row] }),
			street: street[row] ?? null,
			lng: lng[row]!,
			lat: lat[row]!,
			lowest: lowest[row]!
		}));
}
