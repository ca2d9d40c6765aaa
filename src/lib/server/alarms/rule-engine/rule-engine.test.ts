import { expect, test } from 'vitest';
import { QUALITY } from '#lib/model/wire/fields.ts';
import { RULE_START, RuleStage, ruleOf } from '../../../../../tests/fixtures/rule-stage.ts';

const PUMPS = {
	id: 'pumps',
	interval: 20,
	metrics: [
		{ name: 'depth', unit: 'm', range: [0, 9] as [number, number] },
		{ name: 'warning', unit: 'm' }
	]
};
const depth = (value: number) => ({ values: { depth: value } });
const deep = { kind: 'value', layer: 'pumps', metric: 'depth', above: 0.5 } as const;
const WEST = [0.5, 0.5] as const;
const EAST = [1.5, 0.5] as const;

test('a value past its limit raises, and back at the limit clears', () => {
	const stage = new RuleStage([PUMPS], [ruleOf({ when: deep })]);
	stage.say('pumps', 'a', depth(0.5));
	stage.pass(10);
	stage.say('pumps', 'a', depth(0.6));
	stage.pass(10);
	stage.say('pumps', 'a', depth(0.5));
	expect(stage.told()).toEqual(['+10 raised a 3', '+20 cleared a']);
});

test('an alarm stands until the value is past the limit for clearing', () => {
	const stage = new RuleStage([PUMPS], [ruleOf({ when: { ...deep, clear: 0.2 } })]);
	for (const value of [0.6, 0.3, 0.7, 0.25, 0.2]) {
		stage.say('pumps', 'a', depth(value));
		stage.pass(10);
	}
	expect(stage.told()).toEqual(['+0 raised a 3', '+40 cleared a']);
});

test('a condition must hold so long and be gone so long, by the clock and not by the next row', () => {
	const stage = new RuleStage([PUMPS], [ruleOf({ when: deep, raiseAfter: 30, clearAfter: 15 })]);
	stage.say('pumps', 'a', depth(0.6));
	stage.pass(20);
	stage.say('pumps', 'a', depth(0.1));
	stage.pass(20);
	stage.say('pumps', 'a', depth(0.6));
	stage.pass(29);
	expect(stage.told()).toEqual([]);
	stage.pass(6);
	stage.say('pumps', 'a', depth(0.1));
	stage.pass(60);
	expect(stage.told()).toEqual(['+70 raised a 3', '+90 cleared a']);
});

test('a condition must hold in so many readings; a repeat is none', () => {
	const stage = new RuleStage([PUMPS], [ruleOf({ when: deep, raiseReadings: 3 })]);
	const first = { ...depth(0.6), at: stage.now };
	stage.say('pumps', 'a', first);
	stage.say('pumps', 'a', first);
	stage.pass(5);
	stage.say('pumps', 'a', depth(0.6));
	expect(stage.told()).toEqual([]);
	stage.pass(5);
	stage.say('pumps', 'a', depth(0.6));
	expect(stage.told()).toEqual(['+10 raised a 3']);
});

test('what is out of range, said to be bad, or too old never raises, and clears nothing', () => {
	const stage = new RuleStage([PUMPS], [ruleOf({ when: deep, raiseAfter: 70 })]);
	stage.say('pumps', 'wild', depth(50));
	stage.say('pumps', 'bad', { ...depth(3), quality: QUALITY.outOfRange });
	stage.say('pumps', 'silent', depth(3));
	stage.pass(600);
	expect(stage.told()).toEqual([]);
	stage.say('pumps', 'a', depth(3));
	stage.pass(50);
	stage.say('pumps', 'a', depth(3));
	stage.pass(20);
	stage.say('pumps', 'a', { ...depth(0), quality: QUALITY.outOfRange });
	stage.pass(600);
	expect(stage.told()).toEqual(['+670 raised a 3']);
});

test('a bad row does not become good by the next one, which does not say the value', () => {
	const stage = new RuleStage([PUMPS], [ruleOf({ when: deep })]);
	stage.say('pumps', 'a', { ...depth(3), quality: QUALITY.outOfRange });
	stage.pass(1);
	stage.say('pumps', 'a', { values: { warning: 1 } });
	expect(stage.told()).toEqual([]);
});

