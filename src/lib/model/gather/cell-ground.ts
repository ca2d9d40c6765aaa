import type { Degrees, Metres } from '../units.ts';

/** Even squares of the city's plane, by their south-west corners: so many sizes east and north of the anchor. */
export interface Squares {
	readonly shape: 'squares';
	/** Edge of a cell. */
	readonly size: Metres;
	readonly column: Int32Array;
	readonly row: Int32Array;
}

/** Hexagons of the H3 grid, and the pentagons among them (h3geo.org). */
export interface Hexagons {
	readonly shape: 'hexagons';
	/** Cells of each have about a seventh of the area of those of the one before. */
	readonly resolution: H3Resolution;
	/** H3 index of each. */
	readonly index: BigUint64Array;
	/** Longitude and latitude of each middle. */
	readonly middle: Float64Array;
	/** Longitudes and latitudes of corners, counterclockwise, cell after cell. */
	readonly corners: Float64Array;
	/** Where a cell's corners begin; one entry more than there are cells. */
	readonly first: Uint32Array;
	/** Of all of them, on average, square metres. */
	readonly area: number;
}
/** 0 to 15. */
export type H3Resolution = number;

/** What ground is cut into. */
export type CellGround = Squares | Hexagons;

export const cellCount = (ground: CellGround): number =>
	ground.shape === 'squares' ? ground.column.length : ground.index.length;

/** An H3 index as it is written: 15 hexadecimal digits. */
export const h3Name = (index: bigint): string => index.toString(16);

/** The globe as H3 takes it, square metres: a sphere of WGS 84's authalic radius. */
const GLOBE = 4 * Math.PI * 6_371_007.180918475 ** 2;

/** Area of a cell of a resolution, mean of the globe, square metres: there are 2 + 120 · 7^resolution of them. */
export const meanHexagon = (resolution: H3Resolution): number => GLOBE / (2 + 120 * 7 ** resolution);

/** Corners of a hexagon, longitude and latitude in turn. */
export const cornersOf = ({ corners, first }: Hexagons, cell: number): Float64Array =>
	corners.subarray(2 * (first[cell] as number), 2 * (first[cell + 1] as number));

/** Longitude and latitude of a hexagon's middle. */
export const middleOf = ({ middle }: Hexagons, cell: number): [lng: Degrees, lat: Degrees] => [
	middle[2 * cell] as number,
	middle[2 * cell + 1] as number
];

/** Some of the cells, in that order. */
export function chooseCells<G extends CellGround>(ground: G, chosen: Uint32Array): G;
export function chooseCells(ground: CellGround, chosen: Uint32Array): CellGround {
	if (ground.shape === 'squares')
		return {
			...ground,
			column: Int32Array.from(chosen, (cell) => ground.column[cell] as number),
			row: Int32Array.from(chosen, (cell) => ground.row[cell] as number)
		};
	const middle = new Float64Array(2 * chosen.length);
	const first = new Uint32Array(chosen.length + 1);
	chosen.forEach((cell, at) => {
		middle.set(middleOf(ground, cell), 2 * at);
		first[at + 1] = (first[at] as number) + cornersOf(ground, cell).length / 2;
	});
	const corners = new Float64Array(2 * (first[chosen.length] as number));
	chosen.forEach((cell, at) => corners.set(cornersOf(ground, cell), 2 * (first[at] as number)));
	return {
		...ground,
		index: BigUint64Array.from(chosen, (cell) => ground.index[cell] as bigint),
		middle,
		corners,
		first
	};
}
