import { expect, test } from 'vitest';
import type { LngLat } from '#lib/model/geometry.ts';
import { detectorStretches } from './detector-stretches.ts';
import type { RoadLink } from './road-link.ts';

/** Degrees of 100 m at the equator. */
const STEP = 100 / 111_320;

/** A road along the equator in links of 100 m, from node to node. */
const road = (name: string, from: number, links: number, rank: RoadLink['rank'] = 2): RoadLink[] =>
	Array.from({ length: links }, (_, index) => ({
		from: from + index,
		to: from + index + 1,
		rank,
		name,
		length: 100,
		lngLat: [
			[(from + index) * STEP, 0],
			[(from + index + 1) * STEP, 0]
		]
	}));
/** In the middle of the nth hundred metres, some metres beside the road. */
const at = (hundred: number, beside = 5): LngLat => [(hundred + 0.5) * STEP, (beside / 100) * STEP];

test('a detector speaks for its road up to halfway to the next', () => {
	expect([...detectorStretches(road('a', 0, 5), [at(0), at(4)])]).toEqual([0, 0, 0, 1, 1]);
});

test('it speaks for no other road, and not beyond 700 m', () => {
	const links = [...road('a', 0, 2), ...road('b', 2, 2), ...road('b', 4, 2, 1)];
	expect([...detectorStretches(links, [at(1)])]).toEqual([0, 0, -1, -1, -1, -1]);
	expect([...detectorStretches(road('a', 0, 10), [at(0)])]).toEqual([0, 0, 0, 0, 0, 0, 0, 0, -1, -1]);
});

test('one beside all roads speaks for none, and a link has one detector', () => {
	expect([...detectorStretches(road('a', 0, 1), [at(0, 60), undefined, at(0), at(0, 10)])]).toEqual([2]);
});