test('each entity has its own limit; the number of the rule stands in for one that says none', () => {
	const when = { ...deep, limitFrom: 'warning', clear: -0.1 } as const;
	const stage = new RuleStage([PUMPS], [ruleOf({ when })]);
	stage.say('pumps', 'deep', { values: { depth: 1.9, warning: 2 } });
	stage.say('pumps', 'low', { values: { depth: 0.31, warning: 0.3 } });
	stage.say('pumps', 'none', depth(0.6));
	stage.pass(10);
	stage.say('pumps', 'low', depth(0.25));
	stage.pass(10);
	stage.say('pumps', 'low', depth(0.15));
	expect(stage.told()).toEqual(['+0 raised low 3', '+0 raised none 3', '+20 cleared low']);
});

test('a change a second counts over its window, from half of it on', () => {
	const when = { kind: 'rate', layer: 'pumps', metric: 'depth', over: 60, above: 0.01 } as const;
	const stage = new RuleStage([PUMPS], [ruleOf({ when })]);
	for (const value of [1, 1.25, 1.5, 1.75, 1.75, 1.75, 1.75]) {
		stage.say('pumps', 'a', depth(value));
		stage.pass(20);
	}
	// +20: 0.25 in 20 s, but the window is not half full. +40: 0.5 in 40 s. +80: 0.5 in 60 s is not past.
	expect(stage.told()).toEqual(['+40 raised a 3', '+80 cleared a']);
});

test('a rate begins anew after a hole that is longer than values stay fresh', () => {
	const when = { kind: 'rate', layer: 'pumps', metric: 'depth', over: 120, above: 0.01 } as const;
	const stage = new RuleStage([PUMPS], [ruleOf({ when })]);
	const rise = (...values: readonly number[]) => {
		for (const value of values) {
			stage.say('pumps', 'a', depth(value));
			stage.pass(20);
		}
	};
	rise(1, 1, 1, 1);
	stage.pass(50);
	// 5 m more in 70 s, but nobody saw how: half of the window after it nothing has risen.
	rise(6, 6, 6, 6, 6);
	expect(stage.told()).toEqual([]);
	stage.restart(30);
	rise(6, 6.5, 7, 7.5);
	// A hole of 50 s is none: the window goes on where the row before it stands.
	expect(stage.told()).toEqual(['+300 raised a 3']);
});

test('a word of status raises while it is fresh', () => {
	const stage = new RuleStage([PUMPS], [ruleOf({ when: { kind: 'status', layer: 'pumps', is: ['fault'] } })]);
	stage.say('pumps', 'a', { status: 'ok' });
	stage.pass(5);
	stage.say('pumps', 'a', { status: 'fault' });
	stage.pass(300);
	stage.say('pumps', 'a', { status: 'ok' });
	expect(stage.told()).toEqual(['+5 raised a 3', '+305 cleared a']);
});

test('who falls silent is absent at the limit; who was never heard is not', () => {
	const stage = new RuleStage([PUMPS], [ruleOf({ when: { kind: 'absence', layer: 'pumps', after: 40 } })]);
	stage.say('pumps', 'a');
	stage.pass(30);
	stage.say('pumps', 'a');
	stage.pass(600);
	stage.say('pumps', 'a');
	expect(stage.told()).toEqual(['+70.001 raised a 3', '+630 cleared a']);
	// Gone is not silent.
	stage.say('pumps', 'a', { gone: true });
	stage.pass(600);
	expect(stage.told()).toEqual([]);
});

test('a layer that was never heard is silent after its limit from the start, and heard with its first row', () => {
	const when = { kind: 'absence', layer: 'pumps', whole: true } as const;
	const stage = new RuleStage(
		[PUMPS],
		[ruleOf({ when, ladder: [{ level: 2, when: { ...when, after: 120 } }] })]
	);
	stage.pass(200);
	stage.say('pumps', 'a');
	stage.pass(100);
	expect(stage.told()).toEqual([
		'+60.001 raised pumps 3',
		'+120.001 level pumps 2',
		'+200 cleared pumps',
		'+260.001 raised pumps 3'
	]);
});

