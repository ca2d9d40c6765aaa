import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import type { LocalFrame } from '#lib/model/local-frame.ts';
import type { VolumeGrid } from './built-shape.ts';
import type { HeightWindow, RasterGrid } from './raster.ts';

/** Standard deviations of the three blurs, metres: red, green, blue. */
const SIGMAS = [7, 26, 90] as const;
/** Full brightness, metres. */
const FULL_HEIGHT = 400;
const FINEST = 4;
const MOST_PIXELS = 4096;
/** Room around the buildings so that their shade ends inside the raster: three times the widest blur. */
const MARGIN = 270;

/** The raster over a rectangle of the anchor's frame, at most 4096 pixels a side. */
export function rasterOver(west: number, south: number, east: number, north: number): RasterGrid {
	const metresPerPixel = Math.max(FINEST, (Math.max(east - west, north - south) + 2 * MARGIN) / MOST_PIXELS);
	return {
		west: west - MARGIN,
		north: north + MARGIN,
		metresPerPixel,
		width: Math.max(1, Math.floor((east - west + 2 * MARGIN) / metresPerPixel)),
		height: Math.max(1, Math.floor((north - south + 2 * MARGIN) / metresPerPixel))
	};
}

/** City heights as units hand them in, greatest per pixel. */
export class CityHeights {
	readonly grid: RasterGrid;
	readonly #tops: Uint16Array;

	constructor(grid: RasterGrid) {
		this.grid = grid;
		this.#tops = new Uint16Array(grid.width * grid.height);
	}

	add({ x, y, width, height, tops }: HeightWindow): void {
		for (let row = 0; row < height; row++)
			for (let column = 0; column < width; column++) {
				const at = (y + row) * this.grid.width + x + column;
				const top = tops[row * width + column]!;
				if (top > this.#tops[at]!) this.#tops[at] = top;
			}
	}

	/** Sums of heights over squares of about `side` metres. */
	volumes(side: number): VolumeGrid {
		const { west, north, width, height, metresPerPixel } = this.grid;
		const step = Math.max(1, Math.round(side / metresPerPixel));
		const columns = Math.ceil(width / step);
		const volume = new Float64Array(columns * Math.ceil(height / step));
		this.#tops.forEach((top, index) => {
			if (top === 0) return;
			const x = index % width;
			const at = Math.floor((index - x) / width / step) * columns + Math.floor(x / step);
			volume[at] = volume[at]! + top;
		});
		return { west, north, cell: step * metresPerPixel, columns, volume };
	}

	/** Metres east and north of the anchor of the window (`side` metres) with the greatest built volume. */
	densest(side: number): [number, number] | undefined {
		const { west, north, cell, columns, volume: sums } = this.volumes(side / 2);
		const rows = sums.length / columns;
		let best = 0;
		let found: [number, number] | undefined;
		for (let y = 0; y + 1 < Math.max(rows, 2); y++)
			for (let x = 0; x + 1 < Math.max(columns, 2); x++) {
				let sum = 0;
				for (const [dx, dy] of [
					[0, 0],
					[1, 0],
					[0, 1],
					[1, 1]
				] as const)
					if (x + dx < columns && y + dy < rows) sum += sums[(y + dy) * columns + x + dx]!;
				if (sum <= best) continue;
				best = sum;
				found = [west + (x + 1) * cell, north - (y + 1) * cell];
			}
		return found;
	}

	/** Writes visibility.png: √(height / 400 m) of three blurs, north up. */
	write(folder: string): void {
		const { width, height, metresPerPixel } = this.grid;
		const png = new PNG({ width, height, colorType: 2, inputColorType: 6 });
		png.data.fill(255);
		SIGMAS.forEach((sigma, channel) => {
			const blurred = gaussian(this.#tops, width, height, sigma / metresPerPixel);
			for (let i = 0; i < blurred.length; i++) {
				const share = Math.min(1, blurred[i]! / 10 / FULL_HEIGHT);
				png.data[4 * i + channel] = Math.round(Math.sqrt(share) * 255);
			}
		});
		writeFileSync(
			join(folder, 'visibility.png'),
			PNG.sync.write(png, { colorType: 2, inputColorType: 6, filterType: 4, deflateLevel: 6 })
		);
	}
}

/** What the manifest says of the raster. */
export function visibilityScene(grid: RasterGrid, frame: LocalFrame) {
	const width = grid.width * grid.metresPerPixel;
	const height = grid.height * grid.metresPerPixel;
	const north0 = grid.north - height;
	const [west, south] = frame.toLngLat(grid.west, north0);
	const [east, north] = frame.toLngLat(grid.west + width, grid.north);
	const bbox: [number, number, number, number] = [west, south, east, north];
	return {
		image: 'visibility.png',
		bbox,
		metresPerPixel: grid.metresPerPixel,
		east0: grid.west,
		north0,
		width,
		height
	};
}

/** Three box blurs a direction come within a percent of a Gaussian (the sizes of the central limit). */
function gaussian(source: Uint16Array, width: number, height: number, sigma: number): Float32Array {
	const current = Float32Array.from(source);
	const other = new Float32Array(source.length);
	const ideal = Math.sqrt((12 * sigma * sigma) / 3 + 1);
	let lower = Math.floor(ideal);
	if (lower % 2 === 0) lower--;
	const wide = Math.round((12 * sigma * sigma - 3 * lower * lower - 12 * lower - 9) / (-4 * lower - 4));
	for (let pass = 0; pass < 3; pass++) {
		const radius = ((pass < wide ? lower : lower + 2) - 1) / 2;
		blurRows(current, other, width, height, radius);
		blurColumns(other, current, width, height, radius);
	}
	return current;
}

function blurRows(
	source: Float32Array,
	target: Float32Array,
	width: number,
	height: number,
	radius: number
): void {
	const scale = 1 / (2 * radius + 1);
	for (let start = 0; start < width * height; start += width) {
		let sum = 0;
		for (let i = 0; i < Math.min(radius, width); i++) sum += source[start + i]!;
		for (let i = 0; i < width; i++) {
			if (i + radius < width) sum += source[start + i + radius]!;
			if (i > radius) sum -= source[start + i - radius - 1]!;
			target[start + i] = Math.max(0, sum * scale);
		}
	}
}

/** Row by row with a sum per column: four times as fast as column by column, which misses every cache line. */
function blurColumns(
	source: Float32Array,
	target: Float32Array,
	width: number,
	height: number,
	radius: number
): void {
	const scale = 1 / (2 * radius + 1);
	const sums = new Float64Array(width);
	for (let y = -radius; y < height; y++) {
		const entering = y + radius < height ? (y + radius) * width : -1;
		const leaving = y > radius ? (y - radius - 1) * width : -1;
		if (entering >= 0) for (let x = 0; x < width; x++) sums[x] = sums[x]! + source[entering + x]!;
		if (leaving >= 0) for (let x = 0; x < width; x++) sums[x] = sums[x]! - source[leaving + x]!;
		if (y >= 0) for (let x = 0; x < width; x++) target[y * width + x] = Math.max(0, sums[x]! * scale);
	}
}
