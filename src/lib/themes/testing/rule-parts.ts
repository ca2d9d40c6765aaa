import type { AlarmCondition, AlarmRule } from '#lib/model/alarm-rule.ts';

/** A condition with all that it is made of, itself first. */
export function partsOf(condition: AlarmCondition): readonly AlarmCondition[] {
	switch (condition.kind) {
		case 'all':
		case 'any':
			return [condition, ...condition.of.flatMap(partsOf)];
		case 'count':
			return [condition, ...partsOf(condition.of)];
		default:
			return [condition];
	}
}

/** All conditions of a rule, those of its ladder too. */
export const conditionsOf = ({ when, ladder = [] }: AlarmRule): readonly AlarmCondition[] =>
	[when, ...ladder.map((rung) => rung.when)].flatMap(partsOf);