test('our own absence is nobody else’s', () => {
	const stage = new RuleStage([PUMPS], [ruleOf({ when: { kind: 'absence', layer: 'pumps', after: 60 } })]);
	stage.say('pumps', 'a');
	stage.say('pumps', 'b');
	stage.restart(3600);
	stage.pass(30);
	stage.say('pumps', 'a');
	stage.pass(40);
	expect(stage.told()).toEqual(['+3660.001 raised b 3']);
});

test('a fence is asked when something moves', () => {
	const when = {
		kind: 'geofence',
		layer: 'pumps',
		areas: 'districts',
		names: ['east'],
		is: 'inside'
	} as const;
	const stage = new RuleStage([PUMPS], [ruleOf({ when })]);
	stage.say('pumps', 'a', { position: WEST });
	stage.pass(10);
	stage.say('pumps', 'a', { position: EAST });
	stage.pass(10);
	stage.say('pumps', 'a', { position: [5, 5] });
	expect(stage.told()).toEqual(['+10 raised a 3', '+20 cleared a']);
});

test('a share counts the fresh ones of an area, and too few are no share', () => {
	const when = { kind: 'count', areas: 'districts', of: deep, share: true, least: 3, above: 0.5 } as const;
	const stage = new RuleStage([PUMPS], [ruleOf({ when })]);
	const say = (name: string, value: number) => stage.say('pumps', name, { ...depth(value), position: WEST });
	say('a', 1);
	say('b', 1);
	stage.pass(10);
	expect(stage.told()).toEqual([]);
	say('c', 0);
	expect(stage.told()).toEqual(['+10 raised west 3']);
	stage.pass(20);
	say('b', 0);
	say('c', 0);
	say('d', 0);
	expect(stage.told()).toEqual(['+30 cleared west']);
	// a and b are stale at +60: of those that are left none is deep, and too few are known.
	stage.pass(31);
	say('c', 1);
	say('d', 1);
	expect(stage.told()).toEqual(['+61 raised west 3']);
});

test('when all of an area fall silent its alarm stands: nobody knows', () => {
	const when = { kind: 'count', areas: 'districts', of: deep, above: 0 } as const;
	const stage = new RuleStage([PUMPS], [ruleOf({ when })]);
	stage.say('pumps', 'a', { ...depth(1), position: WEST });
	stage.pass(600);
	expect(stage.told()).toEqual(['+0 raised west 3']);
	stage.say('pumps', 'a', { position: EAST });
	expect(stage.told()).toEqual(['+600 cleared west']);
});

test('conditions of one entity are taken together, those of a namesake in another layer too', () => {
	const lamps = { id: 'lamps', interval: 20, metrics: [{ name: 'power', unit: 'W' }] };
	const when = {
		kind: 'all',
		of: [deep, { kind: 'value', layer: 'lamps', metric: 'power', below: 1 }]
	} as const;
	const stage = new RuleStage([PUMPS, lamps], [ruleOf({ when })]);
	stage.say('pumps', 'a', depth(1));
	stage.say('pumps', 'b', depth(1));
	stage.say('lamps', 'a', { values: { power: 20 } });
	stage.pass(10);
	stage.say('lamps', 'a', { values: { power: 0 } });
	expect(stage.told()).toEqual(['+10 raised a 3']);
});

test('over an area conditions of several layers are taken together', () => {
	const lamps = { id: 'lamps', interval: 20, metrics: [{ name: 'power', unit: 'W' }] };
	const dark = { kind: 'value', layer: 'lamps', metric: 'power', below: 1 } as const;
	const when = {
		kind: 'all',
		areas: 'districts',
		of: [deep, { kind: 'count', areas: 'districts', of: dark, above: 1 }]
	} as const;
	const stage = new RuleStage([PUMPS, lamps], [ruleOf({ when })]);
	stage.say('pumps', 'a', { ...depth(1), position: EAST });
	stage.say('lamps', 'x', { values: { power: 0 }, position: EAST });
	stage.say('lamps', 'y', { values: { power: 0 }, position: WEST });
	stage.pass(10);
	expect(stage.told()).toEqual([]);
	stage.say('lamps', 'y', { values: { power: 0 }, position: EAST });
	expect(stage.told()).toEqual(['+10 raised east 3']);
});

