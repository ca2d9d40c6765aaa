import { expect, test } from 'vitest';
import { packDots, unpackDots } from './packed-dots.ts';

test('positions come back within half a step of the box that they fill', () => {
	const lngLat = Float64Array.from({ length: 2000 }, (_, i) =>
		i % 2 === 0 ? 116.1 + 0.4 * Math.abs(Math.sin(i)) : 39.7 + 0.3 * Math.abs(Math.cos(i))
	);
	const bytes = packDots(lngLat);
	expect(bytes.length).toBe(32 + 4 * 1000);
	const back = unpackDots(bytes.buffer as ArrayBuffer);
	expect(back.length).toBe(lngLat.length);
	for (const [i, value] of back.entries())
		expect(Math.abs(value - lngLat[i]!)).toBeLessThan(0.5001 * (0.4 / 65_535));
});

test('one place, and none', () => {
	expect([...unpackDots(packDots(Float64Array.of(-73.98, 40.75)).buffer as ArrayBuffer)]).toEqual([
		-73.98, 40.75
	]);
	expect(unpackDots(packDots(new Float64Array()).buffer as ArrayBuffer)).toHaveLength(0);
});

test('other bytes are no dots', () => {
	expect(() => unpackDots(new ArrayBuffer(31))).toThrow(expect.objectContaining({ code: 'PACK_BROKEN' }));
	expect(() => unpackDots(new ArrayBuffer(34))).toThrow(expect.objectContaining({ code: 'PACK_BROKEN' }));
});
