import { decodeWkb, type Geometry } from '#lib/model/wkb.ts';
import { fromGeoJson } from './geojson-geometry.ts';

/** Where the rows of a table of columns have their geometry. */
export interface ShapeColumn {
	readonly column: string;
	/** A second column of bounding boxes, which is none of the data's own. */
	readonly box?: string;
	/** `EPSG:4326`, or a text of its own; absent = longitude and latitude. */
	readonly crs?: string;
	/** `WKB`, or a kind of geometry as GeoArrow nests its coordinates: `point`, `multipolygon` … */
	readonly encoding: string;
}

const GEOJSON_TYPES: Readonly<Record<string, string>> = {
	point: 'Point',
	linestring: 'LineString',
	polygon: 'Polygon',
	multipoint: 'MultiPoint',
	multilinestring: 'MultiLineString',
	multipolygon: 'MultiPolygon'
};

/** The geometry of one cell; undefined when it is empty. Throws RangeError or INPUT_INVALID when it cannot be read. */
export function shapeOf(value: unknown, encoding: string): Geometry | undefined {
	if (value === null || value === undefined) return undefined;
	if (value instanceof Uint8Array) return decodeWkb(value);
	const type = GEOJSON_TYPES[encoding.toLowerCase()];
	return fromGeoJson(type === undefined ? value : { type, coordinates: coordinates(value) });
}

/** GeoArrow's lists of x and y as GeoJSON nests them. */
function coordinates(value: unknown): unknown {
	if (typeof value !== 'object' || value === null) return value;
	if ('x' in value && 'y' in value) return [value.x, value.y];
	return Array.from(value as Iterable<unknown>, coordinates); // lists, by the encoding
}
