import { expect, test } from 'vitest';
import type { Spec } from '#lib/state/view.svelte.ts';
import { sameView } from './same-view.ts';

const spec: Spec = {
	v: 1,
	city: 'gridtown',
	camera: { lng: 113.5, lat: 34.7, zoom: 14, pitch: 45, bearing: -10 },
	look: 'dark',
	layers: ['alarms', 'buildings'],
	metrics: {},
	filters: [],
	selection: [],
	styles: {},
	pinned: [],
	charts: []
};
const moved = (change: Partial<Spec['camera']>): Spec => ({ ...spec, camera: { ...spec.camera, ...change } });

test('the look of the page, its charts and pins are not on the wall', () => {
	const pinned = [{ layer: 'building', id: '7' }];
	expect(sameView(spec, { ...spec, look: 'light', pinned })).toBe(true);
});
test('what rounding does to a camera is no change', () => {
	expect(sameView(spec, moved({ zoom: 14.001, lng: 113.500_001 }))).toBe(true);
});
test.each([
	{ what: 'a tenth of a zoom level', change: { zoom: 14.1 } },
	{ what: 'a hundredth of a degree', change: { lng: 113.51 } },
	{ what: 'a turn', change: { bearing: 0 } }
])('$what is another picture', ({ change }) => {
	expect(sameView(spec, moved(change))).toBe(false);
});
test('another order of layers is another picture', () => {
	expect(sameView(spec, { ...spec, layers: ['buildings', 'alarms'] })).toBe(false);
});
