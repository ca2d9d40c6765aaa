import earcut from 'earcut';
import type { TileGrid } from '../building-glb.ts';
import { ringArea, simplifyRing } from '../rings.ts';
import { clipArea } from './areas.ts';
import type { Area, Rect } from './areas.ts';

/** Height of the ellipsoid over the tangent plane of a frame, metres; right to centimetres within 30 km. */
export type GroundHeight = (x: number, y: number) => number;

/** From the two radii of curvature of WGS 84 at the anchor's latitude. */
export function groundHeightAt(latitude: number): GroundHeight {
	const e2 = 6.694379990141316e-3;
	const w = 1 - e2 * Math.sin((latitude * Math.PI) / 180) ** 2;
	const eastWest = 6378137 / Math.sqrt(w);
	const northSouth = (6378137 * (1 - e2)) / w ** 1.5;
	return (x, y) => -(x * x) / (2 * eastWest) - (y * y) / (2 * northSouth);
}

/** A flat mesh that follows the ellipsoid: positions in tile units, x east, y up, z south, and padding. */
export class GroundMesh {
	readonly positions: number[] = [];
	readonly indices: number[] = [];
	readonly #grid: TileGrid;
	readonly #groundHeight: GroundHeight;

	constructor(grid: TileGrid, groundHeight: GroundHeight) {
		this.#grid = grid;
		this.#groundHeight = groundHeight;
	}

	get vertexCount(): number {
		return this.positions.length / 4;
	}

	/** A vertex at metres of the frame; its index. */
	vertex(x: number, y: number): number {
		const { origin, planStep, heightStep } = this.#grid;
		this.positions.push(
			Math.round((x - origin[0]) / planStep),
			Math.round((this.#groundHeight(x, y) - origin[2]) / heightStep),
			-Math.round((y - origin[1]) / planStep),
			0
		);
		return this.vertexCount - 1;
	}

	/** Adds an area, simplified, in pieces no larger than `piece` metres so that it bends with the earth. */
	area(area: Area, tolerance: number, piece: number): void {
		const rings = area.rings
			.map((ring) => simplifyRing(ring, tolerance))
			.filter((ring, index) => index === 0 || ring.length >= 6);
		if ((rings[0]?.length ?? 0) < 6) return;
		this.#pieces({ rings, bounds: area.bounds }, piece);
	}

	#pieces(area: Area, piece: number): void {
		const [west, south, east, north] = area.bounds;
		if (Math.max(east - west, north - south) <= piece) {
			this.#triangulate(area);
			return;
		}
		const wide = east - west > north - south;
		const middle = wide ? (west + east) / 2 : (south + north) / 2;
		const halves: Rect[] = wide
			? [
					[west, south, middle, north],
					[middle, south, east, north]
				]
			: [
					[west, south, east, middle],
					[west, middle, east, north]
				];
		for (const half of halves) {
			const part = clipArea(area, half);
			if (part) this.#pieces(part, piece);
		}
	}

	#triangulate({ rings }: Area): void {
		const flat: number[] = [];
		const holes: number[] = [];
		const { origin, planStep } = this.#grid;
		for (const ring of rings) {
			const begin = flat.length;
			for (let i = 0; i < ring.length; i += 2) {
				const x = Math.round((ring[i]! - origin[0]) / planStep);
				const y = Math.round((ring[i + 1]! - origin[1]) / planStep);
				if (flat.length > begin && flat.at(-2) === x && flat.at(-1) === y) continue;
				flat.push(x, y);
			}
			if (ringArea(flat, begin, flat.length) === 0) {
				flat.length = begin;
				if (begin === 0) return;
			} else if (begin > 0) holes.push(begin / 2);
		}
		const triangles = earcut(flat, holes.length > 0 ? holes : null);
		if (triangles.length === 0) return;
		const first = this.vertexCount;
		for (let i = 0; i < flat.length; i += 2)
			this.vertex(origin[0] + flat[i]! * planStep, origin[1] + flat[i + 1]! * planStep);
		for (let t = 0; t < triangles.length; t += 3) {
			const [a, b, c] = [triangles[t]!, triangles[t + 1]!, triangles[t + 2]!];
			const turn =
				(flat[2 * b]! - flat[2 * a]!) * (flat[2 * c + 1]! - flat[2 * a + 1]!) -
				(flat[2 * c]! - flat[2 * a]!) * (flat[2 * b + 1]! - flat[2 * a + 1]!);
			if (turn > 0) this.indices.push(first + a, first + b, first + c);
			else if (turn < 0) this.indices.push(first + a, first + c, first + b);
		}
	}
}
