import { encode } from 'uqr';

/** Empty squares around a code, as its standard wants them. */
const QUIET = 4;

/** A QR code of a text as one SVG path: dark squares of size 1 in a box of `size`, its quiet zone included. */
export function qrPath(text: string): { readonly size: number; readonly path: string } {
	const { data } = encode(text, { ecc: 'M', border: QUIET });
	const rows = data.map((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')).join(''));
	return { size: data.length, path: rows.join('') };
}
