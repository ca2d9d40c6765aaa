import { expect, test } from 'vitest';
import { distance } from '../../geometry/point.ts';
import { toMetres } from '../../sources/degrees.ts';
import { SMALL, smallCity } from '../../testing/small-city.ts';
import { dayOf } from '../day.ts';
import { mainStreetsOf } from './main-streets.ts';
import { PatrolDuty } from './patrol-duty.ts';
import { patrolsOf } from './patrols.ts';

const day = dayOf(SMALL);
const { named, survey } = smallCity();
const streets = mainStreetsOf(named);
const patrols = patrolsOf(named, survey, streets);
const since = Date.parse('2026-05-11T10:00+08:00');
const leak = [{ name: 'gas-leak', since, stoppedAt: since + 1_200_000 } as const];

test('patrols drive to an incident, stay, and return to their round without a jump', () => {
	const duty = new PatrolDuty(patrols, streets);
	const place = toMetres(...day.placeOf('gas-leak'));
	const stories = new Set<string>();
	for (const patrol of patrols) {
		const story: string[] = [];
		let before: { readonly x: number; readonly y: number } | undefined;
		for (let second = -60; second < 2700; second++) {
			const { position, status } = duty.of(patrol, day.worldAt(since + second * 1000, leak));
			const at = toMetres(...position);
			// Turning round, a car changes its side of the street.
			if (before) expect(distance(before, at)).toBeLessThan(25);
			before = at;
			if (story.at(-1) !== status) story.push(status);
			if (status === 'on-scene') expect(distance(at, place)).toBeLessThan(40);
		}
		stories.add(story.join(' '));
	}
	expect(stories).toEqual(new Set(['patrolling', 'patrolling responding on-scene patrolling']));
});

test('the four nearest go, and where they are follows from the instant alone', () => {
	const walked = new PatrolDuty(patrols, streets);
	for (let minute = 0; minute < 20; minute++)
		for (const patrol of patrols) walked.of(patrol, day.worldAt(since + minute * 60_000, leak));
	const jumped = new PatrolDuty(patrols, streets);
	const world = day.worldAt(since + 900_000, leak);
	const seen = patrols.map((patrol) => jumped.of(patrol, world));
	expect(patrols.map((patrol) => walked.of(patrol, world))).toEqual(seen);
	expect(seen.filter(({ status }) => status === 'on-scene')).toHaveLength(4);
});

test('without an incident all are on their rounds', () => {
	const duty = new PatrolDuty(patrols, streets);
	const world = day.worldAt(since);
	expect(new Set(patrols.map((patrol) => duty.of(patrol, world).status))).toEqual(new Set(['patrolling']));
});