test('an event raises until one ends it, or its time is over', () => {
	const when = { kind: 'event', layer: 'incidents', types: ['fire', 'blast'], hold: 60 } as const;
	const rungs = [{ level: 1 as const, when: { ...when, types: ['blast'] } }];
	const stage = new RuleStage([{ id: 'incidents', cls: 'event' }], [ruleOf({ when, ladder: rungs })]);
	stage.happen('incidents', { id: 'f1' });
	stage.happen('incidents', { id: 'x', type: 'rumour' });
	stage.happen('incidents', { id: 'b1', type: 'blast' });
	stage.pass(10);
	stage.happen('incidents', { id: 'f1', ends: true });
	stage.pass(100);
	expect(stage.told()).toEqual(['+0 raised f1 3', '+0 raised b1 1', '+10 cleared f1', '+60 cleared b1']);
});

test('a ladder goes up and down, each rung with its own limit for clearing', () => {
	const rungs = [
		{ level: 1 as const, when: { ...deep, above: 2, clear: 1.5 } },
		{ level: 2 as const, when: { ...deep, above: 1 } }
	];
	const stage = new RuleStage([PUMPS], [ruleOf({ when: deep, ladder: rungs })]);
	for (const value of [0.6, 1.2, 2.1, 1.6, 1.4, 0.7, 0.1]) {
		stage.say('pumps', 'a', depth(value));
		stage.pass(10);
	}
	expect(stage.told()).toEqual([
		'+0 raised a 3',
		'+10 level a 2',
		'+20 level a 1',
		'+40 level a 2',
		'+50 level a 3',
		'+60 cleared a'
	]);
});

test('a rule rests outside of its hours; those past midnight belong to the evening', () => {
	const when = { kind: 'status', layer: 'doors', is: ['open'] } as const;
	// Mondays, 22 to 6. The stage begins on a Monday at 00:00.
	const stage = new RuleStage(
		[{ id: 'doors', interval: 100_000 }],
		[ruleOf({ when, schedule: { days: [1], from: 22, to: 6 } })]
	);
	stage.say('doors', 'a', { status: 'open' });
	stage.pass(48 * 3600);
	expect(stage.told()).toEqual([`+${22 * 3600} raised a 3`, `+${30 * 3600} cleared a`]);
});

test('night is when the sun is down at the city', () => {
	const when = { kind: 'status', layer: 'doors', is: ['open'] } as const;
	const stage = new RuleStage(
		[{ id: 'doors', interval: 100_000 }],
		[ruleOf({ when, schedule: { night: true } })]
	);
	stage.say('doors', 'a', { status: 'open' });
	stage.pass(86_399);
	// At 0° N 0° E on 2 March the sun rises at 06:09 and sets at 18:16 UTC.
	expect(stage.told()).toEqual([
		'+0 raised a 3',
		`+${6 * 3600 + 9 * 60} cleared a`,
		`+${18 * 3600 + 16 * 60} raised a 3`
	]);
});

test('a theme that is on in some districts only judges there', () => {
	const stage = new RuleStage([PUMPS], [ruleOf({ when: deep }, { districts: ['east'] })]);
	stage.say('pumps', 'a', { ...depth(1), position: WEST });
	stage.say('pumps', 'b', { ...depth(1), position: EAST });
	stage.say('pumps', 'c', depth(1));
	stage.pass(5);
	stage.say('pumps', 'b', { position: WEST });
	expect(stage.told()).toEqual(['+0 raised b 3', '+5 cleared b']);
});

test('timers and alarms go on after a restart, and what is gone then clears', () => {
	const stage = new RuleStage([PUMPS], [ruleOf({ when: deep, raiseAfter: 30 })]);
	stage.say('pumps', 'a', depth(1));
	stage.say('pumps', 'b', depth(1));
	stage.pass(20);
	stage.restart(5);
	stage.pass(10);
	expect(stage.told()).toEqual(['+30 raised a 3', '+30 raised b 3']);
	stage.restart(1);
	stage.say('pumps', 'a', depth(0));
	stage.say('pumps', 'b', { gone: true });
	expect(stage.told()).toEqual(['+36 cleared a', '+36 cleared b']);
	expect(stage.engine.watches()).toEqual([]);
});

