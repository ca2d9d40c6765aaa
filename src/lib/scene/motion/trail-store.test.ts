import { expect, test } from 'vitest';
import { TRAIL_POINTS, TRAIL_ROW, TrailStore } from './trail-store.ts';

const times = (trail: TrailStore, entity: number) =>
	Array.from({ length: TRAIL_ROW }, (_, i) => trail.points[4 * (TRAIL_ROW * entity + i) + 3]!).filter(
		(t) => t > -1e8
	);

test('points are thinned to equal steps and the newest is always last', () => {
	const trail = new TrailStore(120);
	trail.reset(2);
	for (let t = 0; t <= 25; t++) trail.add(1, Float32Array.of(t, 0, 0, t));
	expect(times(trail, 1)).toEqual([0, 10, 20, 25]);
	expect(times(trail, 0)).toEqual([]);
});

test('a full row forgets its oldest point', () => {
	const trail = new TrailStore(12);
	trail.reset(1);
	for (let t = 0; t < 40; t++) trail.add(0, Float32Array.of(t, 0, 0, t));
	expect(times(trail, 0)).toHaveLength(TRAIL_POINTS);
	expect(times(trail, 0).at(-1)).toBe(39);
});

test('after a gap longer than the trail it begins anew', () => {
	const trail = new TrailStore(75);
	trail.reset(1);
	trail.add(0, Float32Array.of(0, 0, 0, 0));
	trail.add(0, Float32Array.of(9, 9, 9, 100));
	expect(times(trail, 0)).toEqual([100]);
});

test('what changed is told once', () => {
	const trail = new TrailStore(75);
	trail.reset(3);
	trail.takeChanged();
	trail.add(2, Float32Array.of(0, 0, 0, 0));
	expect(trail.takeChanged()).toEqual({ first: 2, count: 1 });
	expect(trail.takeChanged()).toBeUndefined();
});
