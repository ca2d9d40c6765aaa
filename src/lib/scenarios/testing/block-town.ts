import type { CityManifest } from '#lib/model/city.ts';
import type { LngLat } from '#lib/model/geometry.ts';
import type { CityParts, PartName } from '#lib/model/scenario/city-parts.ts';
import type { CityReader } from '../city/city-reader.ts';
import { Plane } from '../city/plane.ts';

/** Junctions a side, metres between two, and where the south-westernmost lies. */
const SIDE = 6;
const STEP = 200;
const [LNG, LAT] = [117, 36];
const PLANE = new Plane(LAT);
const BLOCKS = SIDE - 1;

/** Metres east and north of the town's south-west corner. */
export const townAt = (east: number, north: number): LngLat => [
	LNG + east / PLANE.perLng,
	LAT + north / PLANE.perLat
];
const count = <T>(length: number, make: (index: number) => T) =>
	Array.from({ length }, (_, index) => make(index));
const lngs = (places: readonly LngLat[]) => Float64Array.from(places, ([lng]) => lng);
const lats = (places: readonly LngLat[]) => Float64Array.from(places, ([, lat]) => lat);
const square = (east: number, north: number, side: number): LngLat[] => [
	townAt(east, north),
	townAt(east + side, north),
	townAt(east + side, north + side),
	townAt(east, north + side)
];

/**
 * A made-up town with every part that models ask for: 6 × 6 junctions 200 m apart, 60 two-way streets (row 0 leads east
 * from the south-western junction), 25 blocks of four buildings, homes in the west and work in the east, falling
 * gently towards a river in the south.
 */
export function blockTown(): CityReader {
	const parts: CityParts = {
		roads: roads(),
		zones: zones(),
		...buildings(),
		facilities: facilities(),
		transit: transit(),
		terrain: terrain(),
		inlets: inlets(),
		lamps: lamps()
	};
	return {
		manifest: MANIFEST,
		part: <N extends PartName>(name: N) => Promise.resolve(parts[name])
	};
}

const MANIFEST: CityManifest = {
	format: 1,
	id: 'block-town',
	name: { zh: '方格镇', en: 'Block Town' },
	version: '0123456789ab',
	createdAt: '2026-01-01T00:00:00Z',
	bbox: [LNG, LAT, ...townAt(BLOCKS * STEP, BLOCKS * STEP)],
	anchor: [LNG, LAT],
	home: { lng: LNG, lat: LAT, zoom: 14, pitch: 0, bearing: 0 },
	timezone: 'Asia/Shanghai',
	attribution: [],
	fictional: true,
	datasets: [],
	scene: {}
};

function roads(): CityParts['roads'] {
	const nodes = count(SIDE * SIDE, (node) => townAt((node % SIDE) * STEP, Math.floor(node / SIDE) * STEP));
	const ends = count(SIDE * SIDE, (node) => [
		...(node % SIDE < BLOCKS ? [[node, node + 1] as const] : []),
		...(node < SIDE * BLOCKS ? [[node, node + SIDE] as const] : [])
	]).flat();
	const links = ends.length;
	const floats = (value: number) => new Float32Array(links).fill(value);
	const points = ends.flatMap(([from, to]) => [nodes[from]!, nodes[to]!]);
	return {
		nodes: { lng: lngs(nodes), lat: lats(nodes) },
		links: {
			key: count(links, String),
			from: Uint32Array.from(ends, ([from]) => from),
			to: Uint32Array.from(ends, ([, to]) => to),
			class: count(links, () => 'secondary'),
			name: count(links, (link) => (ends[link]![1] - ends[link]![0] === 1 ? '东街' : null)),
			length: floats(STEP),
			oneway: new Int8Array(links),
			maxSpeed: floats(40),
			lanes: floats(2),
			capacity: floats(800),
			greenShare: floats(NaN),
			bridge: new Uint8Array(links),
			tunnel: new Uint8Array(links),
			closed: new Uint8Array(links),
			starts: Uint32Array.from(count(links + 1, (link) => 2 * link))
		},
		points: { lng: lngs(points), lat: lats(points) },
		signals: new Uint8Array(nodes.length)
	};
}

function zones(): CityParts['zones'] {
	const corners = count(BLOCKS * BLOCKS, (block) => [
		(block % BLOCKS) * STEP,
		Math.floor(block / BLOCKS) * STEP
	]);
	const middles = corners.map(([east, north]) => townAt(east! + STEP / 2, north! + STEP / 2));
	return {
		key: corners.map((_, block) => `z${block}`),
		name: corners.map((_, block) => `Block ${block}`),
		lng: lngs(middles),
		lat: lats(middles),
		residents: Float64Array.from(corners, (_, block) => (isHousing(block) ? 400 : 0)),
		jobs: Float64Array.from(corners, (_, block) => (isHousing(block) ? 0 : 300)),
		rings: corners.map(([east, north]) => square(east!, north!, STEP)),
		counted: 'in the pack'
	};
}
const isHousing = (block: number) => block % BLOCKS < 3;

