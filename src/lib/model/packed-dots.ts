import { AppError } from './errors.ts';

/** A map's first plan draws datasets of no more rows: of more, the map itself is there as soon. */
export const MOST_DOTS = 10_000;

/** South-west corner and step, degrees, before the steps themselves. */
const HEAD = 4 * Float64Array.BYTES_PER_ELEMENT;
const STEPS = 0xffff;

/**
 * Positions in four bytes each, for a look at them: degrees, lng and lat in turn, in 65,535 steps of the box that they
 * fill, so that they are off by no more than half a step (0.3 m in a city of 40 km). Little-endian.
 */
export function packDots(lngLat: Float64Array): Uint8Array {
	const [west, stepLng] = stepsOf(lngLat.filter((_, i) => i % 2 === 0));
	const [south, stepLat] = stepsOf(lngLat.filter((_, i) => i % 2 === 1));
	const bytes = new Uint8Array(HEAD + lngLat.length * Uint16Array.BYTES_PER_ELEMENT);
	const view = new DataView(bytes.buffer);
	[west, south, stepLng, stepLat].forEach((value, i) => view.setFloat64(8 * i, value, true));
	for (const [i, value] of lngLat.entries()) {
		const [from, step] = i % 2 === 0 ? [west, stepLng] : [south, stepLat];
		view.setUint16(HEAD + 2 * i, step > 0 ? Math.round((value - from) / step) : 0, true);
	}
	return bytes;
}

/** The reverse of `packDots`. Throws PACK_BROKEN for bytes that are not its. */
export function unpackDots(bytes: ArrayBuffer): Float64Array {
	const count = (bytes.byteLength - HEAD) / 4;
	if (!(count >= 0 && Number.isInteger(count)))
		throw new AppError('PACK_BROKEN', { message: 'These bytes are no dots.', bytes: bytes.byteLength });
	const view = new DataView(bytes);
	const [west, south, stepLng, stepLat] = [0, 8, 16, 24].map((at) => view.getFloat64(at, true)) as [
		number,
		number,
		number,
		number
	];
	return Float64Array.from({ length: 2 * count }, (_, i) => {
		const steps = view.getUint16(HEAD + 2 * i, true);
		return i % 2 === 0 ? west + steps * stepLng : south + steps * stepLat;
	});
}

/** Where an axis begins and the size of a step along it, degrees. */
function stepsOf(values: Float64Array): readonly [from: number, step: number] {
	if (values.length === 0) return [0, 0];
	const from = values.reduce((low, value) => Math.min(low, value));
	const to = values.reduce((high, value) => Math.max(high, value));
	return [from, (to - from) / STEPS];
}
