import type { Geometry } from '#lib/model/wkb.ts';

interface Growing {
	readonly points: number[];
	readonly lines: Float64Array[];
	readonly polygons: Float64Array[][];
}

/** The geometry of a GeoJSON object in its own coordinates; undefined when it has none or it cannot be read. */
export function fromGeoJson(value: unknown): Geometry | undefined {
	const found: Growing = { points: [], lines: [], polygons: [] };
	collect(value, found);
	const { points, lines, polygons } = found;
	if (points.length + lines.length + polygons.length === 0) return undefined;
	return {
		...(points.length > 0 && { points: Float64Array.from(points) }),
		...(lines.length > 0 && { lines }),
		...(polygons.length > 0 && { polygons })
	};
}

function collect(value: unknown, found: Growing): void {
	if (typeof value !== 'object' || value === null) return;
	const { type, coordinates, geometries } = value as Readonly<Record<string, unknown>>; // checked field by field
	switch (type) {
		case 'Point':
			return addPoint(coordinates, found);
		case 'MultiPoint':
			return list(coordinates).forEach((one) => addPoint(one, found));
		case 'LineString':
			return addLine(coordinates, found);
		case 'MultiLineString':
			return list(coordinates).forEach((one) => addLine(one, found));
		case 'Polygon':
			return addPolygon(coordinates, found);
		case 'MultiPolygon':
			return list(coordinates).forEach((one) => addPolygon(one, found));
		case 'GeometryCollection':
			return list(geometries).forEach((one) => collect(one, found));
	}
}

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function addPoint(position: unknown, { points }: Growing): void {
	const [x, y] = list(position);
	if (typeof x === 'number' && typeof y === 'number') points.push(x, y);
}

function addLine(positions: unknown, { lines }: Growing): void {
	const line = flat(positions);
	if (line.length >= 4) lines.push(line);
}

function addPolygon(rings: unknown, { polygons }: Growing): void {
	const polygon: Float64Array[] = [];
	for (const [index, positions] of list(rings).entries()) {
		const ring = flat(positions);
		if (ring.length >= 6) polygon.push(ring);
		else if (index === 0) return;
	}
	if (polygon.length > 0) polygons.push(polygon);
}

function flat(positions: unknown): Float64Array {
	const all = list(positions);
	const out = new Float64Array(all.length * 2);
	let at = 0;
	for (const position of all) {
		const [x, y] = list(position);
		if (typeof x !== 'number' || typeof y !== 'number') continue;
		out[at++] = x;
		out[at++] = y;
	}
	return at === out.length ? out : out.slice(0, at);
}
