import { expect, test } from 'vitest';
import type { AlarmCondition, AlarmRule } from '#lib/model/alarm-rule.ts';
import { explain } from './explain.ts';

const layers = {
	metric: (_: string, name: string) =>
		({
			depth: { title: { zh: '积水深度', en: 'depth' }, unit: 'm' },
			warning: { title: { zh: '警戒水位', en: 'warning level' }, unit: 'm' }
		})[name],
	title: () => ({ zh: '下穿通道', en: 'Underpasses' })
};
const said = (when: AlarmCondition, rest: Partial<AlarmRule> = {}) =>
	explain({ ...rest, when } as AlarmRule, layers); // no more is looked at
const deep = { kind: 'value', layer: 'underpasses', metric: 'depth', above: 0.27 } as const;

test('a rule is said with its limits and times', () => {
	expect(said(deep, { raiseAfter: 120, raiseReadings: 2 })).toEqual({
		zh: '积水深度高于 0.27 m，持续 2 分钟，至少 2 次读数',
		en: 'depth above 0.27 m, for 2 min, in at least 2 readings'
	});
	expect(said(deep, { schedule: { days: [6, 7], from: 22, to: 6.5, night: true } })).toEqual({
		zh: '积水深度高于 0.27 m，仅 周六、周日 22:00–6:30 夜间',
		en: 'depth above 0.27 m, only Sat, Sun 22:00–6:30 at night'
	});
	expect(said({ ...deep, limitFrom: 'warning' })).toEqual({
		zh: '积水深度高于该处的警戒水位',
		en: 'depth above its own warning level'
	});
	expect(said({ kind: 'rate', layer: 'underpasses', metric: 'depth', over: 180, above: 0.00025 })).toEqual({
		zh: '积水深度在 3 分钟内的变化率高于 0.00025 m/s',
		en: 'change of depth over 3 min above 0.00025 m/s'
	});
});

test('conditions of areas and of silence are said as what they are', () => {
	expect(said({ kind: 'count', areas: 'districts', of: deep, share: true, above: 0.3 })).toEqual({
		zh: '区域内“积水深度高于 0.27 m”的占比高于 30 %',
		en: 'the share of those with depth above 0.27 m in an area is above 30 %'
	});
	expect(said({ kind: 'absence', layer: 'underpasses', after: 180, whole: true })).toEqual({
		zh: '“下穿通道”整体超过 3 分钟没有数据',
		en: 'Underpasses as a whole: no data for more than 3 min'
	});
	expect(
		said({ kind: 'any', of: [deep, { kind: 'status', layer: 'underpasses', is: ['closed', 'fault'] }] })
	).toEqual({
		zh: '积水深度高于 0.27 m，或状态为关闭、故障',
		en: 'depth above 0.27 m or status is closed or fault'
	});
});
