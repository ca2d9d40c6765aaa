import { expect, test } from 'vitest';
import type { EventRecord, StoredEvent } from '#lib/model/observation.ts';
import { listEvents } from './listed-events.ts';

let offset = 0;
const event = (id: string, at: number, more: Partial<EventRecord> = {}): StoredEvent => ({
	offset: ++offset,
	receivedAt: at,
	event: { kind: 'event', id, at, type: 'Alert', severity: 'minor', title: { und: id }, ...more }
});
const listed = (events: readonly StoredEvent[], at: number) =>
	listEvents(events, at).map(({ stored, state }) => `${stored.event.id} ${state}`);

test('events are listed newest first and last from begin to end', () => {
	const events = [event('a', 0, { until: 50 }), event('b', 10), event('c', 20, { from: 100, until: 200 })];
	expect(listed(events, 30)).toEqual(['c upcoming', 'b active', 'a active']);
	expect(listed(events, 150)).toEqual(['c active', 'b active', 'a over']);
});

test('a later event of the same id takes the place of the earlier one', () => {
	const events = [event('a', 0, { severity: 'minor' }), event('a', 5, { severity: 'severe' })];
	const [only, ...others] = listEvents(events, 10);
	expect([only?.stored.event.severity, others.length]).toEqual(['severe', 0]);
});

test('an event says what it replaces, and the replaced one by what', () => {
	const events = [event('a', 0), event('b', 5, { replaces: ['a', 'unknown'] })];
	const [b, a] = listEvents(events, 10);
	expect([a?.state, a?.by?.event.id, b?.state]).toEqual(['replaced', 'b', 'active']);
	expect(b?.replaces.map((stored) => stored.event.id)).toEqual(['a']);
});

test('an event that ends another is itself over', () => {
	const events = [event('a', 0), event('all clear', 5, { replaces: ['a'], ends: true })];
	expect(listed(events, 10)).toEqual(['all clear ended', 'a ended']);
});
