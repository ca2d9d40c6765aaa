import type { Tags } from './primitive-block.ts';

/** What an element is to a city; one may be several things (a school: a building, a place of interest, an address). */
export interface Meaning {
	readonly building?: 'building' | 'part';
	/** Class of road. */
	readonly road?: string;
	/** Class of open water drawn as a line. */
	readonly waterway?: string;
	readonly surface?: { readonly kind: 'water' | 'green' | 'landuse'; readonly class: string };
	readonly place?: { readonly class: string; readonly rank: number };
	/** Class of a named place of interest. */
	readonly poi?: string;
	readonly address?: true;
	/** Part of a coastline, which is not assembled. */
	readonly coastline?: true;
}

const WATER_LINES = new Set(['river', 'stream', 'canal', 'drain', 'ditch', 'tidal_channel']);
const GREEN: Readonly<Record<string, ReadonlySet<string>>> = {
	leisure: new Set([
		'park',
		'garden',
		'golf_course',
		'pitch',
		'playground',
		'nature_reserve',
		'recreation_ground',
		'common',
		'dog_park'
	]),
	landuse: new Set([
		'grass',
		'forest',
		'meadow',
		'village_green',
		'recreation_ground',
		'cemetery',
		'orchard',
		'vineyard',
		'allotments',
		'greenfield',
		'flowerbed',
		'plant_nursery',
		'farmland',
		'farm'
	]),
	natural: new Set(['wood', 'grassland', 'scrub', 'heath', 'fell', 'wetland'])
};
const BARE = new Set(['bare_rock', 'scree', 'sand', 'beach', 'glacier', 'shingle', 'rock']);
const PLACES: Readonly<Record<string, number>> = {
	city: 0,
	town: 1,
	borough: 2,
	village: 2,
	suburb: 3,
	quarter: 3,
	hamlet: 4,
	neighbourhood: 4,
	locality: 4,
	island: 3,
	square: 4
};
const POI_KEYS = [
	'amenity',
	'shop',
	'tourism',
	'leisure',
	'historic',
	'office',
	'craft',
	'healthcare',
	'aeroway',
	'emergency'
] as const;

/** Reads an element's tags. `area`: it can be a polygon (a closed way or a multipolygon). */
export function meaningOf(tags: Tags, form: 'node' | 'line' | 'area'): Meaning | undefined {
	const meaning: { -readonly [K in keyof Meaning]: Meaning[K] } = {};
	if (said(tags['building'])) meaning.building = 'building';
	else if (said(tags['building:part']) && form !== 'node') meaning.building = 'part';
	if (form !== 'node') {
		if (tags['highway'] !== undefined) meaning.road = tags['highway'];
		if (tags['natural'] === 'coastline') meaning.coastline = true;
		const waterway = tags['waterway'];
		if (waterway !== undefined && WATER_LINES.has(waterway)) meaning.waterway = waterway;
		if (
			form === 'area' &&
			!meaning.building &&
			meaning.road === undefined &&
			meaning.waterway === undefined
		) {
			const surface = surfaceOf(tags);
			if (surface) meaning.surface = surface;
		}
	}
	const named = tags['name'] !== undefined && tags['name'] !== '';
	const place = tags['place'];
	if (named && place !== undefined && place in PLACES) meaning.place = { class: place, rank: PLACES[place]! };
	if (named && form !== 'line') {
		const poi = poiOf(tags);
		if (poi !== undefined) meaning.poi = poi;
	}
	if (tags['addr:housenumber'] !== undefined && form !== 'line') meaning.address = true;
	for (const _ in meaning) return meaning;
	return undefined;
}

function said(value: string | undefined): boolean {
	return value !== undefined && value !== 'no' && value !== '';
}

function surfaceOf(tags: Tags): Meaning['surface'] {
	const { natural, landuse, leisure, waterway } = tags;
	if (natural === 'water') return { kind: 'water', class: tags['water'] ?? 'water' };
	if (waterway === 'riverbank' || waterway === 'dock')
		return { kind: 'water', class: waterway === 'dock' ? 'dock' : 'river' };
	if (landuse === 'reservoir' || landuse === 'basin') return { kind: 'water', class: landuse };
	if (leisure === 'swimming_pool') return { kind: 'water', class: leisure };
	for (const [key, values] of Object.entries(GREEN)) {
		const value = tags[key];
		if (value !== undefined && values.has(value)) return { kind: 'green', class: value };
	}
	if (landuse !== undefined) return { kind: 'landuse', class: landuse };
	if (natural !== undefined && BARE.has(natural)) return { kind: 'landuse', class: natural };
	return undefined;
}

function poiOf(tags: Tags): string | undefined {
	if (tags['railway'] === 'station' || tags['railway'] === 'halt' || tags['public_transport'] === 'station')
		return 'station';
	if (tags['natural'] === 'peak') return 'peak';
	for (const key of POI_KEYS) {
		const value = tags[key];
		if (value !== undefined && value !== 'no') return value === 'yes' ? key : value;
	}
	return undefined;
}

/** Why a highway is not a road one can draw or drive, or undefined when it is one. */
export function notARoad(highway: string): string | undefined {
	if (['proposed', 'planned', 'abandoned', 'razed', 'demolished', 'disused'].includes(highway))
		return `highway=${highway}: not there`;
	if (
		['services', 'rest_area', 'platform', 'elevator', 'bus_stop', 'emergency_bay', 'toll_gantry'].includes(
			highway
		)
	)
		return `highway=${highway}: a place, not a road`;
	return undefined;
}
