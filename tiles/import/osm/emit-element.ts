import { contains } from '#lib/model/geometry.ts';
import type { Polygon } from '../../source-records.ts';
import { boundsOf, overlaps } from '../geojson-features.ts';
import { noteHeight, useOf } from '../import-buildings.ts';
import { OUTSIDE, type ImportContext } from '../import-context.ts';
import { layerOf } from '../import-roads.ts';
import { pointInside } from '../point-inside.ts';
import {
	HEIGHT_FAULT,
	flagOf,
	heightOf,
	isHeight,
	metresOf,
	numberOf,
	onewayOf,
	speedOf,
	textOf
} from '../tag-values.ts';
import { notARoad, type Meaning } from './osm-meaning.ts';
import type { Tags } from './primitive-block.ts';

/** A node, way or multipolygon with its place on earth. */
export interface Element {
	/** `way 123`, for reports. */
	readonly label: string;
	/** OSM id; relations negative. */
	readonly id: number;
	readonly tags: Tags;
	readonly meaning: Meaning;
	readonly point?: readonly [lng: number, lat: number];
	readonly line?: Float64Array;
	readonly nodes?: Float64Array;
	readonly polygons?: readonly Polygon[];
	/** Building parts: the building they lie in. */
	readonly rootId?: number;
	/** Why its geometry could not be made. */
	readonly problem?: string;
}

/** Hands an element to the baker as everything it is, and counts each. */
export async function emitElement(context: ImportContext, element: Element): Promise<void> {
	const { meaning, tags } = element;
	if (meaning.coastline)
		context.tally.reject(
			'water',
			'coastline: not assembled into land; give the land with --land',
			element.label
		);
	if (meaning.building) await emitBuilding(context, element);
	if (meaning.road !== undefined) await emitRoad(context, element, meaning.road);
	if (meaning.waterway !== undefined) await emitWaterway(context, element, meaning.waterway);
	if (meaning.surface) await emitSurface(context, element, meaning.surface);
	if (!meaning.place && meaning.poi === undefined && !meaning.address) return;
	const point =
		element.point ?? (element.polygons?.[0] ? pointInside(element.polygons) : firstOf(element.line));
	const place = placeable(context, element, point);
	const name = tags['name'] ?? '';
	if (meaning.place && place('places')) {
		const { class: type, rank } = meaning.place;
		await context.baker.place({
			kind: 'place',
			class: type,
			name,
			...englishOf(tags),
			lng: point![0],
			lat: point![1],
			rank
		});
	}
	if (meaning.poi !== undefined && place('pois'))
		await context.baker.place({
			kind: 'poi',
			class: meaning.poi,
			name,
			...englishOf(tags),
			lng: point![0],
			lat: point![1],
			rank: 5
		});
	if (meaning.address && place('addresses')) {
		const building = meaning.building && element.polygons ? { building: element.id } : {};
		await context.baker.address({
			lng: point![0],
			lat: point![1],
			houseNumber: tags['addr:housenumber'] ?? '',
			street: tags['addr:street'] ?? tags['addr:place'] ?? '',
			...building
		});
	}
}

/** The English name of a thing that has another. */
function englishOf(tags: Tags): { readonly nameEn?: string } {
	const text = textOf(tags['name:en']);
	return text === undefined || text === textOf(tags['name']) ? {} : { nameEn: text };
}

/** Counts a thing at a point as kept or rejected. */
function placeable(
	{ tally, bbox }: ImportContext,
	element: Element,
	point: readonly [number, number] | undefined
) {
	return (kind: string): boolean => {
		if (!point) {
			tally.reject(kind, element.problem ?? 'no position', element.label);
			return false;
		}
		if (bbox && !contains(bbox, point[0], point[1])) {
			tally.reject(kind, OUTSIDE, element.label);
			return false;
		}
		tally.keep(kind);
		return true;
	};
}

function firstOf(line: Float64Array | undefined): [number, number] | undefined {
	return line && line.length >= 2 ? [line[0]!, line[1]!] : undefined;
}

/** The polygons when there are any inside the bbox; otherwise counts the rejection. */
function drawable(
	{ tally, bbox }: ImportContext,
	kind: string,
	element: Element
): readonly Polygon[] | undefined {
	const polygons = element.polygons;
	if (!polygons || polygons.length === 0) {
		tally.reject(
			kind,
			element.problem ?? (element.point ? 'a point without an outline' : 'outline not closed'),
			element.label
		);
		return undefined;
	}
	if (bbox && !overlaps(bbox, boundsOf(...polygons.map((polygon) => polygon[0]!)))) {
		tally.reject(kind, OUTSIDE, element.label);
		return undefined;
	}
	if (element.problem !== undefined) tally.note(kind, element.problem, element.label);
	return polygons;
}

