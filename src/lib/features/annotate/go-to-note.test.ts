import { expect, test } from 'vitest';
import { zoomOfBox } from './go-to-note.ts';

test('a shape fills half of the smaller side; a point is not nearer than streets, a country not farther than a region', () => {
	// A hundredth of a degree of the equator is 1113.2 m: 78271.517 · 600 · ½ / 2^z of it.
	expect(zoomOfBox([0, -0.005, 0.01, 0.005], 600)).toBe(14.36);
	expect(zoomOfBox([5, 5, 5, 5], 600)).toBe(17);
	expect(zoomOfBox([0, 0, 20, 20], 600)).toBe(9);
});
