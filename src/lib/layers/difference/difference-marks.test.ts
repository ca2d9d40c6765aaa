import { expect, test } from 'vitest';
import { HIDDEN, NO_DIFFERENCE, groupDifferences } from './difference-marks.ts';

test('what differs most lies on top; what is hidden or nowhere is not drawn, and what is missing is no zero', () => {
	const groups = groupDifferences({
		lngLat: Float64Array.of(0, 0, 1, 1, 2, 2, 3, 3, 4, 4, NaN, NaN, 6, 6),
		classes: Int8Array.of(3, 1, -2, 0, NO_DIFFERENCE, 2, HIDDEN),
		stale: Uint8Array.of(0, 1, 0, 0, 1, 0, 0),
		selected: undefined
	});
	expect(groups).toEqual({ missing: [4], same: [3], less: [2], more: [1, 0], stale: [1] });
});
