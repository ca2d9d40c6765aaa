import { expect, test } from 'vitest';
import { dayCityOf } from '#lib/cities/yunquan/day/day-city.ts';
import type { IncidentName } from '#lib/cities/yunquan/day/world.ts';
import { SMALL } from '#lib/cities/yunquan/testing/small-city.ts';
import { DayStage } from '../../../tests/fixtures/day-stage.ts';

const city = dayCityOf(SMALL);
const AFTERNOON = Date.parse('2026-05-06T14:30+08:00');
const RUSH_HOUR = Date.parse('2026-05-06T08:00+08:00');
const NIGHT = Date.parse('2026-05-06T21:00+08:00');

/** Rules that raised something, in their order, while an incident goes on since the first minute. */
function raised(
	from: number,
	name: IncidentName,
	minutes: number,
	layers?: readonly string[]
): readonly string[] {
	const found = new DayStage(city, from).live(minutes * 60, [{ name, since: from + 60_000 }], layers);
	return [...new Set(found.flatMap(({ kind, rule }) => (kind === 'raised' ? [rule] : [])))];
}

test.each([
	['an afternoon', AFTERNOON],
	['a rush hour', RUSH_HOUR]
])('a rainstorm of %s leads to alarms in their order: rain, sewers, underpasses, traffic', (_, from) => {
	const rules = raised(from, 'rainstorm', 12, ['weather', 'sewer-levels', 'underpasses', 'road-flow']);
	const loud = rules.filter((rule) => !rule.endsWith('-silent'));
	const kinds = loud.map((rule) => (rule.startsWith('mobility/') ? 'traffic' : rule));
	expect([...new Set(kinds)]).toEqual([
		'environment/rain-heavy',
		'water/sewers-full',
		'water/underpass-flooded',
		'traffic'
	]);
	expect(loud).toContain('mobility/road-closed');
});

test('a failed feed is one alarm of its layer, and no other rule takes silence for a number', () => {
	const rules = raised(AFTERNOON, 'sensor-failure', 7);
	expect(rules.filter((rule) => rule.startsWith('environment/'))).toEqual(['environment/air-silent']);
});

test('a gas leak, a crowd and an outage of lamps are found by the rules of their themes', () => {
	expect(raised(AFTERNOON, 'gas-leak', 6, ['gas'])).toContain('energy/gas-leak');
	expect(raised(AFTERNOON, 'crowd', 12, ['crowds'])).toContain('safety/crowd-dense');
	expect(raised(NIGHT, 'pole-outage', 6, ['light-poles'])).toContain('lighting/quarter-dark');
});

test('a quarter of an hour of a usual afternoon raises nothing but what happens on any day', () => {
	const stage = new DayStage(city, AFTERNOON);
	const layers = [
		'weather',
		'sewer-levels',
		'underpasses',
		'road-flow',
		'air',
		'gas',
		'crowds',
		'substations'
	];
	const loud = stage.live(900, [], layers).filter(({ rule }) => !rule.endsWith('-silent'));
	expect(loud.map(({ rule, kind }) => `${rule} ${kind}`)).toEqual([]);
});
