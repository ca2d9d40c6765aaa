import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { LocalFrame } from '#lib/model/local-frame.ts';
import { BUILDING_PROPERTIES } from '#tiles/import/import-buildings.ts';
import { readFeatures, polygonsOf, GeometryProblem } from '#tiles/import/geojson-features.ts';
import { openSource } from '#tiles/import/source-file.ts';
import type { BakeResult, BuildingRecord, CityBaker } from '#tiles/source-records.ts';
import { openCityBaker } from '../open-city-baker.ts';

/** Folder of the public test data; tests that need it are skipped when it is absent. */
export const TEST_DATA =
	process.env['CITYLOOP_TEST_DATA'] ?? fileURLToPath(new URL('../../../../shared/data', import.meta.url));
export const HAS_NYC = existsSync(join(TEST_DATA, 'nyc/osm-buildings-core.geojson.gz'));

export interface BakedCity {
	readonly out: string;
	readonly result: BakeResult;
}

/** Bakes what `fill` gives into a fresh temporary folder. */
export async function bakeCity(fill: (baker: CityBaker) => void | Promise<void>): Promise<BakedCity> {
	const out = mkdtempSync(join(tmpdir(), 'cityloop-bake-'));
	const baker = await openCityBaker({ out, onProgress: () => undefined });
	await fill(baker);
	return { out, result: await baker.finish() };
}

/** A rectangle of metres around the origin of a frame, as an open ring of degrees. */
export function rectangle(
	frame: LocalFrame,
	west: number,
	south: number,
	east: number,
	north: number
): Float64Array {
	const corners = [
		[west, south],
		[east, south],
		[east, north],
		[west, north]
	] as const;
	return Float64Array.from(corners.flatMap(([x, y]) => frame.toLngLat(x, y).slice(0, 2)));
}

/** A building with only what a test says of it. */
export function house(
	sourceId: number,
	outline: Float64Array,
	height: number,
	rest: Partial<BuildingRecord> = {}
): BuildingRecord {
	return {
		sourceId,
		polygons: [[outline]],
		height,
		heightEstimated: false,
		minHeight: 0,
		use: 'house',
		...rest
	};
}

/** New York's buildings whose first vertex lies in the box. */
export async function nycBuildings(
	box: readonly [number, number, number, number]
): Promise<BuildingRecord[]> {
	const source = await openSource(join(TEST_DATA, 'nyc/osm-buildings-core.geojson.gz'));
	const records: BuildingRecord[] = [];
	for await (const batch of readFeatures(source))
		for (const feature of batch) {
			const polygons = polygonsOf(source.path, feature);
			if (polygons instanceof GeometryProblem) continue;
			const [lng, lat] = polygons[0]![0]!;
			if (lng! < box[0] || lat! < box[1] || lng! > box[2] || lat! > box[3]) continue;
			const p = feature.properties;
			const height = typeof p['height'] === 'number' ? p['height'] : 6;
			const minHeight = typeof p['min_height'] === 'number' ? Math.min(p['min_height'], height - 0.5) : 0;
			records.push({
				sourceId: Number(p[BUILDING_PROPERTIES.id[1]]),
				...(p['kind'] === 'building_part'
					? { part: typeof p['root_id'] === 'number' ? { rootId: p['root_id'] } : {} }
					: {}),
				polygons,
				height,
				heightEstimated: typeof p['height'] !== 'number',
				minHeight,
				use: typeof p['kind_detail'] === 'string' ? p['kind_detail'] : 'unknown',
				...(typeof p['name'] === 'string' ? { name: p['name'] } : {})
			});
		}
	return records;
}
