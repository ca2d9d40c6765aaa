import type { RoadRecord } from '../source-records.ts';
import { GeometryProblem, boundsOf, linesOf, overlaps, readFeatures } from './geojson-features.ts';
import { OUTSIDE, type ImportContext } from './import-context.ts';
import { propertyReader, type PropertyMap } from './property-map.ts';
import type { SourceFile } from './source-file.ts';
import { countOf, flagOf, idOf, numberOf, onewayOf, speedOf, textOf } from './tag-values.ts';

/** Properties looked at for each attribute, first found wins. */
export const ROAD_PROPERTIES = {
	id: ['osm_id', 'id', '@id', 'fid'],
	class: ['fclass', 'highway', 'class', 'kind_detail', 'type'],
	name: ['name', 'Name'],
	name_en: ['name:en', 'name_en'],
	oneway: ['oneway'],
	max_speed: ['maxspeed', 'max_speed'],
	lanes: ['lanes'],
	capacity: ['capacity'],
	layer: ['layer'],
	bridge: ['bridge'],
	tunnel: ['tunnel']
} as const;

/** Reads road lines from GeoJSON and hands them to the baker. */
export async function importRoads(
	{ baker, tally, bbox, signal, progress }: ImportContext,
	source: SourceFile,
	map: PropertyMap<keyof typeof ROAD_PROPERTIES>
): Promise<void> {
	const read = propertyReader(ROAD_PROPERTIES, map);
	const stage = progress.stage(`roads ${source.path}`, source.size);
	let done = 0;
	for await (const batch of readFeatures(source, (bytes) => (done = bytes))) {
		signal.throwIfAborted();
		for (const feature of batch) {
			const label = () => `feature ${feature.number}`;
			const lines = linesOf(source.path, feature);
			if (lines instanceof GeometryProblem) {
				tally.reject('roads', lines.reason, label);
				continue;
			}
			if (bbox && !overlaps(bbox, boundsOf(...lines))) {
				tally.reject('roads', OUTSIDE, label);
				continue;
			}
			const { properties } = feature;
			const name = textOf(read(properties, 'name'));
			const nameEn = textOf(read(properties, 'name_en'));
			const lanes = countOf(read(properties, 'lanes'));
			const capacity = countOf(read(properties, 'capacity'));
			const maxSpeed = speedOf(read(properties, 'max_speed'));
			const road: Omit<RoadRecord, 'line'> = {
				sourceId: idOf(feature.id) ?? idOf(read(properties, 'id')) ?? feature.number,
				class: textOf(read(properties, 'class')) ?? 'unknown',
				...(name === undefined ? {} : { name }),
				...(nameEn === undefined || nameEn === name ? {} : { nameEn }),
				oneway: onewayOf(read(properties, 'oneway')),
				...(maxSpeed === undefined ? {} : { maxSpeed }),
				...(lanes ? { lanes } : {}),
				...(capacity ? { capacity } : {}),
				layer: layerOf(read(properties, 'layer')),
				bridge: flagOf(read(properties, 'bridge')),
				tunnel: flagOf(read(properties, 'tunnel'))
			};
			tally.keep('roads');
			if (lines.length > 1)
				tally.note('roads', 'line of several pieces: each became a road of its own', label);
			for (const line of lines) {
				const held = baker.road({ ...road, line });
				if (held) await held;
			}
		}
		stage.update(done, tally.read('roads'));
	}
	stage.end();
}

/** Stacking order as a small integer; nonsense is 0. */
export function layerOf(value: unknown): number {
	const layer = Math.trunc(numberOf(value) ?? 0);
	return layer < -128 || layer > 127 ? 0 : layer;
}
