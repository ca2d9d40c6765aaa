import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AlarmCondition, AlarmRule } from '#lib/model/alarm-rule.ts';
import { QUALITY } from '#lib/model/wire/fields.ts';
import { NaiveJudge } from '../../../../../tests/fixtures/naive-judge.ts';
import { RULE_START, RuleStage, ruleOf } from '../../../../../tests/fixtures/rule-stage.ts';

const range: [number, number] = [0, 9];
const LAYERS = [
	{
		id: 'pumps',
		interval: 10,
		metrics: [
			{ name: 'depth', unit: 'm', range },
			{ name: 'flow', unit: 'm3/s' }
		]
	},
	{ id: 'lamps', interval: 10, metrics: [{ name: 'power', unit: 'W' }] }
];
const deep: AlarmCondition = { kind: 'value', layer: 'pumps', metric: 'depth', above: 1, clear: 0.5 };
const dark: AlarmCondition = { kind: 'value', layer: 'lamps', metric: 'power', below: 1 };
const fault: AlarmCondition = { kind: 'status', layer: 'pumps', is: ['fault'] };
const silent: AlarmCondition = { kind: 'absence', layer: 'pumps', after: 20 };
const rising: AlarmCondition = { kind: 'rate', layer: 'pumps', metric: 'depth', over: 20, above: 0.05 };
const inEast: AlarmCondition = {
	kind: 'geofence',
	layer: 'pumps',
	areas: 'districts',
	names: ['east'],
	is: 'inside'
};

const RULES: readonly (Partial<AlarmRule> & Pick<AlarmRule, 'id' | 'when'>)[] = [
	{ id: 'deep', when: deep },
	{ id: 'deep-for-long', when: deep, raiseAfter: 12, raiseReadings: 2, clearAfter: 7 },
	{ id: 'deep-by-rungs', when: deep, ladder: [{ level: 1, when: { ...deep, above: 3, clear: 2 } }] },
	{ id: 'rising', when: rising },
	{ id: 'fault', when: fault, raiseAfter: 5 },
	{ id: 'silent', when: silent, ladder: [{ level: 2, when: { ...silent, after: 40 } }] },
	{ id: 'in-east', when: inEast },
	{ id: 'both', when: { kind: 'all', of: [deep, { kind: 'any', of: [fault, inEast] }] } },
	{ id: 'all-silent', when: { kind: 'absence', layer: 'lamps', whole: true } },
	{
		id: 'share-deep',
		when: { kind: 'count', areas: 'districts', of: deep, share: true, least: 2, above: 0.4 }
	},
	{ id: 'few-here', when: { kind: 'count', areas: 'districts', of: inEast, below: 1 }, raiseAfter: 9 },
	{
		id: 'deep-and-dark',
		when: {
			kind: 'all',
			areas: 'districts',
			of: [deep, { kind: 'count', areas: 'districts', of: dark, above: 0 }]
		},
		clearAfter: 11
	}
];
const ONLY_EAST = { ...RULES[1]!, id: 'only-east' };

const action = fc.record(
	{
		wait: fc.constantFrom(0, 1, 2, 5, 11, 31),
		entity: fc.constantFrom('a', 'b', 'c'),
		layer: fc.constantFrom('pumps', 'pumps', 'lamps'),
		/** Seconds before now at which it was observed. */
		ago: fc.constantFrom(0, 0, 0, 3, 25),
		depth: fc.constantFrom(0, 0.5, 0.75, 1, 1.5, 4, 50),
		power: fc.constantFrom(0, 20),
		place: fc.constantFrom<readonly [number, number]>([0.5, 0.5], [1.5, 0.5], [5, 5]),
		status: fc.constantFrom('ok', 'fault'),
		quality: fc.constantFrom(0, 0, 0, QUALITY.outOfRange, QUALITY.simulated),
		gone: fc.constantFrom(true as const)
	},
	{ requiredKeys: ['wait', 'entity', 'layer', 'ago'] }
);

/** Timers end between two seconds; whoever looks once a second sees it at the next. */
const atFullSeconds = (told: readonly string[]): string[] =>
	told.map((line) => line.replace(/^[\d.]+/, (at) => String(Math.ceil(Number(at))))).toSorted();

test('rules judged row by row say what judging everything anew at every instant says', () => {
	fc.assert(
		fc.property(fc.array(action, { minLength: 5, maxLength: 40 }), (actions) => {
			const rules = [...RULES.map((rule) => ruleOf(rule)), ruleOf(ONLY_EAST, { districts: ['east'] })];
			const stage = new RuleStage(LAYERS, rules);
			const naive = new NaiveJudge(stage.layers, rules);
			naive.judge(stage.now);
			for (const { wait, entity, layer, ago, depth, power, place, status, quality, gone } of actions) {
				for (let second = 0; second < wait; second++) {
					stage.pass(1);
					naive.judge(stage.now);
				}
				const values = {
					...(layer === 'pumps' ? depth !== undefined && { depth } : power !== undefined && { power })
				};
				// That somebody who was never there is gone changes no row.
				const known = stage.layers.get(layer)!;
				if (gone && !known.rows.present[known.idxOf(entity)]) continue;
				const isOther = stage.say(layer, entity, {
					at: stage.now - ago * 1000,
					values,
					...(place && { position: place }),
					...(status && { status }),
					...(quality !== undefined && { quality }),
					...(gone && { gone })
				});
				naive.judge(stage.now, isOther ? { layer, entity } : undefined);
			}
			const told = stage.engine.take().map((transition) => {
				const level = transition.kind === 'cleared' ? '' : ` ${transition.level}`;
				const [, ...key] = transition.key.split(':');
				return `${(transition.at - RULE_START) / 1000} ${transition.kind}${level} ${transition.rule.slice(5)} ${key.at(-1)}`;
			});
			expect(atFullSeconds(told)).toEqual(atFullSeconds(naive.told));
		}),
		{ numRuns: 200 }
	);
});
