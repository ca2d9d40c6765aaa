import { expect, test } from 'vitest';
import { decodeWkb, encodeWkb, type Geometry } from './wkb.ts';

const LINE = Float64Array.of(1, 2, 3, 4);
const RING = Float64Array.of(0, 0, 4, 0, 4, 4, 0, 0);

test('what is written is read again, one thing or several', () => {
	const geometries: readonly Geometry[] = [
		{ points: Float64Array.of(1, 2) },
		{ points: Float64Array.of(1, 2, 3, 4) },
		{ lines: [LINE] },
		{ polygons: [[RING, RING]] },
		{ points: Float64Array.of(1, 2), lines: [LINE, LINE], polygons: [[RING], [RING]] },
		{}
	];
	for (const geometry of geometries) expect(decodeWkb(encodeWkb(geometry))).toEqual(geometry);
});

test('a point is the twenty-one bytes that the standard says', () => {
	expect(Buffer.from(encodeWkb({ points: Float64Array.of(1, 2) })).toString('hex')).toBe(
		'0101000000000000000000f03f0000000000000040'
	);
});

test('big-endian bytes, heights of both markings and a reference system’s number are understood', () => {
	const hex = (text: string) => Uint8Array.from(Buffer.from(text, 'hex'));
	expect(decodeWkb(hex('00000000013ff00000000000004000000000000000'))).toEqual({
		points: Float64Array.of(1, 2)
	});
	expect(decodeWkb(hex('01e9030000000000000000f03f00000000000000400000000000000840'))).toEqual({
		points: Float64Array.of(1, 2)
	});
	expect(decodeWkb(hex('01010000a0e6100000000000000000f03f00000000000000400000000000000840'))).toEqual({
		points: Float64Array.of(1, 2)
	});
});

test('bytes that end too early and types that are not known are errors', () => {
	const line = encodeWkb({ lines: [LINE] });
	expect(() => decodeWkb(line.subarray(0, 20))).toThrow(RangeError);
	expect(() => decodeWkb(Uint8Array.of(1, 99, 0, 0, 0))).toThrow('geometry type 99 is not known');
});
