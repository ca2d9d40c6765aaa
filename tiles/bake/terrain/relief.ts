import type { Metres } from '#lib/model/units.ts';

/** Square grid of numbers in the anchor's frame; row 0 is the southernmost. */
export interface MetreGrid {
	readonly west: Metres;
	readonly south: Metres;
	readonly step: Metres;
	readonly columns: number;
	readonly rows: number;
	readonly values: Float32Array;
}

export interface ReliefSource {
	/** Height of the ground above sea level, metres; NaN where nobody knows it. */
	readonly heightAt: (east: Metres, north: Metres) => number;
	/** True where somebody built: ground that stays level. */
	readonly isBuilt: (east: Metres, north: Metres) => boolean;
}

/** A city stands on a plane; only what rises more than this above it is a hill. */
const LEVEL: Metres = 6;
/** Ground this near to what is built stays level, from there on it rises to its own height. */
const [FOOT, FREE] = [120, 900] as const;
/** Hills end softly where the heights that are known end. */
const RIM: Metres = 1500;

/**
 * How much the ground rises above the city, metres: zero where it is built and around it, the true height above the
 * city's plane out of town. The plane is the one that fits the heights of the built ground best, so that a city on a
 * slope is no hill. `west`, `south`, `step`, `columns`, `rows` say where.
 */
export function reliefOf({ heightAt, isBuilt }: ReliefSource, place: Omit<MetreGrid, 'values'>): MetreGrid {
	const { west, south, step, columns, rows } = place;
	const heights = new Float32Array(columns * rows);
	const built = new Uint8Array(columns * rows);
	for (let row = 0; row < rows; row++)
		for (let column = 0; column < columns; column++) {
			const [x, y] = [west + column * step, south + row * step];
			heights[row * columns + column] = heightAt(x, y);
			built[row * columns + column] = isBuilt(x, y) ? 1 : 0;
		}
	const plane = fitPlane(place, heights, built);
	const away = distances(place, (index) => built[index] === 1);
	const inside = distances(place, (index) => Number.isNaN(heights[index]!));
	const values = heights.map((height, index) => {
		if (Number.isNaN(height)) return 0;
		const column = index % columns;
		const row = (index - column) / columns;
		const toRim = step * Math.min(column, row, columns - 1 - column, rows - 1 - row);
		const share = ease((away[index]! - FOOT) / (FREE - FOOT));
		const rim = ease(Math.min(inside[index]!, toRim) / RIM);
		const above = height - plane(west + column * step, south + row * step) - LEVEL;
		return Math.max(0, above) * share * rim;
	});
	return { ...place, values };
}

/** Least squares over the built ground; over all that is known when nothing is built. */
function fitPlane(
	{ west, south, step, columns }: Omit<MetreGrid, 'values'>,
	heights: Float32Array,
	built: Uint8Array
): (x: Metres, y: Metres) => number {
	const some = built.some((value, index) => value === 1 && !Number.isNaN(heights[index]!));
	let [n, sx, sy, sz, sxx, sxy, syy, sxz, syz] = [0, 0, 0, 0, 0, 0, 0, 0, 0];
	heights.forEach((z, index) => {
		if (Number.isNaN(z) || (some && built[index] === 0)) return;
		const x = west + (index % columns) * step;
		const y = south + Math.floor(index / columns) * step;
		n++;
		sx += x;
		sy += y;
		sz += z;
		sxx += x * x;
		sxy += x * y;
		syy += y * y;
		sxz += x * z;
		syz += y * z;
	});
	if (n === 0) return () => 0;
	const [mx, my, mz] = [sx / n, sy / n, sz / n];
	const [cxx, cxy, cyy] = [sxx - n * mx * mx, sxy - n * mx * my, syy - n * my * my];
	const [cxz, cyz] = [sxz - n * mx * mz, syz - n * my * mz];
	const determinant = cxx * cyy - cxy * cxy;
	// Ground along one line, or at one place, has no slope to speak of.
	const flat = determinant <= 1e-6 * cxx * cyy;
	const a = flat ? 0 : (cxz * cyy - cyz * cxy) / determinant;
	const b = flat ? 0 : (cyz * cxx - cxz * cxy) / determinant;
	return (x, y) => mz + a * (x - mx) + b * (y - my);
}

/** Metres from each sample to the nearest chosen one (two passes, to a few per cent). */
function distances(
	{ step, columns, rows }: Omit<MetreGrid, 'values'>,
	isChosen: (index: number) => boolean
): Float32Array {
	const away = Float32Array.from({ length: columns * rows }, (_, index) => (isChosen(index) ? 0 : Infinity));
	const relax = (index: number, column: number, dx: number, dy: number) => {
		const x = column + dx;
		const other = index + dx + dy * columns;
		if (x < 0 || x >= columns || other < 0 || other >= away.length) return;
		const through = away[other]! + step * (dx !== 0 && dy !== 0 ? Math.SQRT2 : 1);
		if (through < away[index]!) away[index] = through;
	};
	for (let index = 0; index < away.length; index++) {
		const column = index % columns;
		for (const [dx, dy] of [
			[-1, 0],
			[-1, -1],
			[0, -1],
			[1, -1]
		] as const)
			relax(index, column, dx, dy);
	}
	for (let index = away.length - 1; index >= 0; index--) {
		const column = index % columns;
		for (const [dx, dy] of [
			[1, 0],
			[1, 1],
			[0, 1],
			[-1, 1]
		] as const)
			relax(index, column, dx, dy);
	}
	return away;
}

function ease(value: number): number {
	const t = Math.min(1, Math.max(0, value));
	return t * t * (3 - 2 * t);
}