test('at a restart an area is judged when all of it has been counted', () => {
	const share = { kind: 'count', areas: 'districts', of: deep, share: true } as const;
	const stage = new RuleStage(
		[PUMPS],
		[ruleOf({ when: { ...share, above: 0.5 }, ladder: [{ level: 2, when: { ...share, above: 0.7 } }] })]
	);
	for (const [name, value] of Object.entries({ a: 0, b: 1, c: 1, d: 1 }))
		stage.say('pumps', name, { ...depth(value), position: WEST });
	expect(stage.told()).toEqual(['+0 raised west 3', '+0 level west 2']);
	stage.restart(1);
	expect(stage.told()).toEqual([]);
});

test('a rule that cannot be meant is named with its reason, and the others go on', () => {
	const stage = new RuleStage(
		[PUMPS],
		[
			ruleOf({ id: 'no-limit', when: { kind: 'value', layer: 'pumps', metric: 'depth' } }),
			ruleOf({ id: 'no-areas', when: { kind: 'count', areas: 'moons', of: deep, above: 1 } }),
			ruleOf({ id: 'back', when: { ...deep, clear: 0.9 } }),
			ruleOf({
				id: 'mixed',
				when: { kind: 'all', of: [deep, { kind: 'count', areas: 'districts', of: deep, above: 1 }] }
			}),
			ruleOf({ when: deep })
		]
	);
	expect(stage.engine.failures).toEqual([
		{ rule: 'test/no-limit', fault: 'rule', reason: 'The condition cannot be judged: it has no limit.' },
		{ rule: 'test/no-areas', fault: 'city', reason: "The city has no areas 'moons'." },
		{
			rule: 'test/back',
			fault: 'rule',
			reason: 'The condition cannot be judged: the limit for clearing lies beyond the one for raising.'
		},
		{
			rule: 'test/mixed',
			fault: 'rule',
			reason: "The condition cannot be judged: 'count' is no condition of one entity: name areas."
		}
	]);
	stage.say('pumps', 'a', depth(1));
	expect(stage.told()).toEqual(['+0 raised a 3']);
});

test('what an alarm was raised from is said with it', () => {
	const stage = new RuleStage([{ ...PUMPS, origin: 'simulated' }], [ruleOf({ when: deep, raiseAfter: 10 })]);
	stage.say('pumps', 'a', { ...depth(0.75), position: WEST });
	stage.pass(10);
	const [raised] = stage.engine.take();
	expect(raised).toMatchObject({
		kind: 'raised',
		at: RULE_START + 10_000,
		since: RULE_START,
		origin: 'simulated',
		facts: {
			key: 'entity:pumps:a',
			subject: { kind: 'entity', ref: { layer: 'pumps', id: 'a' } },
			name: 'The a',
			place: WEST
		},
		readings: [
			{
				entity: { layer: 'pumps', id: 'a' },
				name: 'depth',
				value: 0.75,
				unit: 'm',
				at: RULE_START,
				limit: 0.5,
				side: 'above'
			}
		]
	});
});

test('of any of several conditions the readings are those that hold', () => {
	const any = {
		kind: 'any',
		of: [deep, { kind: 'value', layer: 'pumps', metric: 'warning', above: 1 }]
	} as const;
	const stage = new RuleStage(
		[PUMPS],
		[ruleOf({ id: 'pump', when: any }), ruleOf({ id: 'area', when: { ...any, areas: 'districts' } })]
	);
	stage.say('pumps', 'a', { values: { depth: 0.25, warning: 2 }, position: WEST });
	const read = stage.engine.take().map((raised) => raised.kind === 'raised' && raised.readings);
	expect(read).toHaveLength(2);
	for (const readings of read) expect(readings).toMatchObject([{ name: 'warning', value: 2, limit: 1 }]);
});
