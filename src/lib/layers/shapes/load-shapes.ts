import { AppError } from '#lib/model/errors.ts';
import type { LocalFrame } from '#lib/model/local-frame.ts';
import { decodeWkb, type Geometry } from '#lib/model/wkb.ts';
import type { Metres } from '#lib/model/units.ts';
import { SceneFrame } from '#lib/scene/scene-frame.ts';
import { fetchTable } from '../fetch-table.ts';

/** One line, or one polygon, of a row. Places are where deck draws, three numbers each. */
export interface ShapePart {
	readonly row: number;
	readonly places: Float64Array;
}

/** A polygon: its rings one after the other; `holes` says at which number each after the first begins. */
export interface AreaPart extends ShapePart {
	readonly holes: readonly number[];
}

export interface Shapes {
	/** Rows of the table. */
	readonly rows: number;
	/** Rows that have a geometry. */
	readonly row: Uint32Array;
	/** The middle of each of them: longitude and latitude of its box, 2 × count. */
	readonly lngLat: Float64Array;
	readonly points: readonly ShapePart[];
	/** Lines, and rings of areas as their outlines. */
	readonly lines: readonly ShapePart[];
	readonly areas: readonly AreaPart[];
}

/** Metres above the ground, so that road surfaces never swallow a line. */
const LIFT: Metres = 3;
/** Vertices that are reckoned at a time, about 10 ms. */
const SLICE = 20_000;

/** Reads the geometries of a shapes file a slice at a time, so that the page lives on. Throws PACK_BROKEN when it is none. */
export async function loadShapes(url: string, frame: LocalFrame, signal: AbortSignal): Promise<Shapes> {
	const table = await fetchTable(url, signal);
	const column = table.getChild('geometry');
	if (!column) throw new AppError('PACK_BROKEN', { file: url, message: 'no column geometry' });

	const taken = new ShapeTaker(frame);
	const { numRows } = table;
	let since = 0;
	for (let row = 0; row < numRows; row++) {
		const bytes = column.get(row) as Uint8Array | null; // a binary column
		if (bytes) taken.add(row, decodeWkb(bytes));
		if (taken.vertices - since < SLICE) continue;
		since = taken.vertices;
		await new Promise((resolve) => setTimeout(resolve));
		signal.throwIfAborted();
	}
	return taken.finish(numRows);
}

/** Gathers geometries row by row, where deck draws them. */
export class ShapeTaker {
	vertices = 0;
	readonly #scene: SceneFrame;
	readonly #rows: number[] = [];
	readonly #middles: number[] = [];
	readonly #points: ShapePart[] = [];
	readonly #lines: ShapePart[] = [];
	readonly #areas: AreaPart[] = [];

	constructor(frame: LocalFrame) {
		this.#scene = new SceneFrame(frame.anchor);
	}

	add(row: number, { points, lines = [], polygons = [] }: Geometry): void {
		this.#rows.push(row);
		this.#middles.push(...middleOf([...(points ? [points] : []), ...lines, ...polygons.flat()]));
		if (points)
			for (let at = 0; at < points.length; at += 2)
				this.#points.push({ row, places: this.#placed(points.subarray(at, at + 2)) });
		for (const line of lines) this.#lines.push({ row, places: this.#placed(line) });
		for (const rings of polygons) {
			const placed = rings.map((ring) => this.#placed(ring));
			for (const places of placed) this.#lines.push({ row, places });
			this.#areas.push({ row, ...joined(placed) });
		}
	}

	finish(rows: number): Shapes {
		return {
			rows,
			row: Uint32Array.from(this.#rows),
			lngLat: Float64Array.from(this.#middles),
			points: this.#points,
			lines: this.#lines,
			areas: this.#areas
		};
	}

	#placed(lngLat: Float64Array): Float64Array {
		const count = lngLat.length / 2;
		const places = new Float64Array(count * 3);
		for (let index = 0; index < count; index++)
			places.set(
				this.#scene.toScene(lngLat[2 * index] as number, lngLat[2 * index + 1] as number, LIFT),
				index * 3
			);
		this.vertices += count;
		return places;
	}
}

/** The middle of the box around places, longitude and latitude in turn; NaN around none. */
function middleOf(parts: readonly Float64Array[]): [lng: number, lat: number] {
	let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
	for (const part of parts)
		for (let at = 0; at < part.length; at += 2) {
			const [lng, lat] = [part[at] as number, part[at + 1] as number];
			west = Math.min(west, lng);
			east = Math.max(east, lng);
			south = Math.min(south, lat);
			north = Math.max(north, lat);
		}
	return [(west + east) / 2, (south + north) / 2];
}

function joined(rings: readonly Float64Array[]): { places: Float64Array; holes: number[] } {
	const places = new Float64Array(rings.reduce((sum, { length }) => sum + length, 0));
	const holes: number[] = [];
	let at = 0;
	for (const ring of rings) {
		if (at > 0) holes.push(at);
		places.set(ring, at);
		at += ring.length;
	}
	return { places, holes };
}
