import { cityId } from '#lib/model/city.ts';
import { AppError } from '#lib/model/errors.ts';
import type { BBox } from '#lib/model/geometry.ts';
import { BUILDING_PROPERTIES } from './import-buildings.ts';
import type { ImportRequest, NamedFile } from './import-city.ts';
import { ROAD_PROPERTIES } from './import-roads.ts';
import { parseChosenFeatures, splitOnce } from './import-surfaces.ts';
import { optionError } from './input-error.ts';
import { parsePointsMap } from './points-map.ts';
import { parsePropertyMap } from './property-map.ts';

/** Options as the command line gives them. */
export interface ImportOptions {
	readonly id: string;
	readonly nameZh?: string;
	readonly nameEn?: string;
	readonly timezone?: string;
	readonly bbox?: string;
	readonly osm?: readonly string[];
	readonly buildings?: readonly string[];
	readonly buildingsMap?: string;
	readonly roads?: readonly string[];
	readonly roadsMap?: string;
	readonly addresses?: readonly string[];
	readonly gtfs?: readonly string[];
	readonly gtfsRt?: readonly string[];
	readonly points?: readonly string[];
	readonly pointsMap?: readonly string[];
	readonly trips?: readonly string[];
	readonly areas?: readonly string[];
	readonly areasName?: readonly string[];
	readonly land?: readonly string[];
	readonly water?: readonly string[];
	readonly green?: readonly string[];
	readonly terrain?: readonly string[];
	readonly attribution?: readonly string[];
	readonly title?: readonly string[];
	readonly fictional?: boolean;
	readonly data?: string;
	readonly force?: boolean;
}

const DATASET_ID = /^[a-z0-9][a-z0-9_-]{0,47}$/;

/** Turns options into a request, or says which option is wrong and how to write it. */
export function parseImportOptions(options: ImportOptions, defaultData: string): ImportRequest {
	if (!cityId.safeParse(options.id).success)
		throw new AppError('CITY_ID_INVALID', {
			message: `--id: "${options.id}" is not a city id; use small letters, digits and hyphens, for example nyc or sao-paulo.`,
			id: options.id
		});
	const gtfs = (options.gtfs ?? []).map((text) => namedOr(text, 'transit'));
	const points = (options.points ?? []).map((text) => named('--points', text));
	const trips = (options.trips ?? []).map((text) => named('--trips', text));
	const areas = (options.areas ?? []).map((text) => named('--areas', text));
	const ids = ['buildings', 'roads', ...[...gtfs, ...points, ...trips, ...areas].map(({ name }) => name)];
	checkIds(ids);
	const pointsMaps = new Map((options.pointsMap ?? []).map(parsePointsMap));
	for (const name of pointsMaps.keys()) mustExist('--points-map', name, points, '--points');
	const areaNames = new Map(
		(options.areasName ?? []).map((text) => pairOf('--areas-name', text, 'districts=NAME'))
	);
	for (const name of areaNames.keys()) mustExist('--areas-name', name, areas, '--areas');
	const timezone = options.timezone;
	const bbox = options.bbox === undefined ? undefined : parseBBox(options.bbox);
	const attributions = (options.attribution ?? []).map((text) => attributionOf(text, ids));
	const request: ImportRequest = {
		id: options.id,
		data: options.data ?? defaultData,
		force: options.force ?? false,
		fictional: options.fictional ?? false,
		osm: options.osm ?? [],
		buildings: options.buildings ?? [],
		buildingsMap: parsePropertyMap('--buildings-map', options.buildingsMap, BUILDING_PROPERTIES),
		roads: options.roads ?? [],
		roadsMap: parsePropertyMap('--roads-map', options.roadsMap, ROAD_PROPERTIES),
		addresses: options.addresses ?? [],
		gtfs,
		realtime: realtimeOf(options.gtfsRt ?? [], gtfs),
		points,
		pointsMaps,
		trips,
		areas,
		areaNames,
		land: (options.land ?? []).map((text) => parseChosenFeatures('--land', text)),
		water: (options.water ?? []).map((text) => parseChosenFeatures('--water', text)),
		green: (options.green ?? []).map((text) => parseChosenFeatures('--green', text)),
		terrain: options.terrain ?? [],
		...(bbox ? { bbox } : {}),
		...(options.nameZh === undefined ? {} : { nameZh: options.nameZh }),
		...(options.nameEn === undefined ? {} : { nameEn: options.nameEn }),
		...(timezone === undefined ? {} : { timezone }),
		attribution: [
			...osmAttribution(options.osm ?? [], attributions),
			...attributions.filter(([id]) => id === undefined).map(([, text]) => text)
		],
		datasetAttribution: new Map(
			attributions.flatMap(([id, text]) => (id === undefined ? [] : [[id, text] as const]))
		),
		titles: new Map((options.title ?? []).map(titleOf))
	};
	const inputs = [
		request.osm,
		request.buildings,
		request.roads,
		request.addresses,
		gtfs,
		points,
		trips,
		areas,
		request.land,
		request.water,
		request.green
	];
	if (inputs.every((list) => list.length === 0))
		throw new AppError('INPUT_EMPTY', {
			message:
				'There is nothing to import: name at least one source, for example --osm city.osm.pbf (see cityloop import --help).'
		});
	return request;
}

