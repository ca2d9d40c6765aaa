import { Color } from 'three';
import { expect, test } from 'vitest';
import { FeatureColours } from './feature-colours.ts';

function uploaded(colours: FeatureColours): void {
	const texture = colours.uniforms.uFeatures.value as { onUpdate: () => void };
	texture.onUpdate();
}

test('one changed building is four bytes', () => {
	const colours = new FeatureColours(100_000, new Color());
	const rgba = new Uint8Array(400_000).fill(255);
	colours.set(rgba);
	uploaded(colours);
	rgba.set([10, 20, 30, 255], 4 * 54_321);
	expect(colours.set(rgba)).toBe(4);
});

test('the same colours again are no upload', () => {
	const colours = new FeatureColours(10, new Color());
	const rgba = new Uint8Array(40).fill(200);
	colours.set(rgba);
	uploaded(colours);
	expect(colours.set(rgba.slice())).toBe(0);
});

test('alpha 0 hides, 254 leaves the body its own colour, 255 makes the city a data map', () => {
	const colours = new FeatureColours(3, new Color());
	colours.set(Uint8Array.of(0, 0, 0, 0, 1, 1, 1, 254, 1, 1, 1, 254));
	expect([colours.isHidden(0), colours.isHidden(1), colours.recoloured]).toEqual([true, false, false]);
	colours.set(Uint8Array.of(0, 0, 0, 254, 1, 1, 1, 255, 1, 1, 1, 254));
	expect([colours.isHidden(0), colours.recoloured]).toEqual([false, true]);
	colours.set(undefined);
	expect(colours.recoloured).toBe(false);
});
