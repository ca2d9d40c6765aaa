import { PNG } from 'pngjs';

/** Sum of a pixel's differences of red, green and blue that one begins to see. */
const VISIBLE = 48;
/** A pixel may lie so far from where it was: glyphs and edges move by less than that between versions of a driver. */
const NEAR = 1;
/** Part of all pixels that may differ visibly. */
export const TOLERANCE = 0.005;

/**
 * Part of all pixels, 0 to 1, that one sees to be different: a pixel is the same when the other picture has its colour there
 * or beside it. Pictures of different sizes are different everywhere.
 */
export function pictureDifference(before: Uint8Array, now: Uint8Array): number {
	const [a, b] = [PNG.sync.read(Buffer.from(before)), PNG.sync.read(Buffer.from(now))];
	if (a.width !== b.width || a.height !== b.height) return 1;
	let different = 0;
	for (let y = 0; y < a.height; y++) for (let x = 0; x < a.width; x++) if (!isThere(a, b, x, y)) different++;
	return different / (a.width * a.height);
}

function isThere(a: PNG, b: PNG, x: number, y: number): boolean {
	if (apart(a, 4 * (y * a.width + x), b, 4 * (y * a.width + x)) <= VISIBLE) return true;
	for (let j = Math.max(0, y - NEAR); j <= Math.min(a.height - 1, y + NEAR); j++)
		for (let i = Math.max(0, x - NEAR); i <= Math.min(a.width - 1, x + NEAR); i++)
			if (apart(a, 4 * (y * a.width + x), b, 4 * (j * a.width + i)) <= VISIBLE) return true;
	return false;
}

function apart({ data: a }: PNG, i: number, { data: b }: PNG, j: number): number {
	// Inside both pictures.
	return Math.abs(a[i]! - b[j]!) + Math.abs(a[i + 1]! - b[j + 1]!) + Math.abs(a[i + 2]! - b[j + 2]!);
}
