import { expect, test } from 'vitest';
import { SMALL, smallCity } from '../../testing/small-city.ts';
import { spokenBy } from '../../testing/spoken.ts';
import { dayOf } from '../day.ts';
import { gatePassageFeed } from './gate-passages.ts';
import { gatesOf, passedToday, schoolGateFeed } from './school-gates.ts';
import { runOf, schoolBusesOf } from './school-buses.ts';
import { lengthOf, placeOn } from './track.ts';

const day = dayOf(SMALL);
const { named, survey } = smallCity();
const gates = gatesOf(named, survey);
const at = (time: string, date = '2026-05-11') => day.worldAt(Date.parse(`${date}T${time}+08:00`));

test('who is present came in and did not go out; at night and on days off nobody is', () => {
	const feed = schoolGateFeed(gates);
	for (const time of ['00:10', '07:30', '10:00', '12:30', '13:20', '17:00', '20:00']) {
		for (const { values } of spokenBy(feed, at(time))) {
			expect(values['present']).toBe(values['in']! - values['out']!);
			expect(values['present']).toBeGreaterThanOrEqual(0);
			if (time === '10:00') expect(values['present']).toBeGreaterThan(50);
			if (time === '00:10' || time === '20:00') expect(values['present']).toBe(0);
		}
	}
	expect(spokenBy(feed, at('10:00', '2026-05-10')).every(({ values }) => values['present'] === 0)).toBe(true);
	expect(new Set(spokenBy(feed, at('07:30')).map(({ status }) => status))).toEqual(new Set(['open']));
	expect(new Set(spokenBy(feed, at('10:00')).map(({ status }) => status))).toEqual(new Set(['closed']));
});

test('a gas leak locks down the one or two schools beside it, minutes later, until it is over', () => {
	const since = Date.parse('2026-05-11T10:00+08:00');
	const leak = [{ name: 'gas-leak', since } as const];
	const feed = schoolGateFeed(gates);
	const schoolOf = new Map(gates.map(({ id, school }) => [id, school]));
	const locked = (seconds: number) => {
		const rows = spokenBy(feed, day.worldAt(since + seconds * 1000, leak));
		return new Set(rows.flatMap(({ id, status }) => (status === 'lockdown' ? [schoolOf.get(id)] : [])));
	};
	expect(locked(149).size).toBe(0);
	expect(locked(390).size).toBe(2);
	expect(locked(2000)).toEqual(locked(390));
	expect(locked(2800).size).toBe(0);
});

interface Passage {
	readonly id: string;
	readonly type: string;
	readonly facts: { readonly pupil: string; readonly gate: string };
}

test('passages are as many as the gate counts, of pseudonyms that each come in once in a morning', () => {
	const feed = gatePassageFeed(gates);
	const [from, to] = [Date.parse('2026-05-11T07:00+08:00'), Date.parse('2026-05-11T08:00+08:00')];
	const passages: Passage[] = [];
	for (let instant = from + 20_000; instant <= to; instant += 20_000)
		for (const { payload } of feed.messages(day.worldAt(instant), 20))
			// Our own devices wrote it a moment ago.
			passages.push(...(JSON.parse(new TextDecoder().decode(payload)) as Passage[]));
	expect(new Set(passages.map(({ id }) => id)).size).toBe(passages.length);
	for (const gate of gates.slice(0, 8)) {
		const own = passages.filter(({ facts }) => facts.gate === gate.title);
		expect(own).toHaveLength(passedToday(gate, day.worldAt(to)).in);
		expect(new Set(own.map(({ facts }) => facts.pupil)).size).toBe(own.length);
	}
	for (const { type, facts } of passages) {
		expect(type).toBe('arrival');
		expect(facts.pupil).toMatch(/^p-[0-9a-f]{8}$/);
	}
});

test('school buses fill up on their way to school, empty on the way home, and never jump', () => {
	const buses = schoolBusesOf(named, survey, gates);
	expect(buses.length).toBeGreaterThanOrEqual(4);
	for (const bus of buses) {
		let before: { x: number; y: number } | undefined;
		const said = new Set<string>();
		for (let minute = 360; minute < 1140; minute += 1 / 6) {
			const world = day.worldAt(Date.parse('2026-05-11T00:00+08:00') + minute * 60_000);
			const { along, status, aboard } = runOf(bus, world);
			const { at: place } = placeOn(bus.way, along);
			if (before) expect(Math.hypot(place.x - before.x, place.y - before.y)).toBeLessThanOrEqual(76);
			before = place;
			said.add(status);
			if (status === 'done') expect(aboard).toBe(0);
			expect(aboard).toBeLessThanOrEqual(bus.riders);
		}
		expect(said).toEqual(new Set(['done', 'waiting', 'on-route']));
		const arrived = runOf(bus, at('09:00'));
		expect(arrived.along).toBe(lengthOf(bus.way));
		expect(runOf(bus, at('22:00')).along).toBe(0);
	}
});
