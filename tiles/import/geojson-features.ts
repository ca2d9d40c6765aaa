import type { BBox } from '#lib/model/geometry.ts';
import type { Polygon } from '../source-records.ts';
import { inputError } from './input-error.ts';
import { JsonValueCutter, parsePiece } from './json-values.ts';
import { readBytes, type OnBytes, type SourceFile } from './source-file.ts';

export type Properties = Readonly<Record<string, unknown>>;

/** A GeoJSON feature as read: geometry still nested, positions not yet looked at. */
export interface Feature {
	/** Number in the file, from 1. */
	readonly number: number;
	readonly id?: string | number;
	readonly properties: Properties;
	readonly geometry: {
		readonly type: string;
		readonly coordinates?: unknown;
		readonly geometries?: unknown;
	} | null;
}

/**
 * Features of a FeatureCollection, of GeoJSON lines or of an RFC 8142 sequence, in batches as the
 * file is read. Anything else (TopoJSON, plain JSON, broken JSON) ends with a sentence that says so.
 */
export async function* readFeatures(source: SourceFile, onBytes?: OnBytes): AsyncGenerator<Feature[]> {
	const cutter = new JsonValueCutter(source.path, 'features');
	let number = 0;
	let collections = 0;
	for await (const chunk of readBytes(source, onBytes)) {
		const batch: Feature[] = [];
		for (const piece of cutter.push(chunk)) {
			const value = parsePiece(source.path, piece);
			if (piece.from === 'item') batch.push(featureOf(source.path, piece.line, ++number, value));
			else if (isObject(value) && value['type'] === 'FeatureCollection' && Array.isArray(value['features'])) {
				refuseForeignCrs(source.path, value);
				collections++;
			} else if (!Array.isArray(value)) batch.push(featureOf(source.path, piece.line, ++number, value));
		}
		if (batch.length > 0) yield batch;
	}
	cutter.end();
	if (number === 0 && collections === 0)
		throw inputError({
			file: source.path,
			problem: 'it holds no GeoJSON feature',
			cure: 'give a FeatureCollection or one feature a line'
		});
}

function featureOf(file: string, line: number, number: number, value: unknown): Feature {
	if (isObject(value)) {
		if (value['type'] === 'Feature') {
			const { id, properties, geometry } = value;
			return {
				number,
				...(typeof id === 'string' || typeof id === 'number' ? { id } : {}),
				properties: isObject(properties) ? properties : {},
				geometry:
					isObject(geometry) && typeof geometry['type'] === 'string'
						? (geometry as Feature['geometry'])
						: null
			};
		}
		if (value['type'] === 'Topology')
			throw inputError({
				file,
				place: `line ${line}`,
				problem: 'this is TopoJSON ("type": "Topology"), not GeoJSON, whatever its name says',
				cure: 'convert it to GeoJSON, for example with topojson-client: topo2geo name=out.geojson'
			});
		if (typeof value['type'] === 'string' && value['type'].startsWith('CityJSON'))
			throw inputError({
				file,
				place: `line ${line}`,
				problem: 'this is CityJSON, which cannot be read yet',
				cure: 'give the footprints as GeoJSON in WGS 84 with their heights as a property'
			});
		if (typeof value['type'] === 'string' && 'coordinates' in value)
			return { number, properties: {}, geometry: value as unknown as Feature['geometry'] };
	}
	const found = isObject(value)
		? `an object of type ${JSON.stringify(value['type'] ?? null)}`
		: 'something else';
	throw inputError({
		file,
		place: `line ${line}`,
		problem: `expected a GeoJSON feature and found ${found}`,
		cure: 'give a FeatureCollection or one feature a line'
	});
}

/** GeoJSON of before RFC 7946 may name a CRS; one that is not longitude/latitude would put the city elsewhere. */
function refuseForeignCrs(file: string, collection: Record<string, unknown>): void {
	const crs = collection['crs'];
	if (!isObject(crs)) return;
	const properties = crs['properties'];
	const name = isObject(properties) && typeof properties['name'] === 'string' ? properties['name'] : '';
	if (name === '' || /CRS:?84$|EPSG:+(\d+:)?4326$|EPSG::?4326$|OGC:CRS84/i.test(name)) return;
	throw inputError({
		file,
		place: 'member crs',
		problem: `its coordinates are in ${name}, not in WGS 84 longitude and latitude`,
		cure: 'reproject it, for example: ogr2ogr -t_srs EPSG:4326 out.geojson in.geojson'
	});
}

export function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What is wrong with a geometry, as a reason of rejection. */
export class GeometryProblem {
	readonly reason: string;
	constructor(reason: string) {
		this.reason = reason;
	}
}

/** Thrown inside the readers below when a number cannot be a longitude or latitude. */
class OutOfRange {
	readonly position: readonly [number, number];
	constructor(position: readonly [number, number]) {
		this.position = position;
	}
}

