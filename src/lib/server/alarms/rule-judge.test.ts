import { expect, test } from 'vitest';
import { Hub } from '#lib/server/hub/hub.ts';
import { syntheticSource } from '#lib/server/sources/synthetic-source.ts';
import { CityAreas } from '#lib/server/themes/city-areas.ts';
import { themeOf } from '../../../../tests/fixtures/alarm-stage.ts';
import { LiveLog, observation } from '../../../../tests/fixtures/live-log.ts';
import { RULE_START, ruleOf } from '../../../../tests/fixtures/rule-stage.ts';
import { tinyCity } from '../../../../tests/fixtures/tiny-city.ts';
import { RuleJudge } from './rule-judge.ts';

/** `test/moving` asks for a word of status that both kinds of layers have. */
const moving = ruleOf({ id: 'moving', when: { kind: 'status', layer: 'cars', is: ['moving'] } });

function open(hub: Hub, now: () => number) {
	return new RuleJudge({
		hub,
		areas: new CityAreas('', tinyCity),
		city: tinyCity,
		themes: () => [{ theme: themeOf('test', [moving.rule]) }],
		now,
		watches: [],
		pauses: []
	});
}
const told = (judge: RuleJudge, now: number) =>
	judge.pass(now).transitions.map(({ kind, key }) => `${kind} ${key}`);

test('layers that are functions of time are judged, and the measured layer that takes the place of one', ({
	onTestFinished
}) => {
	let now = RULE_START;
	const log = new LiveLog();
	onTestFinished(() => log.remove());
	const source = syntheticSource({ layer: 'cars', count: 2, bbox: [0, 0, 1, 1] });
	const hub = new Hub([source], { bus: log.reader, now });
	onTestFinished(() => hub.close());
	const judge = open(hub, () => now);
	onTestFinished(() => judge.close());
	hub.tick(now);
	const urns = [0, 1].map((idx) => source.entity(idx).urn);
	expect(told(judge, now)).toEqual(urns.map((urn) => `raised entity:cars:${urn}`));

	now += 1000;
	log.declare({ id: 'cars', moves: true }, now);
	log.say('cars', [observation('taxi', now, { status: 'moving', position: [0.5, 0.5] })], now);
	expect(told(judge, now)).toEqual([
		...urns.map((urn) => `cleared entity:cars:${urn}`),
		'raised entity:cars:taxi'
	]);
});

test('a layer that nobody has declared yet is judged from its first row on', ({ onTestFinished }) => {
	const log = new LiveLog();
	onTestFinished(() => log.remove());
	const hub = new Hub([], { bus: log.reader, now: RULE_START });
	onTestFinished(() => hub.close());
	const judge = open(hub, () => RULE_START);
	onTestFinished(() => judge.close());
	log.say('cars', [observation('taxi', RULE_START, { status: 'moving' })], RULE_START);
	expect(told(judge, RULE_START)).toEqual(['raised entity:cars:taxi']);
	expect(judge.judged).toBe(1);
});
