import type { Geometry } from '#lib/model/wkb.ts';
import { fileError } from '../file-error.ts';
import { fromGeoJson } from '../geometry/geojson-geometry.ts';
import type { FileNote, SourceTable } from '../table/source-table.ts';
import { ValueColumns } from '../table/value-columns.ts';
import { parseJsonDocuments } from './parse-json.ts';

/** Rows of GeoJSON, of GeoJSON lines, or of plain JSON: an array of objects. Throws INPUT_INVALID with line or feature. */
export function readGeoJson(file: string, text: string): SourceTable {
	const documents = parseJsonDocuments(file, text);
	const [parsed] = documents;
	const list = documents.length > 1 ? documents : parsed;
	if (Array.isArray(list)) return list.every(isFeature) ? featureTable(file, list) : objectTable(file, list);
	if (!isObject(parsed)) throw notGeoJson(file, 'it holds no object');
	switch (parsed['type']) {
		case 'FeatureCollection':
			if (!Array.isArray(parsed['features'])) throw notGeoJson(file, 'its FeatureCollection has no features');
			return featureTable(file, parsed['features'], crsName(parsed['crs']));
		case 'Feature':
			return featureTable(file, [parsed]);
		case 'Topology':
			throw fileError({
				file,
				reason: 'topoJson',
				problem: 'this is TopoJSON, whatever its name says',
				cure: 'convert it to GeoJSON'
			});
	}
	if ('coordinates' in parsed || 'geometries' in parsed)
		return featureTable(file, [{ type: 'Feature', properties: {}, geometry: parsed }]);
	const rows = Object.values(parsed).find((value) => Array.isArray(value) && value.every(isObject));
	if (Array.isArray(rows)) return objectTable(file, rows);
	throw notGeoJson(file, `it is an object of type ${JSON.stringify(parsed['type'] ?? null)}`);
}

/** Features as rows; one that has no geometry still counts. */
export function featureTable(file: string, features: readonly unknown[], crs?: string): SourceTable {
	const columns = new ValueColumns();
	const geometry: (Geometry | undefined)[] = [];
	let unread = 0;
	let firstUnread = 0;
	for (const [index, feature] of features.entries()) {
		if (!isObject(feature))
			throw fileError({
				file,
				place: `feature ${index + 1}`,
				reason: 'notGeoJson',
				problem: 'expected a GeoJSON feature',
				cure: 'give a FeatureCollection'
			});
		const { properties, geometry: given, id } = feature;
		const own = isObject(properties) ? properties : {};
		columns.push(id !== undefined && !('id' in own) ? { id, ...own } : own);
		const read = fromGeoJson(given);
		if (!read && given !== null && given !== undefined && unread++ === 0) firstUnread = index + 1;
		geometry.push(read);
	}
	if (features.length === 0)
		throw fileError({
			file,
			reason: 'noRows',
			problem: 'it holds no feature',
			cure: 'give one with features in it'
		});
	const notes: FileNote[] =
		unread > 0 ? [{ kind: 'geometryUnread', count: unread, place: `feature ${firstUnread}` }] : [];
	const rows = features.length;
	return { rows, columns: columns.finish(), geometry, notes, ...(crs !== undefined && { crs }) };
}

/** Members that hold a pair of coordinates in plain JSON. */
const PAIRS = ['coordinates', 'position', 'location', 'lnglat', 'lngLat'];

/** Objects, or bare pairs of longitude and latitude, as rows. */
function objectTable(file: string, rows: readonly unknown[]): SourceTable {
	const columns = new ValueColumns();
	const geometry: (Geometry | undefined)[] = [];
	let placed = false;
	for (const [index, row] of rows.entries()) {
		const pair = isObject(row) ? PAIRS.find((name) => isPair(row[name])) : undefined;
		if (!isObject(row) && !isPair(row))
			throw fileError({
				file,
				place: `element ${index + 1}`,
				reason: 'notGeoJson',
				problem: 'expected an object',
				cure: 'give an array of objects, or GeoJSON'
			});
		const position = isObject(row) ? pair && row[pair] : row;
		if (isPair(position)) placed = true;
		geometry.push(fromGeoJson({ type: 'Point', coordinates: position }));
		if (!isObject(row)) columns.push({ value: row[2] });
		else
			columns.push(
				pair === undefined ? row : Object.fromEntries(Object.entries(row).filter(([name]) => name !== pair))
			);
	}
	if (rows.length === 0)
		throw fileError({
			file,
			reason: 'noRows',
			problem: 'its array is empty',
			cure: 'give one with rows in it'
		});
	return { rows: rows.length, columns: columns.finish(), notes: [], ...(placed && { geometry }) };
}

const isPair = (value: unknown): value is readonly unknown[] =>
	Array.isArray(value) && typeof value[0] === 'number' && typeof value[1] === 'number';

/** GeoJSON of before RFC 7946 may name a reference system. */
function crsName(crs: unknown): string | undefined {
	if (!isObject(crs) || !isObject(crs['properties'])) return undefined;
	const { name } = crs['properties'];
	return typeof name === 'string' && name !== '' ? name : undefined;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
const isFeature = (value: unknown) => isObject(value) && value['type'] === 'Feature';

const notGeoJson = (file: string, found: string) =>
	fileError({
		file,
		reason: 'notGeoJson',
		problem: `this is neither GeoJSON nor a list of objects: ${found}`,
		cure: 'give a FeatureCollection, an array of objects, or CSV'
	});
