import { expect, test } from 'vitest';
import { SMALL, smallCity } from '../../testing/small-city.ts';
import { spokenBy, type Spoken } from '../../testing/spoken.ts';
import { dayOf } from '../day.ts';
import type { StartedIncident } from '../incidents.ts';
import type { IncidentName } from '../world.ts';
import { airAt, airFeed } from './air.ts';
import { carParkFeed } from './car-parks.ts';
import { crowdFeed } from './crowds.ts';
import { gasFeed } from './gas.ts';
import { incidentFeed } from './incidents.ts';
import { riverLevelFeed } from './river-levels.ts';
import { wasteBinFeed } from './waste-bins.ts';

const day = dayOf(SMALL);
const { named, survey } = smallCity();
const since = Date.parse('2026-05-11T10:00+08:00');
const during = (minutes: number, ...names: readonly IncidentName[]) =>
	day.worldAt(
		since + minutes * 60_000,
		names.map((name): StartedIncident => ({ name, since }))
	);
const most = (rows: readonly Spoken[], metric: string) =>
	Math.max(...rows.map(({ values }) => values[metric]!));

interface Entity {
	readonly id: string;
	readonly status?: { readonly value: string };
	readonly [name: string]: unknown;
}
const entities = (feed: ReturnType<typeof airFeed>, world: ReturnType<typeof during>) =>
	[...feed.messages(world, feed.every)].flatMap(
		// Our own devices wrote it a moment ago.
		({ payload }) => JSON.parse(new TextDecoder().decode(payload)) as Entity[]
	);
const numberOf = (entity: Entity, name: string) => (entity[name] as { readonly value: number }).value;

test('a gas leak shows in the wells around it, its pipe loses pressure, and both are over when it is', () => {
	const feed = gasFeed(named, survey);
	expect(most(spokenBy(feed, during(5)), 'methane')).toBeLessThan(1);
	const leaking = spokenBy(feed, during(5, 'gas-leak'));
	expect(most(leaking, 'methane')).toBeGreaterThan(50);
	expect(leaking.filter(({ values }) => values['methane']! > 25).length).toBeLessThan(leaking.length / 3);
	const lowest = Math.min(
		...leaking.filter(({ values }) => values['pressure']! > 100).map(({ values }) => values['pressure']!)
	);
	expect(lowest).toBeLessThan(290);
	expect(most(spokenBy(feed, during(90, 'gas-leak')), 'methane')).toBeLessThan(1);
});

test('an event packs the square nearest to it beyond what is safe, a closed metro line its stations', () => {
	const feed = crowdFeed(named, survey);
	expect(most(spokenBy(feed, during(15)), 'density')).toBeLessThan(1);
	expect(most(spokenBy(feed, during(15, 'crowd')), 'density')).toBeGreaterThan(4);
	const people = (...names: readonly IncidentName[]) =>
		spokenBy(feed, during(15, ...names)).reduce((sum, { values }) => sum + values['people']!, 0);
	expect(people('metro-outage')).toBeGreaterThan(people() * 1.2);
	for (const { values } of spokenBy(feed, during(15, 'crowd')))
		expect(values['density']! * values['capacity']!).toBeGreaterThanOrEqual(0);
});

test('a lid on the city makes bad air in its middle, less in the hills; rain washes it', () => {
	const dust = (minutes: number, ...names: readonly IncidentName[]) =>
		entities(airFeed(named), during(minutes, ...names)).map((entity) => numberOf(entity, 'PM2.5'));
	expect(Math.max(...dust(30))).toBeLessThan(60);
	expect(Math.max(...dust(30, 'air-inversion'))).toBeGreaterThan(115);
	expect(Math.min(...dust(30, 'air-inversion'))).toBeLessThan(75);
	expect(Math.max(...dust(30, 'rainstorm'))).toBeLessThan(Math.max(...dust(30)));
	const station = {
		id: 'x',
		number: 0,
		title: '',
		position: day.placeOf('crowd'),
		at: { x: 0, y: 0 },
		exposed: 1
	};
	const ozone = (time: string) =>
		airAt(station, day.worldAt(Date.parse(`2026-07-14T${time}+08:00`)))['O3']![0];
	expect(ozone('14:00')).toBeGreaterThan(ozone('04:00') * 2);
});

test('rivers rise hours after the rain', () => {
	const feed = riverLevelFeed(named);
	const level = (minutes: number) => most(spokenBy(feed, during(minutes, 'rainstorm')), 'level');
	const before = level(0);
	expect(level(10) - before).toBeLessThan(0.2);
	expect(level(120) - before).toBeGreaterThan(1);
	expect(level(600)).toBeLessThan(level(120));
});

test('free and taken spaces are all the spaces there are', () => {
	const feed = carParkFeed(named, survey);
	for (const minutes of [0, 240, 480, 900]) {
		const parks = entities(feed, during(minutes));
		expect(parks.length).toBeGreaterThan(200);
		for (const park of parks) {
			const [spaces, free] = [numberOf(park, 'spaces'), numberOf(park, 'free')];
			const taken = Math.round((numberOf(park, 'occupancy') / 100) * spaces);
			expect(free + taken).toBe(spaces);
			expect(Number.isInteger(free) && free >= 0).toBe(true);
			if (park.status!.value === 'full') expect(free).toBe(0);
		}
	}
});

test('bins fill all day and are empty after the round of the morning', () => {
	const feed = wasteBinFeed(named);
	const fill = (time: string) => {
		const bins = entities(feed, day.worldAt(Date.parse(`2026-05-11T${time}+08:00`)));
		return bins.reduce((sum, bin) => sum + numberOf(bin, 'fill'), 0) / bins.length;
	};
	const [night, morning, noon, evening] = ['04:00', '08:00', '12:00', '20:00'].map(fill) as [
		number,
		number,
		number,
		number
	];
	expect(morning).toBeLessThan(night / 3);
	expect(noon).toBeGreaterThan(morning);
	expect(evening).toBeGreaterThan(noon);
});

interface Event {
	readonly id: string;
	readonly at: number;
	readonly type: string;
	readonly ends?: boolean;
	readonly replaces?: readonly string[];
}

test('what happens comes once however time is cut, and what ends had begun', () => {
	const feed = incidentFeed(named);
	const told = (step: number) => {
		const found: Event[] = [];
		for (let second = step; second <= 7200; second += step)
			for (const { payload } of feed.messages(during(second / 60, 'gas-leak', 'metro-outage'), step))
				// Our own devices wrote it a moment ago.
				found.push(...(JSON.parse(new TextDecoder().decode(payload)) as Event[]));
		return found.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
	};
	const events = told(10);
	expect(told(120)).toEqual(events);
	expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
	expect(events.map(({ type }) => type)).toEqual(expect.arrayContaining(['gasLeak', 'metroOutage']));
	const begun = new Set<string>();
	for (const { id, ends, replaces, at } of events) {
		if (ends && at > since + 75 * 60_000) expect(begun).toContain(replaces![0]);
		else begun.add(id);
	}
	expect(events.filter(({ type, ends }) => type === 'gasLeak' && ends)).toHaveLength(1);
});
