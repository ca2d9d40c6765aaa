import { expect, test } from 'vitest';
import type { EventRecord, Observation } from '#lib/model/observation.ts';
import { Collector } from './collector.ts';
import { LIMITS } from './limits.ts';
import { checkRow } from './row-check.ts';

const lamp: Observation = { kind: 'observation', entity: 'lamp-1', at: 0 };
const flood: EventRecord = {
	kind: 'event',
	id: 'flood-1',
	at: 0,
	type: 'Alert',
	severity: 'severe',
	title: { en: 'Flood' }
};

test('the smallest observation and the smallest event are well', () => {
	expect([checkRow(lamp), checkRow(flood)]).toEqual([undefined, undefined]);
});

test.each<[Partial<Observation>, string]>([
	[{ entity: ' ' }, 'the entity id is empty'],
	[{ entity: 'x'.repeat(257) }, 'the entity id has 257 characters, more than 256'],
	[{ entity: 'a\u0000' }, 'the entity id has an unprintable character'],
	[{ entity: '\ud800' }, 'the entity id has an unprintable character'],
	[{ at: NaN }, 'the time NaN is not a time'],
	[{ position: [181, 0] }, 'longitude 181 is not within -180 and 180'],
	[{ position: [0, -91] }, 'latitude -91 is not within -90 and 90'],
	[{ speed: -1 }, 'speed -1 is below 0'],
	[{ heading: 360 }, 'heading 360 is not within 0 and 360'],
	[{ seq: 1.5 }, 'seq 1.5 is not a whole number from 0'],
	[{ colour: 'red' }, 'colour "red" is not RRGGBB'],
	[{ values: { t: Infinity } }, 't is not a finite number'],
	[{ values: { constructor: 1 } }, '"constructor" cannot be a name'],
	[{ values: {}, units: { t: 'Cel' } }, 'a unit is given for "t", which has no value'],
	[
		{ values: Object.fromEntries(Array.from({ length: 65 }, (_, index) => [`m${index}`, 1])) },
		'65 measured values are more than 64'
	]
])('an observation with %j is refused: %s', (change, reason) => {
	expect(checkRow({ ...lamp, ...change })).toBe(reason);
});

test.each<[Partial<EventRecord>, string]>([
	[{ type: '' }, 'the type is empty'],
	[{ until: Infinity }, 'the end Infinity is not a time'],
	[{ areas: [{ rings: [[[0, 95]]] }] }, 'latitude 95 is not within -90 and 90']
])('an event with %j is refused: %s', (change, reason) => {
	expect(checkRow({ ...flood, ...change })).toBe(reason);
});

test('a message of too many rows keeps the first and says how many were left out', () => {
	const found = new Collector();
	for (let index = 0; index < LIMITS.rows + 7; index++) found.add(lamp, 'row');
	const { rows, rejected } = found.decoded();
	expect(rows.length).toBe(LIMITS.rows);
	expect(rejected).toEqual([
		{ place: 'message', reason: 'a message may hold 100000 rows; 7 more were left out' }
	]);
});

test('a message of nothing but faults lists the first thousand and counts the rest', () => {
	const found = new Collector();
	for (let index = 0; index < LIMITS.rejected + 3; index++)
		found.add({ ...lamp, entity: '' }, `row ${index}`);
	const { rejected } = found.decoded();
	expect(rejected.length).toBe(LIMITS.rejected + 1);
	expect(rejected.at(-1)?.reason).toBe('3 more records were rejected and are not listed');
});