/** `name=file`. A name left out is an error: it would be the dataset's id. */
function named(option: string, text: string): NamedFile {
	const [name, path] = pairOf(option, text, `requests=${text}`);
	return { name, path };
}

/** `name=file`, or a file alone under a usual name. */
function namedOr(text: string, fallback: string): NamedFile {
	const match = /^([a-z0-9][a-z0-9_-]{0,47})=(.+)$/s.exec(text);
	return match ? { name: match[1]!, path: match[2]! } : { name: fallback, path: text };
}

function pairOf(option: string, text: string, example: string): [string, string] {
	const [name, value] = splitOnce(text, '=');
	if (value === undefined || value === '' || name === '')
		throw optionError(option, `"${text}" is not name=value`, `write for example ${option} ${example}`);
	return [name, value];
}

function checkIds(ids: readonly string[]): void {
	for (const [at, id] of ids.entries()) {
		if (!DATASET_ID.test(id))
			throw optionError(
				`"${id}="`,
				'this cannot be the name of a dataset',
				'use small letters, digits, _ and -, at most 48'
			);
		if (ids.indexOf(id) !== at)
			throw optionError(`"${id}="`, 'two datasets would have this name', 'give each its own name=file');
	}
}

function mustExist(option: string, name: string, files: readonly NamedFile[], where: string): void {
	if (files.some((file) => file.name === name)) return;
	const there = files.map((file) => file.name).join(', ');
	throw optionError(
		option,
		`there is no dataset "${name}"`,
		there === '' ? `add ${where} ${name}=FILE` : `use one of ${there}`
	);
}

function realtimeOf(texts: readonly string[], gtfs: readonly NamedFile[]): Map<string, string[]> {
	const captures = new Map<string, string[]>();
	for (const text of texts) {
		if (gtfs.length === 0)
			throw optionError('--gtfs-rt', 'a capture needs its timetable', 'add --gtfs file.zip');
		const { name, path } = namedOr(text, gtfs[0]!.name);
		if (path === text && gtfs.length > 1)
			throw optionError(
				'--gtfs-rt',
				`which timetable does ${text} belong to?`,
				`write ${gtfs[0]!.name}=${text}`
			);
		mustExist('--gtfs-rt', name, gtfs, '--gtfs');
		captures.set(name, [...(captures.get(name) ?? []), path]);
	}
	return captures;
}

function parseBBox(text: string): BBox {
	const numbers = text.split(',').map((part) => (part.trim() === '' ? NaN : Number(part)));
	const [west = NaN, south = NaN, east = NaN, north = NaN] = numbers;
	const fine =
		numbers.length === 4 &&
		west >= -180 &&
		east <= 180 &&
		south >= -90 &&
		north <= 90 &&
		west < east &&
		south < north;
	if (!fine)
		throw optionError(
			'--bbox',
			`"${text}" is not west,south,east,north in degrees`,
			'write for example -74.02,40.70,-73.96,40.77'
		);
	return [west, south, east, north];
}

/** `requests=NYC Open Data` belongs to a dataset when there is one of that id; otherwise the whole text is the city's. */
/** An extract's owner is known: its licence asks for a word on screen, which nobody should have to remember. */
function osmAttribution(
	osm: readonly string[],
	attributions: readonly (readonly [id: string | undefined, text: string])[]
): readonly string[] {
	const isSaid = attributions.some(([, text]) => /openstreetmap/i.test(text));
	return osm.length > 0 && !isSaid ? ['© OpenStreetMap contributors (ODbL)'] : [];
}

function attributionOf(text: string, ids: readonly string[]): [id: string | undefined, text: string] {
	const [id, rest] = splitOnce(text, '=');
	return rest !== undefined && rest !== '' && ids.includes(id) ? [id, rest] : [undefined, text];
}

function titleOf(text: string): [id: string, title: { zh: string; en: string }] {
	const [id, words] = pairOf('--title', text, 'requests=市民诉求|Service requests');
	const [zh, en] = splitOnce(words, '|');
	return [id, { zh, en: en === undefined || en === '' ? zh : en }];
}
