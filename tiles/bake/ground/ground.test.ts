import { expect, test } from 'vitest';
import { areaOf, clipArea } from './areas.ts';
import { trace } from './inferred-land.ts';
import { RibbonMesh, simplifyLine } from './ribbons.ts';
import { ringArea } from '../rings.ts';

const square = areaOf([
	Float64Array.of(0, 0, 10, 0, 10, 10, 0, 10),
	Float64Array.of(4, 4, 4, 6, 6, 6, 6, 4)
])!;

test('clipping cuts outline and hole alike', () => {
	const half = clipArea(square, [0, 0, 5, 10])!;
	expect(half.rings.map((ring) => Math.abs(ringArea(ring, 0, ring.length)))).toEqual([50, 2]);
	expect(clipArea(square, [20, 20, 30, 30])).toBeUndefined();
	expect(clipArea(square, [-1, -1, 11, 11])).toBe(square);
});

test('a patch with a hole is traced as an outline and a hole', () => {
	const mask = Uint8Array.from('0000001110010100111000000'.split('').map(Number));
	const patches = trace(mask, 5, 5);
	expect(patches).toHaveLength(1);
	expect(patches[0]!.map((ring) => ringArea(ring, 0, ring.length))).toEqual([9, -1]);
});

test('patches that touch at a corner stay apart', () => {
	expect(trace(Uint8Array.of(1, 0, 0, 1), 2, 2)).toHaveLength(2);
});

test('a straight ribbon is as wide as its road and says which way is out', () => {
	const mesh = new RibbonMesh({ origin: [0, 0, 0], planStep: 0.5, heightStep: 1 }, () => 0);
	mesh.stretch({ xy: Float64Array.of(0, 0, 100, 0), cls: 2, half: 5 }, 0, 1);
	const { positions, indices } = mesh.surface;
	expect(indices).toHaveLength(6);
	// x, up, -y in half metres: the ends reach half a half-width on.
	expect(positions.filter((_, i) => i % 4 === 2)).toEqual([-10, 10, -10, 10]);
	expect(positions.filter((_, i) => i % 4 === 0)).toEqual([-5, -5, 205, 205]);
	expect(mesh.sides).toEqual([0, -127, 0, 0, 0, 127, 0, 0, 0, -127, 0, 0, 0, 127, 0, 0]);
});

test('a mitred corner keeps the ribbon’s width on both sides', () => {
	const mesh = new RibbonMesh({ origin: [0, 0, 0], planStep: 0.01, heightStep: 1 }, () => 0);
	mesh.stretch({ xy: Float64Array.of(0, 0, 10, 0, 10, 10), cls: 0, half: 2 }, 0, 2);
	const corner = mesh.surface.positions.slice(8, 16);
	expect([corner[0], corner[2]].map((v) => v! / 100)).toEqual([8, -2]);
	expect([corner[4], corner[6]].map((v) => v! / 100)).toEqual([12, 2]);
});

test('a line keeps the vertices that carry its shape', () => {
	expect([...simplifyLine(Float64Array.of(0, 0, 5, 0.1, 10, 0, 10, 10), 1)]).toEqual([0, 0, 10, 0, 10, 10]);
});