function buildings(): Pick<CityParts, 'buildings' | 'footprints'> {
	const homes = count(4 * BLOCKS * BLOCKS, (row) => {
		const block = Math.floor(row / 4);
		return {
			east: (block % BLOCKS) * STEP + 40 + (row % 2) * 80,
			north: Math.floor(block / BLOCKS) * STEP + 40 + (Math.floor(row / 2) % 2) * 80,
			isHousing: isHousing(block)
		};
	});
	const rings = homes.flatMap(({ east, north }) => square(east, north, 40));
	const middles = homes.map(({ east, north }) => townAt(east + 20, north + 20));
	const floats = (value: (home: (typeof homes)[number]) => number) => Float32Array.from(homes, value);
	return {
		buildings: {
			key: homes.map((_, row) => String(row)),
			lng: lngs(middles),
			lat: lats(middles),
			use: homes.map((home) => (home.isHousing ? 'apartments' : 'office')),
			height: floats(() => 18),
			area: floats(() => 1600),
			levels: floats(() => 6),
			residents: floats((home) => (home.isHousing ? 100 : 0)),
			jobs: floats((home) => (home.isHousing ? 0 : 75))
		},
		footprints: {
			starts: Uint32Array.from(count(homes.length + 1, (row) => 4 * row)),
			lng: lngs(rings),
			lat: lats(rings)
		}
	};
}

function facilities(): CityParts['facilities'] {
	const kinds = [
		'primary_school',
		'kindergarten',
		'middle_school',
		'clinic',
		'park',
		'community_centre',
		'shelter'
	];
	const places = kinds.map((_, row) => townAt(100 + 120 * row, 320));
	return {
		key: kinds.map((_, row) => String(row)),
		kind: kinds,
		name: kinds.map((kind) => `The ${kind}`),
		lng: lngs(places),
		lat: lats(places),
		capacity: Float64Array.from(kinds, () => 900)
	};
}

/** One line along the second street from the south, both ways, every ten minutes from 6 to 22. */
function transit(): CityParts['transit'] {
	const stops = count(SIDE, (stop) => townAt(stop * STEP, STEP + 8));
	const trips = count(2 * 6 * 16, (trip) => ({
		begins: 6 * 3600 + Math.floor(trip / 2) * 600,
		rows: trip % 2 === 0 ? [0, 1, 2, 3, 4, 5] : [5, 4, 3, 2, 1, 0]
	}));
	const times = Int32Array.from(
		trips.flatMap(({ begins, rows }) => rows.map((_, call) => begins + 60 * call))
	);
	return {
		stops: {
			key: stops.map((_, stop) => `bus/s${stop}`),
			name: stops.map((_, stop) => `Stop ${stop}`),
			lng: lngs(stops),
			lat: lats(stops)
		},
		routes: { key: ['bus/1'], name: ['1'] },
		trips: {
			route: new Uint32Array(trips.length),
			starts: Uint32Array.from(count(trips.length + 1, (trip) => SIDE * trip))
		},
		calls: { stop: Uint32Array.from(trips.flatMap(({ rows }) => rows)), arrival: times, departure: times },
		day: '2026-03-04'
	};
}

/** A grid of 20 m, 1 m higher every 100 m northward, with a hollow in the middle and a river along the south. */
function terrain(): CityParts['terrain'] {
	const [columns, rows] = [60, 60];
	const [west, south] = townAt(-100, -100);
	const cells = count(columns * rows, (cell) => [cell % columns, Math.floor(cell / columns)] as const);
	return {
		west,
		south,
		stepLng: 20 / PLANE.perLng,
		stepLat: 20 / PLANE.perLat,
		columns,
		rows,
		height: Float32Array.from(cells, ([column, row]) => {
			const hollow = Math.max(0, 1.5 - Math.hypot(column - 30, row - 30) / 4);
			return row < 2 ? 10 : 12 + 0.2 * row - hollow;
		}),
		water: Uint8Array.from(cells, ([, row]) => (row < 2 ? 1 : 0)),
		underpasses: []
	};
}

function inlets(): CityParts['inlets'] {
	const places = count(SIDE * SIDE, (node) =>
		townAt((node % SIDE) * STEP + 5, Math.floor(node / SIDE) * STEP + 5)
	);
	return {
		lng: lngs(places),
		lat: lats(places),
		ground: Float32Array.from(places, (_, node) => 13 + Math.floor(node / SIDE) * 2)
	};
}

function lamps(): CityParts['lamps'] {
	const places = count(2 * SIDE * SIDE, (lamp) =>
		townAt((lamp % SIDE) * STEP, Math.floor(lamp / SIDE) * (STEP / 2))
	);
	return {
		timezone: MANIFEST.timezone,
		lng: lngs(places),
		lat: lats(places),
		watts: new Float32Array(places.length).fill(150),
		level: Float32Array.from(count(24 * places.length, (at) => (at % 24 >= 18 || at % 24 < 6 ? 1 : 0)))
	};
}
