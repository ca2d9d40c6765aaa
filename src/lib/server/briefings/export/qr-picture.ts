import { PNG } from 'pngjs';
import { encode } from 'uqr';

/** Pixels of one square. */
const SQUARE = 8;
/** Empty squares around a code, as its standard wants them. */
const QUIET = 4;

/** A text as a QR code, PNG: black on white, for cameras expect that. */
export function qrPicture(text: string): Uint8Array {
	const { data, size } = encode(text, { ecc: 'M', border: QUIET });
	const png = new PNG({ width: size * SQUARE, height: size * SQUARE });
	for (let y = 0; y < png.height; y++)
		for (let x = 0; x < png.width; x++) {
			const dark = data[Math.floor(y / SQUARE)]?.[Math.floor(x / SQUARE)] === true;
			png.data.fill(dark ? 0 : 255, 4 * (y * png.width + x), 4 * (y * png.width + x) + 3);
			png.data[4 * (y * png.width + x) + 3] = 255;
		}
	return PNG.sync.write(png);
}
