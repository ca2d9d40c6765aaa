import { expect, test } from 'vitest';
import { typedNumbers } from './typed-numbers.ts';

test.each([
	['全市未结告警 **37** 件，最深积水 52 cm，PM2.5 为 35 µg/m³。', ['37 件', '52 cm', '35 µg/m³']],
	['告警37起，影响1.2万人', ['37起', '1.2万']],
	[
		'37 alarms are open, 3 new incidents, 95.0 % of 1,235 buses.',
		['37 alarms', '3 new incidents', '95.0 %', '1,235 buses']
	],
	['It is -3 °C on 12 roads.', ['3 °C', '12 roads']]
])('readings that were typed are found: %s', (text, found) => {
	expect(typedNumbers(text)).toEqual(found);
});

test.each([
	'未结告警 {{open_alarms}} 件，一级 {{alarms_level_1}} 件',
	'{{open}} alarms are open, {{grave}} of them of level 1.',
	'- 最大积水深度 **{{depth}}**（目标不高于 15 cm）',
	'- Deepest water **{{depth}}** (target at most 15 cm)',
	'地铁1号线、G15、第3个泵站、A-12 处、§3、1级告警、Level 1 alarms、PM2.5',
	'2026年11月26日 07:30，最近 24 小时、3个月；in the last 24 hours since 2026-11-26',
	'1. 先排水\n2. 再通车，见 https://example.org/37件'
])('what is a name, a time, a target or has its place is none: %s', (text) => {
	expect(typedNumbers(text)).toEqual([]);
});
