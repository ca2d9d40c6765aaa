import { LocalFrame } from '#lib/model/local-frame.ts';
import type { LngLat } from '#lib/model/geometry.ts';
import type { RoadsPart, ZonesPart } from '#lib/model/scenario/city-parts.ts';

export const ANCHOR: LngLat = [120, 30];

/** A road of the town, both ways unless said otherwise. */
export interface TownRoad {
	readonly from: number;
	readonly to: number;
	readonly class?: string;
	readonly name?: string;
	readonly oneway?: -1 | 0 | 1;
	readonly capacity?: number;
	readonly greenShare?: number;
	readonly closed?: boolean;
}

/**
 * Four columns of four junctions, half a kilometre apart, the river between the second and the third: node = 4 · column +
 * row, rows from the south. Bridges in the first and the last row, each of two links with a node in the middle (16, 17);
 * node 18 ends a cul-de-sac, node 19 a footpath.
 */
export function townRoads(): TownRoad[] {
	const roads: TownRoad[] = [];
	for (let column = 0; column < 4; column++)
		for (let row = 0; row < 4; row++) {
			const node = 4 * column + row;
			if (row < 3) roads.push({ from: node, to: node + 1, class: 'tertiary' });
			if (column === 0 || column === 2) roads.push({ from: node, to: node + 4, class: 'residential' });
		}
	return [
		...roads,
		{ from: 4, to: 16, class: 'secondary', name: 'South Bridge' },
		{ from: 16, to: 8, class: 'secondary', name: 'South Bridge' },
		{ from: 7, to: 17, class: 'secondary', name: 'North Bridge' },
		{ from: 17, to: 11, class: 'secondary', name: 'North Bridge' },
		{ from: 0, to: 18, class: 'residential' },
		{ from: 3, to: 19, class: 'footway' }
	];
}

const PLACES: readonly (readonly [column: number, row: number])[] = [
	...Array.from({ length: 16 }, (_, node) => [Math.floor(node / 4), node % 4] as const),
	[1.5, 0],
	[1.5, 3],
	[-0.5, 0],
	[0, 3.5]
];

const frame = new LocalFrame(ANCHOR);
const lngLat = (column: number, row: number): LngLat => {
	const [lng, lat] = frame.toLngLat(column * 500, row * 500);
	return [lng, lat];
};

export function roadsPart(roads: readonly TownRoad[], signals: readonly number[] = []): RoadsPart {
	const at = PLACES.map(([column, row]) => lngLat(column, row));
	const column = (value: (road: TownRoad) => number | undefined) =>
		Float32Array.from(roads, (road) => value(road) ?? NaN);
	const ends = roads.flatMap(({ from, to }) => [at[from]!, at[to]!]);
	return {
		nodes: { lng: Float64Array.from(at, ([lng]) => lng), lat: Float64Array.from(at, ([, lat]) => lat) },
		links: {
			key: roads.map((_, row) => String(row)),
			from: Uint32Array.from(roads, ({ from }) => from),
			to: Uint32Array.from(roads, ({ to }) => to),
			class: roads.map((road) => road.class ?? 'residential'),
			name: roads.map(({ name }) => name ?? null),
			length: Float32Array.from(roads, ({ from, to }) => {
				const [a, b] = [PLACES[from]!, PLACES[to]!];
				return 500 * (Math.abs(a[0] - b[0]) + Math.abs(a[1] - b[1]));
			}),
			oneway: Int8Array.from(roads, ({ oneway }) => oneway ?? 0),
			maxSpeed: column(() => undefined),
			lanes: column(() => undefined),
			capacity: column(({ capacity }) => capacity),
			greenShare: column(({ greenShare }) => greenShare),
			bridge: new Uint8Array(roads.length),
			tunnel: new Uint8Array(roads.length),
			closed: Uint8Array.from(roads, ({ closed }) => Number(closed ?? false)),
			starts: Uint32Array.from({ length: roads.length + 1 }, (_, road) => 2 * road)
		},
		points: { lng: Float64Array.from(ends, ([lng]) => lng), lat: Float64Array.from(ends, ([, lat]) => lat) },
		signals: Uint8Array.from(PLACES, (_, node) => Number(signals.includes(node)))
	};
}

/** Homes west of the river, jobs east of it, a few of both on either side. */
export function townZones(
	residents = [30_000, 20_000, 1000, 1000],
	jobs = [500, 500, 12_000, 12_000]
): ZonesPart {
	const squares = [
		[0, 0],
		[0, 2],
		[2, 0],
		[2, 2]
	] as const;
	const middle = squares.map(([column, row]) => lngLat(column + 0.5, row + 0.5));
	return {
		key: ['sw', 'nw', 'se', 'ne'],
		name: ['South-west', 'North-west', 'South-east', 'North-east'],
		lng: Float64Array.from(middle, ([lng]) => lng),
		lat: Float64Array.from(middle, ([, lat]) => lat),
		residents: Float64Array.from(residents),
		jobs: Float64Array.from(jobs),
		rings: squares.map(([column, row]) =>
			(
				[
					[-0.2, -0.2],
					[1.2, -0.2],
					[1.2, 1.2],
					[-0.2, 1.2]
				] as const
			).map(([east, north]) => lngLat(column + east, row + north))
		),
		counted: 'in the pack'
	};
}
