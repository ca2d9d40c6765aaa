import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Bool, Float32, Float64, Int8, Uint32 } from 'apache-arrow';
import { writeArrow } from './buildings-table.ts';
import type { CollectedRoads } from './collected.ts';
import { GrowingFloat64, GrowingInt32, IdIndex } from './growing.ts';
import { validity } from './unit-columns.ts';

/** Rows of roads/*.arrow as written. */
export interface RoadGraph {
	readonly nodes: number;
	readonly links: number;
}

/**
 * Splits roads where they meet: at OSM nodes that two roads (or one twice) share, else at shared
 * coordinates, and writes roads/{nodes,links,points}.arrow.
 */
export function writeRoadGraph(out: string, roads: CollectedRoads): RoadGraph {
	const lngLat = roads.lngLat.view();
	const ends = roads.ends.view();
	const key = vertexKeys(roads);
	const vertices = key.length;

	const uses = new Uint8Array(vertices);
	const first = new IdIndex(vertices);
	const place = new Int32Array(vertices);
	for (let v = 0; v < vertices; v++) {
		if (first.add(key[v]!, v)) place[v] = v;
		else place[v] = first.get(key[v]!)!;
		uses[place[v]!] = Math.min(2, uses[place[v]!]! + 1);
	}

	const nodeOf = new Int32Array(vertices).fill(-1);
	const nodeLngLat = new GrowingFloat64();
	const node = (v: number): number => {
		const at = place[v]!;
		if (nodeOf[at]! < 0) {
			nodeOf[at] = nodeLngLat.length >> 1;
			nodeLngLat.push(lngLat[2 * at]!);
			nodeLngLat.push(lngLat[2 * at + 1]!);
		}
		return nodeOf[at]!;
	};

	const links = {
		from: new GrowingInt32(),
		to: new GrowingInt32(),
		road: new GrowingInt32(),
		first: new GrowingInt32(),
		count: new GrowingInt32()
	};
	const lengths = new GrowingFloat64();
	const points = new GrowingFloat64();
	let begin = 0;
	for (let road = 0; road < ends.length; road++) {
		const end = ends[road]!;
		let start = begin;
		for (let v = begin + 1; v < end; v++) {
			if (v < end - 1 && uses[place[v]!]! < 2) continue;
			links.from.push(node(start));
			links.to.push(node(v));
			links.road.push(road);
			links.first.push(points.length >> 1);
			links.count.push(v - start + 1);
			let length = 0;
			for (let k = start; k <= v; k++) {
				points.push(lngLat[2 * k]!);
				points.push(lngLat[2 * k + 1]!);
				if (k > start) length += metres(lngLat, k - 1, k);
			}
			lengths.push(length);
			start = v;
		}
		begin = end;
	}

	const folder = join(out, 'roads');
	mkdirSync(folder, { recursive: true });
	const even = (flat: Float64Array, offset: number) => flat.filter((_, i) => i % 2 === offset);
	const nodeView = nodeLngLat.view();
	const nodeCount = nodeView.length / 2;
	writeArrow(join(folder, 'nodes.arrow'), {
		id: { type: new Uint32(), values: Uint32Array.from({ length: nodeCount }, (_, i) => i) },
		lng: { type: new Float64(), values: even(nodeView, 0) },
		lat: { type: new Float64(), values: even(nodeView, 1) }
	});
	const roadOf = links.road.view();
	const perLink = (column: GrowingInt32) => {
		const values = column.view();
		return roadOf.map((road) => values[road]!);
	};
	const flags = perLink(roads.flags);
	const optional = (column: GrowingFloat64) => {
		const given = column.view();
		const values = Float32Array.from(roadOf, (road) => given[road]!);
		return { type: new Float32(), values, valid: (row: number) => !Number.isNaN(values[row]!) };
	};
	writeArrow(join(folder, 'links.arrow'), {
		from: { type: new Uint32(), values: Uint32Array.from(links.from.view()) },
		to: { type: new Uint32(), values: Uint32Array.from(links.to.view()) },
		class: { dictionary: roads.classes.texts, values: perLink(roads.class) },
		name: { dictionary: roads.names.texts, values: perLink(roads.name) },
		name_en: { dictionary: roads.englishNames.texts, values: perLink(roads.nameEn) },
		length: { type: new Float32(), values: Float32Array.from(lengths.view()) },
		oneway: { type: new Int8(), values: Int8Array.from(perLink(roads.oneway)) },
		max_speed: optional(roads.maxSpeed),
		lanes: optional(roads.lanes),
		capacity: optional(roads.capacity),
		layer: { type: new Int8(), values: Int8Array.from(perLink(roads.layer)) },
		bridge: {
			type: new Bool(),
			values: validity(flags.length, (row) => (flags[row]! & 1) !== 0).valid,
			length: flags.length
		},
		tunnel: {
			type: new Bool(),
			values: validity(flags.length, (row) => (flags[row]! & 2) !== 0).valid,
			length: flags.length
		},
		first: { type: new Uint32(), values: Uint32Array.from(links.first.view()) },
		count: { type: new Uint32(), values: Uint32Array.from(links.count.view()) }
	});
	const pointView = points.view();
	writeArrow(join(folder, 'points.arrow'), {
		lng: { type: new Float64(), values: even(pointView, 0) },
		lat: { type: new Float64(), values: even(pointView, 1) }
	});
	return { nodes: nodeCount, links: roadOf.length };
}

/** A number for each vertex's place: the OSM node, else its own number per coordinate of 1e-7 degrees. */
function vertexKeys(roads: CollectedRoads): Float64Array {
	const lngLat = roads.lngLat.view();
	const nodes = roads.nodes.view();
	const rows = new Map<number, Map<number, number>>();
	let next = 0;
	return nodes.map((id, v) => {
		if (!Number.isNaN(id)) return id;
		const x = Math.round(lngLat[2 * v]! * 1e7);
		const y = Math.round(lngLat[2 * v + 1]! * 1e7);
		let row = rows.get(y);
		if (!row) rows.set(y, (row = new Map()));
		let key = row.get(x);
		// Negative and fractional: no OSM node has such an id.
		if (key === undefined) row.set(x, (key = -++next - 0.5));
		return key;
	});
}

/** Distance on the ellipsoid by the radii of curvature at the middle latitude; exact to 1e-6 for a street. */
function metres(lngLat: Float64Array, a: number, b: number): number {
	const e2 = 6.694379990141316e-3;
	const middle = (((lngLat[2 * a + 1]! + lngLat[2 * b + 1]!) / 2) * Math.PI) / 180;
	const w = 1 - e2 * Math.sin(middle) ** 2;
	const north =
		((6378137 * (1 - e2)) / w ** 1.5) * (((lngLat[2 * b + 1]! - lngLat[2 * a + 1]!) * Math.PI) / 180);
	const east =
		(6378137 / Math.sqrt(w)) * Math.cos(middle) * (((lngLat[2 * b]! - lngLat[2 * a]!) * Math.PI) / 180);
	return Math.hypot(east, north);
}
