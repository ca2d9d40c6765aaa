import type { AddressRecord, RoadRecord, SurfaceRecord, WaterwayRecord } from '#tiles/source-records.ts';
import { GrowingFloat64, GrowingInt32, TextTable } from './growing.ts';

const RAD = Math.PI / 180;

/** Roads in flat arrays: 100 bytes a road instead of 500. */
export class CollectedRoads {
	readonly lngLat = new GrowingFloat64();
	readonly ends = new GrowingInt32();
	/** OSM node ids, NaN where unknown; as long as the vertices. */
	readonly nodes = new GrowingFloat64();
	readonly class = new GrowingInt32();
	readonly name = new GrowingInt32();
	readonly nameEn = new GrowingInt32();
	readonly oneway = new GrowingInt32();
	/** NaN = unknown, as lanes and capacity. */
	readonly maxSpeed = new GrowingFloat64();
	readonly lanes = new GrowingFloat64();
	readonly capacity = new GrowingFloat64();
	readonly layer = new GrowingInt32();
	/** Bit 0 bridge, bit 1 tunnel. */
	readonly flags = new GrowingInt32();
	readonly classes = new TextTable();
	readonly names = new TextTable();
	readonly englishNames = new TextTable();

	get count(): number {
		return this.ends.length;
	}

	add(road: RoadRecord): void {
		this.lngLat.append(road.line);
		const vertices = road.line.length >> 1;
		for (let v = 0; v < vertices; v++) this.nodes.push(road.nodes?.[v] ?? Number.NaN);
		this.ends.push(this.lngLat.length >> 1);
		this.class.push(this.classes.add(road.class));
		this.name.push(this.names.add(road.name));
		this.nameEn.push(this.englishNames.add(road.nameEn));
		this.oneway.push(road.oneway);
		this.maxSpeed.push(road.maxSpeed ?? Number.NaN);
		this.lanes.push(road.lanes ?? Number.NaN);
		this.capacity.push(road.capacity ?? Number.NaN);
		this.layer.push(Math.min(127, Math.max(-128, road.layer)));
		this.flags.push((road.bridge ? 1 : 0) | (road.tunnel ? 2 : 0));
	}
}

/** Kinds of surfaces that are drawn, as `kind` numbers them. */
export const AREA_KINDS = ['land', 'water', 'green', 'wood'] as const;
export type AreaKind = (typeof AREA_KINDS)[number];

/** Green where trees stand; the rest is lawns, fields and pitches. */
const WOODED = new Set(['park', 'forest', 'wood', 'garden', 'nature_reserve', 'cemetery', 'orchard']);

const areaKind = ({ kind, class: cls }: SurfaceRecord): AreaKind =>
	kind === 'land' || kind === 'water' ? kind : WOODED.has(cls) ? 'wood' : 'green';

/** Land, water and green; land use is not drawn. */
export class CollectedSurfaces {
	readonly kind = new GrowingInt32();
	readonly polygonEnds = new GrowingInt32();
	readonly ringEnds = new GrowingInt32();
	readonly lngLat = new GrowingFloat64();
	readonly named: NamedSurface[] = [];

	add(surface: SurfaceRecord): void {
		if (surface.kind === 'landuse') return;
		const kind = AREA_KINDS.indexOf(areaKind(surface));
		let largest: NamedSurface | undefined;
		for (const polygon of surface.polygons) {
			for (const ring of polygon) {
				this.lngLat.append(ring);
				this.ringEnds.push(this.lngLat.length >> 1);
			}
			this.polygonEnds.push(this.ringEnds.length);
			this.kind.push(kind);
			const outer = polygon[0];
			if (surface.name === undefined || outer === undefined) continue;
			const area = squareMetres(outer);
			if (!largest || area > largest.area)
				largest = {
					kind: surface.kind,
					class: surface.class,
					name: surface.name,
					...(surface.nameEn === undefined ? {} : { nameEn: surface.nameEn }),
					area,
					outer
				};
		}
		if (largest) this.named.push(largest);
	}
}

export interface NamedSurface {
	readonly kind: 'land' | 'water' | 'green';
	readonly class: string;
	readonly name: string;
	readonly nameEn?: string;
	/** Of its largest polygon, square metres. */
	readonly area: number;
	readonly outer: Float64Array;
}

/** Lines of open water, by how wide they are drawn. */
export class CollectedWaterways {
	readonly lngLat = new GrowingFloat64();
	readonly ends = new GrowingInt32();
	/** 1 stream, 2 canal, 3 river. */
	readonly width = new GrowingInt32();

	add(waterway: WaterwayRecord): void {
		const width = { river: 3, fairway: 3, canal: 2, stream: 1, tidal_channel: 2 }[waterway.class] ?? 0;
		if (width === 0) return;
		this.lngLat.append(waterway.line);
		this.ends.push(this.lngLat.length >> 1);
		this.width.push(width);
	}
}

export class CollectedAddresses {
	readonly lng = new GrowingFloat64();
	readonly lat = new GrowingFloat64();
	readonly street = new GrowingInt32();
	readonly building = new GrowingFloat64();
	readonly houseNumber: string[] = [];

	get count(): number {
		return this.houseNumber.length;
	}

	add(address: AddressRecord, streets: TextTable): void {
		this.lng.push(address.lng);
		this.lat.push(address.lat);
		this.street.push(streets.add(address.street));
		this.building.push(address.building ?? Number.NaN);
		this.houseNumber.push(address.houseNumber);
	}
}

/** Area of a ring in degrees, good to a percent. */
export function squareMetres(ring: Float64Array): number {
	if (ring.length < 6) return 0;
	const scaleY = 111_320;
	const scaleX = scaleY * Math.cos(ring[1]! * RAD);
	let sum = 0;
	for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2)
		sum +=
			(ring[j]! - ring[0]!) * (ring[i + 1]! - ring[1]!) - (ring[i]! - ring[0]!) * (ring[j + 1]! - ring[1]!);
	return Math.abs(sum / 2) * scaleX * scaleY;
}
