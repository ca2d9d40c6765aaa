/** Where the edges cross each row; kept between calls, there are millions. */
const crossings: number[][] = [];

/**
 * Calls `span` for every run of pixel centres inside rings (even-odd; rings flat x, y in pixels, pixel i
 * covers i…i+1). Runs are cut at `width`, rows at `height`.
 */
export function fillRings(
	rings: readonly ArrayLike<number>[],
	width: number,
	height: number,
	span: (row: number, from: number, to: number) => void
): void {
	let low = Infinity;
	let high = -Infinity;
	for (const ring of rings)
		for (let i = 1; i < ring.length; i += 2) {
			low = Math.min(low, ring[i]!);
			high = Math.max(high, ring[i]!);
		}
	const last = Math.min(height - 1, Math.floor(high - 0.5));
	const first = Math.max(0, Math.ceil(low - 0.5));
	const rows = last - first + 1;
	if (!(rows > 0)) return;
	while (crossings.length < rows) crossings.push([]);
	for (let row = 0; row < rows; row++) crossings[row]!.length = 0;
	for (const ring of rings)
		for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
			const [x0, y0, x1, y1] = [ring[j]!, ring[j + 1]!, ring[i]!, ring[i + 1]!];
			if (y0 === y1) continue;
			const from = Math.max(first, Math.ceil(Math.min(y0, y1) - 0.5));
			const to = Math.min(last, Math.ceil(Math.max(y0, y1) - 0.5) - 1);
			for (let row = from; row <= to; row++)
				crossings[row - first]!.push(x0 + ((row + 0.5 - y0) / (y1 - y0)) * (x1 - x0));
		}
	for (let index = 0; index < rows; index++) {
		const xs = crossings[index]!;
		if (xs.length > 2) xs.sort((a, b) => a - b);
		else if (xs[0]! > xs[1]!) xs.reverse();
		for (let k = 0; k + 1 < xs.length; k += 2) {
			const from = Math.max(0, Math.ceil(xs[k]! - 0.5));
			const to = Math.min(width, Math.ceil(xs[k + 1]! - 0.5));
			if (to > from) span(first + index, from, to);
		}
	}
}

/** A raster in the metres of a frame; row 0 is the northernmost. */
export interface RasterGrid {
	readonly west: number;
	readonly north: number;
	readonly metresPerPixel: number;
	readonly width: number;
	readonly height: number;
}

/** A part of a raster: building tops above ground in decimetres, greatest per pixel. */
export interface HeightWindow {
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
	readonly tops: Uint16Array<ArrayBuffer>;
}
