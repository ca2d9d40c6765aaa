import type { CityManifest } from '#lib/model/city.ts';
import type { InletsPart } from '#lib/model/scenario/city-parts.ts';
import type { ReadPackFile } from '../city-reader.ts';
import { lacksFile, PackTable } from '../pack-table.ts';

/** Reads the storm inlets that have a position: none where the pack has no dataset `storm_inlets`. */
export async function readInlets(manifest: CityManifest, read: ReadPackFile): Promise<InletsPart> {
	const dataset = manifest.datasets.find(({ kind, id }) => kind === 'points' && id === 'storm_inlets');
	if (!dataset) return { lng: new Float64Array(), lat: new Float64Array(), ground: new Float32Array() };
	const table = await PackTable.read(read, dataset.file, lacksFile(dataset.file));
	const [lng, lat] = [table.numbers('lng', Float64Array), table.numbers('lat', Float64Array)];
	const ground = table.numbers('ground_m', Float32Array);
	const rows = [...lng.keys()].filter((row) => !Number.isNaN(lng[row]! + lat[row]!));
	return {
		lng: Float64Array.from(rows, (row) => lng[row]!),
		lat: Float64Array.from(rows, (row) => lat[row]!),
		ground: Float32Array.from(rows, (row) => ground[row]!)
	};
}