/** Flat, open rings of a Polygon or MultiPolygon; a problem when there is nothing to draw. */
export function polygonsOf(file: string, feature: Feature): Polygon[] | GeometryProblem {
	return checked(file, feature, () => {
		const { geometry } = feature;
		if (!geometry) return new GeometryProblem('no geometry');
		const parts =
			geometry.type === 'Polygon'
				? [geometry.coordinates]
				: geometry.type === 'MultiPolygon' && Array.isArray(geometry.coordinates)
					? (geometry.coordinates as unknown[])
					: undefined;
		if (!parts) return new GeometryProblem(`a ${geometry.type} is not a polygon`);
		const polygons: Polygon[] = [];
		for (const part of parts) {
			if (!Array.isArray(part)) continue;
			const rings: Float64Array[] = [];
			for (const [index, ring] of part.entries()) {
				const flat = flatRing(ring);
				if (flat.length >= 6) rings.push(flat);
				else if (index === 0) break;
			}
			if (rings.length > 0) polygons.push(rings);
		}
		return polygons.length > 0 ? polygons : new GeometryProblem('polygon with fewer than three corners');
	});
}

/** Flat lines of a LineString or MultiLineString. */
export function linesOf(file: string, feature: Feature): Float64Array[] | GeometryProblem {
	return checked(file, feature, () => {
		const { geometry } = feature;
		if (!geometry) return new GeometryProblem('no geometry');
		const parts =
			geometry.type === 'LineString'
				? [geometry.coordinates]
				: geometry.type === 'MultiLineString' && Array.isArray(geometry.coordinates)
					? (geometry.coordinates as unknown[])
					: undefined;
		if (!parts) return new GeometryProblem(`a ${geometry.type} is not a line`);
		const lines = parts.map(flatPositions).filter((line) => line.length >= 4);
		return lines.length > 0 ? lines : new GeometryProblem('line with fewer than two vertices');
	});
}

function checked<T>(file: string, feature: Feature, read: () => T): T {
	try {
		return read();
	} catch (thrown) {
		if (!(thrown instanceof OutOfRange)) throw thrown;
		const id = feature.id ?? feature.properties['id'] ?? feature.properties['osm_id'];
		throw outOfRange(
			file,
			`feature ${feature.number}${id === undefined || id === null ? '' : ` (id ${String(id)})`}`,
			thrown.position
		);
	}
}

/** Longitude and latitude that cannot be: nearly always metres of a projected reference system. */
export function outOfRange(file: string, place: string, [lng, lat]: readonly [number, number]) {
	const swapped = Math.abs(lng) <= 90 && Math.abs(lat) > 90 && Math.abs(lat) <= 180;
	return inputError({
		file,
		place,
		problem: `the position ${lng}, ${lat} is out of range for longitude, latitude in degrees`,
		cure: swapped
			? 'swap the axes: GeoJSON has longitude first'
			: 'reproject the file to WGS 84, for example: ogr2ogr -t_srs EPSG:4326 out.geojson in.geojson'
	});
}

export function isPosition(lng: number, lat: number): boolean {
	return lng >= -180 && lng <= 180 && lat >= -90 && lat <= 90;
}

function flatPositions(positions: unknown): Float64Array {
	if (!Array.isArray(positions)) return new Float64Array(0);
	const flat = new Float64Array(positions.length * 2);
	let at = 0;
	for (const position of positions as unknown[]) {
		if (!Array.isArray(position)) continue;
		const [lng, lat] = position as unknown[];
		if (typeof lng !== 'number' || typeof lat !== 'number') continue;
		if (!isPosition(lng, lat)) throw new OutOfRange([lng, lat]);
		if (at >= 2 && flat[at - 2] === lng && flat[at - 1] === lat) continue;
		flat[at++] = lng;
		flat[at++] = lat;
	}
	return at === flat.length ? flat : flat.slice(0, at);
}

/** A ring without its closing vertex. */
function flatRing(positions: unknown): Float64Array {
	const flat = flatPositions(positions);
	const last = flat.length - 2;
	return last >= 2 && flat[0] === flat[last] && flat[1] === flat[last + 1] ? flat.slice(0, last) : flat;
}

/** Box around flat lng, lat pairs. */
export function boundsOf(...lines: readonly Float64Array[]): BBox {
	let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
	for (const line of lines) {
		for (let at = 0; at < line.length; at += 2) {
			const [lng, lat] = [line[at]!, line[at + 1]!];
			if (lng < west) west = lng;
			if (lng > east) east = lng;
			if (lat < south) south = lat;
			if (lat > north) north = lat;
		}
	}
	return [west, south, east, north];
}

export function overlaps(a: BBox, b: BBox): boolean {
	return a[0] <= b[2] && a[2] >= b[0] && a[1] <= b[3] && a[3] >= b[1];
}
