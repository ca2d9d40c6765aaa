import type { AlarmReading } from '#lib/model/alarm.ts';
import { formatUnit } from '#lib/model/unit-text.ts';
import type { EngineRule } from '#lib/server/alarms/rule-engine/rule-program.ts';
import { explain } from '#lib/server/alarms/explain.ts';
import { THEMES } from '#lib/themes/registry.ts';
import type { RulesTest, RuleTest, WouldBe } from './judge-past.ts';

/** A line for each rule: its level, and its condition in words. */
export function listText(rules: readonly EngineRule[]): string {
	const width = Math.max(0, ...rules.map(({ key }) => key.length));
	return rules.map((rule) => `${rule.key.padEnd(width)}  ${rule.rule.level}  ${saidOf(rule)}\n`).join('');
}

/** A rule's condition in English, with the names of its theme's metrics. */
export const saidOf = ({ rule, theme }: EngineRule): string => {
	const layers = THEMES.find(({ id }) => id === theme)?.layers ?? [];
	const declared = (layer: string) => layers.find(({ declaration }) => declaration.id === layer)?.declaration;
	return explain(rule, {
		metric: (layer, name) => declared(layer)?.metrics.find((metric) => metric.name === name),
		title: (layer) => declared(layer)?.title
	}).en;
};

/** How often each rule would have fired, its first alarms, and how busy the desk would have been. */
export function testText(test: RulesTest): string {
	const { from, to, judged, rules, alarms, perTenMinutes, mostInTenMinutes, flood, levels } = test;
	const lines = [
		`${iso(from)} to ${iso(to)}, ${judged} rows and events`,
		...rules.toSorted((a, b) => b.raised - a.raised).flatMap(ruleLines),
		`${alarms} alarms, ${round(perTenMinutes)} in ten minutes on the mean, ${mostInTenMinutes} at the most`,
		`in a flood: ${round(flood * 100)} % of the time`,
		...(alarms > 0
			? [`by level: ${levels.map((share, n) => `${n + 1}: ${round(share * 100)} %`).join(', ')}`]
			: [])
	];
	return `${lines.join('\n')}\n`;
}

function ruleLines({ rule, raised, first, failure, missing }: RuleTest): string[] {
	const note =
		failure !== undefined
			? `  cannot be judged: ${failure}`
			: missing.length > 0
				? `  no history of ${missing.join(', ')}`
				: '';
	return [`${String(raised).padStart(6)}  ${rule}${note}`, ...first.map(alarmLine)];
}

const alarmLine = ({ at, name, level, readings }: WouldBe): string =>
	`          ${iso(at)}  level ${level}  ${name}: ${readings.slice(0, 3).map(readingText).join('; ')}`;

function readingText({ entity, name, value, unit, limit, side }: AlarmReading): string {
	const said = `${name} ${value ?? '–'} ${formatUnit(unit)}`.trimEnd();
	return `${entity.id} ${said}${limit === undefined ? '' : ` (${side} ${limit})`}`.trimStart();
}

const iso = (at: number) => new Date(at).toISOString().slice(0, 19) + 'Z';
const round = (value: number) => Number(value.toFixed(1));
