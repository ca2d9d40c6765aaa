import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import type { BuildingRecord, Polygon, RoadRecord } from '#tiles/source-records.ts';

interface BuildingFeature {
	readonly id: number;
	readonly properties: {
		readonly kind: string;
		readonly height?: number;
		readonly min_height?: number;
		readonly name?: string;
		readonly kind_detail?: string;
		readonly addr_street?: string;
		readonly addr_housenumber?: string;
		readonly root_id?: number;
	};
	readonly geometry:
		| { readonly type: 'Polygon'; readonly coordinates: number[][][] }
		| { readonly type: 'MultiPolygon'; readonly coordinates: number[][][][] };
}

interface RoadFeature {
	readonly properties: {
		readonly osm_id: string;
		readonly fclass: string;
		readonly name: string | null;
		readonly oneway: string;
		readonly layer: number;
		readonly bridge: string;
		readonly tunnel: string;
	};
	readonly geometry: { readonly type: string; readonly coordinates: number[][] };
}

/** Lines of a file, unpacked when it ends in `.gz`. */
export async function* linesOf(path: string): AsyncGenerator<string> {
	const raw = createReadStream(path, { highWaterMark: 1 << 20 });
	for await (const line of createInterface({ input: path.endsWith('.gz') ? raw.pipe(createGunzip()) : raw }))
		if (line !== '') yield line;
}

/** A line of New York's buildings as the baker takes it; unknown heights become 6 m. */
export function readBuilding(line: string, shift: Shift = NO_SHIFT): BuildingRecord {
	const { id, properties: p, geometry } = JSON.parse(line) as BuildingFeature;
	const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
	const height = p.height ?? 6;
	return {
		sourceId: id < 0 ? id - shift.id : id + shift.id,
		...(p.kind === 'building_part'
			? {
					part:
						p.root_id === undefined
							? {}
							: { rootId: p.root_id < 0 ? p.root_id - shift.id : p.root_id + shift.id }
				}
			: {}),
		polygons: polygons.map((polygon) => polygon.map((ring) => flat(ring, shift))) as Polygon[],
		height,
		heightEstimated: p.height === undefined,
		minHeight: Math.max(0, Math.min(p.min_height ?? 0, height - 0.5)),
		use: p.kind_detail ?? 'unknown',
		...(p.name === undefined ? {} : { name: p.name }),
		...(p.addr_street === undefined ? {} : { street: p.addr_street }),
		...(p.addr_housenumber === undefined ? {} : { houseNumber: p.addr_housenumber })
	};
}

/** A line of New York's roads. */
export function readRoad(line: string): RoadRecord {
	const { properties: p, geometry } = JSON.parse(line) as RoadFeature;
	return {
		sourceId: Number(p.osm_id),
		line: Float64Array.from(geometry.coordinates.flat()),
		class: p.fclass,
		...(p.name === null ? {} : { name: p.name }),
		oneway: p.oneway === 'F' ? 1 : p.oneway === 'T' ? -1 : 0,
		layer: p.layer,
		bridge: p.bridge === 'T',
		tunnel: p.tunnel === 'T'
	};
}

/** Moves a copy of the city aside. */
export interface Shift {
	readonly lng: number;
	readonly lat: number;
	readonly id: number;
}

const NO_SHIFT: Shift = { lng: 0, lat: 0, id: 0 };

function flat(ring: number[][], shift: Shift): Float64Array {
	const last = ring.length - 1;
	const closed = ring[0]![0] === ring[last]![0] && ring[0]![1] === ring[last]![1];
	const count = closed ? last : ring.length;
	const values = new Float64Array(2 * count);
	for (let i = 0; i < count; i++) {
		values[2 * i] = ring[i]![0]! + shift.lng;
		values[2 * i + 1] = ring[i]![1]! + shift.lat;
	}
	return values;
}
