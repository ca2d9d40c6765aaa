import type { FootprintsPart } from '#lib/model/scenario/city-parts.ts';
import type { Metres } from '#lib/model/units.ts';
import type { HeightRaster } from './height-raster.ts';
import type { Lattice } from '../city/lattice.ts';

/** Ground-floor walls of a building that may look at the sun. */
export interface SunnyFront {
	/** Metres of wall, and of them with fewer hours than the rule asks for. */
	readonly length: Metres;
	readonly short: Metres;
	/** Mean hours along it. */
	readonly hours: number;
}

/** Walls whose outward normal points this far to the pole never count: rooms behind them have their windows elsewhere. */
const POLEWARDS = 0.5;

/**
 * Hours of sun before the walls of a building, every cell along them. Walls against a neighbour have none to count.
 * Undefined when nothing is left.
 */
export function sunnyFront(
	{ starts, lng, lat }: FootprintsPart,
	row: number,
	lattice: Lattice,
	raster: HeightRaster,
	hours: Float32Array,
	least: number
): SunnyFront | undefined {
	const ring = Array.from({ length: starts[row + 1]! - starts[row]! }, (_, i) =>
		lattice.toMetres(lng[starts[row]! + i]!, lat[starts[row]! + i]!)
	);
	const turn = doubleArea(ring) > 0 ? 1 : -1;
	const north = lat[starts[row]!]! >= 0 ? 1 : -1;
	let [length, short, sum] = [0, 0, 0];
	ring.forEach(([x0, y0], i) => {
		const [x1, y1] = ring[(i + 1) % ring.length]!;
		const edge = Math.hypot(x1 - x0, y1 - y0);
		if (edge === 0) return;
		const [outX, outY] = [(turn * (y1 - y0)) / edge, (-turn * (x1 - x0)) / edge];
		if (outY * north > POLEWARDS) return;
		const points = Math.max(1, Math.round(edge / raster.cell));
		for (let point = 0; point < points; point++) {
			const along = (point + 0.5) / points;
			const at = cellBefore(raster, x0 + (x1 - x0) * along, y0 + (y1 - y0) * along, outX, outY);
			if (at === undefined) continue;
			length += edge / points;
			sum += (hours[at]! * edge) / points;
			if (hours[at]! < least - 1e-6) short += edge / points;
		}
	});
	return length > 0 ? { length, short, hours: sum / length } : undefined;
}

/** The first free cell before a wall; undefined when something else stands there. */
function cellBefore(
	{ cell, columns, rows, west, south, top }: HeightRaster,
	x: Metres,
	y: Metres,
	outX: number,
	outY: number
): number | undefined {
	for (const step of [0.75, 1.5]) {
		const column = Math.floor((x + outX * step * cell - west) / cell);
		const line = Math.floor((y + outY * step * cell - south) / cell);
		if (column < 0 || line < 0 || column >= columns || line >= rows) return undefined;
		if (top[line * columns + column] === 0) return line * columns + column;
	}
	return undefined;
}

function doubleArea(ring: readonly (readonly [number, number])[]): number {
	return ring.reduce((sum, [x, y], i) => {
		const [nextX, nextY] = ring[(i + 1) % ring.length]!;
		return sum + x * nextY - nextX * y;
	}, 0);
}