async function emitBuilding(context: ImportContext, element: Element): Promise<void> {
	const polygons = drawable(context, 'buildings', element);
	if (!polygons) return;
	const { tags } = element;
	const use = useOf(tags['building'] ?? tags['building:part']);
	const told =
		use === 'unknown' ? useOf(tags['amenity'] ?? tags['shop'] ?? tags['tourism'] ?? tags['office']) : use;
	const levels = numberOf(tags['building:levels']) ?? numberOf(tags['levels']);
	const given = tags['height'] ?? tags['building:height'];
	const measured = metresOf(given);
	if (given !== undefined && !isHeight(measured))
		context.tally.note('buildings', HEIGHT_FAULT, `${element.label}: ${given}`);
	const tall = heightOf({
		height: measured,
		levels,
		minHeight: metresOf(tags['min_height'] ?? tags['building:min_height']),
		minLevel: numberOf(tags['building:min_level'] ?? tags['min_level']),
		use: told
	});
	noteHeight(context.tally, tall, () => element.label);
	const name = textOf(tags['name']);
	const street = textOf(tags['addr:street']);
	const houseNumber = textOf(tags['addr:housenumber']);
	context.tally.keep('buildings');
	await context.baker.building({
		sourceId: element.id,
		...(element.meaning.building === 'part'
			? { part: element.rootId === undefined ? {} : { rootId: element.rootId } }
			: {}),
		polygons,
		height: tall.height,
		heightEstimated: tall.estimated !== undefined,
		minHeight: tall.minHeight,
		...(levels !== undefined && levels > 0 ? { levels } : {}),
		use: told,
		...(name === undefined ? {} : { name, ...englishOf(tags) }),
		...(street === undefined ? {} : { street }),
		...(houseNumber === undefined ? {} : { houseNumber })
	});
}

async function emitRoad(context: ImportContext, element: Element, highway: string): Promise<void> {
	const { tally, bbox, baker } = context;
	const { tags, line } = element;
	const refusal =
		notARoad(highway) ??
		(line === undefined
			? 'an area without a line along it'
			: line.length < 4
				? (element.problem ?? 'fewer than two vertices')
				: bbox && !overlaps(bbox, boundsOf(line))
					? OUTSIDE
					: undefined);
	if (refusal !== undefined || line === undefined) {
		tally.reject('roads', refusal ?? '', element.label);
		return;
	}
	if (element.problem !== undefined && element.polygons === undefined)
		tally.note('roads', element.problem, element.label);
	const name = textOf(tags['name']);
	const maxSpeed = speedOf(tags['maxspeed']);
	const implied = tags['junction'] === 'roundabout' || highway === 'motorway' || highway === 'motorway_link';
	tally.keep('roads');
	await baker.road({
		sourceId: element.id,
		line,
		...(element.nodes ? { nodes: element.nodes } : {}),
		class: highway,
		...(name === undefined ? {} : { name, ...englishOf(tags) }),
		oneway: tags['oneway'] === undefined && implied ? 1 : onewayOf(tags['oneway']),
		...(maxSpeed === undefined ? {} : { maxSpeed }),
		layer: layerOf(tags['layer']),
		bridge: flagOf(tags['bridge']),
		tunnel: flagOf(tags['tunnel'])
	});
}

async function emitWaterway(context: ImportContext, element: Element, type: string): Promise<void> {
	const { tally, bbox, baker } = context;
	const { line } = element;
	if (!line || line.length < 4) {
		tally.reject('water', element.problem ?? 'fewer than two vertices', element.label);
		return;
	}
	if (bbox && !overlaps(bbox, boundsOf(line))) {
		tally.reject('water', OUTSIDE, element.label);
		return;
	}
	const name = textOf(element.tags['name']);
	tally.keep('water');
	await baker.waterway({ class: type, line, ...(name === undefined ? {} : { name }) });
}

async function emitSurface(
	context: ImportContext,
	element: Element,
	surface: NonNullable<Meaning['surface']>
): Promise<void> {
	const polygons = drawable(context, surface.kind, element);
	if (!polygons) return;
	const name = textOf(element.tags['name']);
	context.tally.keep(surface.kind);
	await context.baker.surface({
		...surface,
		polygons,
		...(name === undefined ? {} : { name, ...englishOf(element.tags) })
	});
}
