import type { BuildingRecord } from '../source-records.ts';
import {
	GeometryProblem,
	boundsOf,
	overlaps,
	polygonsOf,
	readFeatures,
	type Feature
} from './geojson-features.ts';
import { OUTSIDE, type ImportContext } from './import-context.ts';
import { propertyReader, type PropertyMap } from './property-map.ts';
import type { SourceFile } from './source-file.ts';
import {
	HEIGHT_FAULT,
	HEIGHT_RULE,
	LEVELS_RULE,
	heightOf,
	idOf,
	isHeight,
	metresOf,
	numberOf,
	countOf,
	textOf,
	yearOf
} from './tag-values.ts';

/** Properties looked at for each attribute, first found wins. */
export const BUILDING_PROPERTIES = {
	id: ['osm_id', 'id', '@id', 'fid'],
	height: ['height', 'building:height', 'Height', 'HEIGHT', 'heightroof'],
	levels: ['building:levels', 'building_levels', 'levels', 'num_floors', 'numfloors', 'floors'],
	min_height: ['min_height', 'building:min_height'],
	min_level: ['building:min_level', 'min_level'],
	name: ['name', 'Name'],
	name_en: ['name:en', 'name_en'],
	street: ['addr_street', 'addr:street', 'street'],
	house_number: ['addr_housenumber', 'addr:housenumber', 'housenumber', 'house_number'],
	use: ['kind_detail', 'building', 'use', 'class', 'subtype', 'type', 'fclass', 'kind'],
	part: ['kind', 'building:part', 'building_part'],
	root_id: ['root_id', 'building_id'],
	year: ['start_date', 'year_built', 'yearbuilt', 'construction_year', 'year'],
	residents: ['residents', 'population'],
	jobs: ['jobs', 'employees']
} as const;

/** Values that say "a building" and nothing of its use. */
const NO_USE = new Set(['yes', 'building', 'building_part', 'true', 'no', 'unknown', '1']);

/** Reads building polygons from GeoJSON and hands them to the baker. */
export async function importBuildings(
	context: ImportContext,
	source: SourceFile,
	map: PropertyMap<keyof typeof BUILDING_PROPERTIES>
): Promise<void> {
	const { baker, tally, signal } = context;
	const read = propertyReader(BUILDING_PROPERTIES, map);
	const stage = context.progress.stage(`buildings ${source.path}`, source.size);
	let done = 0;
	for await (const batch of readFeatures(source, (bytes) => (done = bytes))) {
		signal.throwIfAborted();
		for (const feature of batch) {
			const record = buildingOf(context, source, read, feature);
			if (!record) continue;
			tally.keep('buildings');
			const held = baker.building(record);
			if (held) await held;
		}
		stage.update(done, tally.read('buildings'));
	}
	stage.end();
}

function buildingOf(
	{ tally, bbox }: ImportContext,
	source: SourceFile,
	read: ReturnType<typeof propertyReader<keyof typeof BUILDING_PROPERTIES>>,
	feature: Feature
): BuildingRecord | undefined {
	const label = () => `feature ${feature.number}${feature.id === undefined ? '' : ` (id ${feature.id})`}`;
	const polygons = polygonsOf(source.path, feature);
	if (polygons instanceof GeometryProblem) {
		tally.reject('buildings', polygons.reason, label);
		return undefined;
	}
	if (bbox && !overlaps(bbox, boundsOf(...polygons.map((polygon) => polygon[0]!)))) {
		tally.reject('buildings', OUTSIDE, label);
		return undefined;
	}
	const { properties } = feature;
	const use = useOf(read(properties, 'use'));
	const levels = numberOf(read(properties, 'levels'));
	const given = read(properties, 'height');
	const measured = metresOf(given);
	const tall = heightOf({
		height: measured,
		levels,
		minHeight: metresOf(read(properties, 'min_height')),
		minLevel: numberOf(read(properties, 'min_level')),
		use
	});
	if (given !== undefined && given !== null && given !== '' && !isHeight(measured))
		tally.note('buildings', HEIGHT_FAULT, () => `${label()}: ${textOf(given) ?? typeof given}`);
	noteHeight(tally, tall, label);
	const sourceId = idOf(feature.id) ?? idOf(read(properties, 'id')) ?? feature.number;
	const part = read(properties, 'part');
	const isPart =
		part === 'building_part' || part === true || (typeof part === 'string' && /^(yes|part)$/.test(part));
	const rootId = idOf(read(properties, 'root_id'));
	const year = yearOf(read(properties, 'year'));
	const residents = countOf(read(properties, 'residents'));
	const jobs = countOf(read(properties, 'jobs'));
	const name = textOf(read(properties, 'name'));
	const nameEn = textOf(read(properties, 'name_en'));
	const street = textOf(read(properties, 'street'));
	const houseNumber = textOf(read(properties, 'house_number'));
	return {
		sourceId,
		...(isPart ? { part: rootId === undefined ? {} : { rootId } } : {}),
		polygons,
		height: tall.height,
		heightEstimated: tall.estimated !== undefined,
		minHeight: tall.minHeight,
		...(levels !== undefined && levels > 0 ? { levels } : {}),
		...(year === undefined ? {} : { year }),
		...(residents === undefined ? {} : { residents }),
		...(jobs === undefined ? {} : { jobs }),
		use,
		...(name === undefined ? {} : { name }),
		...(nameEn === undefined || nameEn === name ? {} : { nameEn }),
		...(street === undefined ? {} : { street }),
		...(houseNumber === undefined ? {} : { houseNumber })
	};
}

/** Counts what was guessed or mended about a building's height. */
export function noteHeight(
	tally: ImportContext['tally'],
	tall: ReturnType<typeof heightOf>,
	label: () => string
): void {
	if (tall.estimated) {
		tally.estimate('buildings');
		tally.note('buildings', tall.estimated === 'levels' ? LEVELS_RULE : HEIGHT_RULE, label);
	}
	if (tall.clamped) tally.note('buildings', 'min_height at or above the top: put 0.5 m below it', label);
}

/** What the building is for; `unknown` when the source only says that it is one. */
export function useOf(value: unknown): string {
	const text = textOf(value)?.toLowerCase();
	return text === undefined || NO_USE.has(text) ? 'unknown' : text;
}
