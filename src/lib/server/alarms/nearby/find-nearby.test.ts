import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Alarm } from '#lib/model/alarm.ts';
import type { LngLat } from '#lib/model/geometry.ts';
import type { Nearby } from '#lib/model/nearby.ts';
import type { Theme } from '#lib/model/theme.ts';
import { Hub } from '#lib/server/hub/hub.ts';
import { stream } from '#lib/themes/stream.ts';
import { themeOf } from '../../../../../tests/fixtures/alarm-stage.ts';
import { LiveLog, observation } from '../../../../../tests/fixtures/live-log.ts';
import { findNearby, type NearbySources } from './find-nearby.ts';

const NOW = Date.UTC(2026, 2, 2);
const METRICS = ['bearing', 'fov', 'range'].map((name) => ({ name, unit: 'deg' }));
const eyes = stream({ id: 'eyes', title: { zh: '眼', en: 'Eyes' }, interval: 60, metrics: METRICS });
const cars = stream({ id: 'cars', interval: 5, moves: true, origin: 'simulated' });
const guard: Theme = {
	...themeOf('guard', []),
	layers: [
		{ declaration: eyes, shown: true, nearby: 'camera' },
		{ declaration: cars, shown: true, nearby: 'crew' }
	]
};
const subject: Alarm['subject'] = { kind: 'layer', layer: 'eyes' };
/** On the equator: so many metres east and north of the alarm. */
const at = (east: number, north = 0): { readonly position: LngLat } => ({
	position: [east / 111_319.49, north / 110_574.28]
});

let log: LiveLog;
let hub: Hub;
beforeEach(() => {
	log = new LiveLog();
	log.declare(eyes, NOW);
	log.declare(cars, NOW);
	hub = new Hub([], { bus: log.reader, now: NOW });
});
afterEach(() => {
	hub.close();
	log.remove();
});

const here: Pick<Alarm, 'place' | 'subject'> = { place: [0, 0], subject };
const find = (alarm = here, sources: Partial<NearbySources> = {}): Nearby =>
	findNearby(alarm, {
		themes: [{ theme: guard }],
		layer: (id) => hub.layers.get(id),
		districtAt: () => undefined,
		now: NOW,
		...sources
	});
const told = ({ layers }: Nearby) =>
	layers.map(({ layer, neighbours }) => [
		layer,
		...neighbours.map(({ entity, distance, faces, stale }) =>
			[entity.id, Math.round(distance), faces && 'faces', stale && 'stale'].filter(Boolean).join(' ')
		)
	]);

test('three cameras: those that face the place first, then the nearest, within a kilometre', () => {
	const looks = (bearing: number) => ({ values: { bearing, fov: 60, range: 200 } });
	log.say(
		'eyes',
		[
			observation('away', NOW, { ...at(20), ...looks(90) }),
			observation('towards', NOW, { ...at(150), ...looks(270) }),
			observation('too far to see', NOW, { ...at(300), ...looks(270) }),
			observation('says nothing', NOW, at(0, 100)),
			observation('beyond', NOW, at(1001))
		],
		NOW
	);
	expect(told(find())).toEqual([['eyes', 'towards 150 faces', 'away 20', 'says nothing 100'], ['cars']]);
});

test('two crews with their state, in a straight line; one that is not heard of comes last', () => {
	log.say(
		'cars',
		[
			observation('silent', NOW - 60_000, { ...at(10), status: 'patrolling' }),
			observation('far', NOW, { ...at(0, -5000), status: 'on-scene' }),
			observation('near', NOW, at(400, 300)),
			observation('placeless', NOW)
		],
		NOW
	);
	const { at: when, layers } = find();
	expect(when).toBe(NOW);
	expect(layers[1]).toMatchObject({
		role: 'crew',
		layer: 'cars',
		origin: 'simulated',
		neighbours: [
			{ entity: { layer: 'cars', id: 'near' }, name: 'near', at: NOW, stale: false },
			{ entity: { layer: 'cars', id: 'far' }, status: 'on-scene', stale: false }
		]
	});
	expect(layers[1]!.neighbours.map(({ distance }) => Math.round(distance))).toEqual([500, 5000]);
	expect(told(find(here, { now: NOW + 1000 }))[1]).toEqual(['cars', 'near 500', 'far 5000']);
	log.say('cars', [observation('far', NOW, { ...at(0, -30_000) })], NOW);
	expect(told(find())[1]).toEqual(['cars', 'near 500', 'silent 10 stale']);
});

test('what the alarm is about is not near itself', () => {
	log.say('cars', [observation('a', NOW, at(0)), observation('b', NOW, at(50))], NOW);
	const about: Alarm['subject'] = { kind: 'entity', ref: { layer: 'cars', id: 'a' } };
	expect(told(find({ ...here, subject: about }))[1]).toEqual(['cars', 'b 50']);
});

test('without a place nothing is near, and layers that may not be read or are not there are left out', () => {
	log.say('cars', [observation('a', NOW, at(10))], NOW);
	expect(find({ subject }).layers).toEqual([]);
	expect(told(find(here, { layer: (id) => (id === 'cars' ? hub.layers.get(id) : undefined) }))).toEqual([
		['cars', 'a 10']
	]);
	expect(find(here, { themes: [] }).layers).toEqual([]);
});

test('a theme that is on in some districts brings what is there', () => {
	log.say('cars', [observation('here', NOW, at(-50)), observation('there', NOW, at(50))], NOW);
	const districtAt = ([lng]: LngLat) => (lng < 0 ? 'west' : 'east');
	const themes = [{ theme: guard, districts: ['east'] }];
	expect(told(find(here, { themes, districtAt }))[1]).toEqual(['cars', 'there 50']);
});
