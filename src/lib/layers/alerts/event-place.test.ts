import { expect, test } from 'vitest';
import type { LngLat } from '#lib/model/geometry.ts';
import type { EventRecord } from '#lib/model/observation.ts';
import { placeOfEvent } from './event-place.ts';

const event = (more: Partial<EventRecord>): EventRecord => ({
	kind: 'event',
	id: 'a',
	at: 0,
	type: 'x',
	severity: 'minor',
	title: { und: 'a' },
	...more
});
const square = (west: number, size: number): readonly LngLat[] => [
	[west, 0],
	[west + size, 0],
	[west + size, size],
	[west, size],
	[west, 0]
];

test('an event stands at its position, else in the middle of its largest area', () => {
	expect(placeOfEvent(event({ position: [1, 2], areas: [{ rings: [square(0, 9)] }] }))).toEqual([1, 2]);
	expect(placeOfEvent(event({ areas: [{ rings: [square(50, 1)] }, { rings: [square(10, 4)] }] }))).toEqual([
		12, 2
	]);
});

test('an area that encloses nothing has the mean of its corners; a named one has no place', () => {
	const line: readonly LngLat[] = [
		[0, 0],
		[2, 2],
		[4, 4]
	];
	expect(placeOfEvent(event({ areas: [{ rings: [line] }] }))).toEqual([2, 2]);
	expect(placeOfEvent(event({ areas: [{ name: 'somewhere', rings: [] }] }))).toBeUndefined();
});
