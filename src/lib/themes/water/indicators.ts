import type { Indicator } from '#lib/model/indicator.ts';

const department = { zh: '市水务局', en: 'City Water Authority' };
const own = { zh: '本市防汛排涝应急预案', en: "The city's own flood plan" };
const shared = { version: 1, period: 60, department, areas: 'districts' } as const;

export const indicators: readonly Indicator[] = [
	{
		...shared,
		id: 'underpasses-flooded',
		title: { zh: '积水下穿通道', en: 'Flooded underpasses' },
		formula: {
			kind: 'sql',
			sql: `select case when count(*) > 0 then count(*) filter (where depth > 0.15) end as value,
	count(*) filter (where depth > 0.15) as numerator, count(*) as denominator
from underpasses where not stale and depth is not null`
		},
		drill: {
			layer: 'underpasses',
			sql: 'select id, title, depth, pumps, status from underpasses where not stale and depth is not null order by depth desc, id'
		},
		said: { zh: '积水深度超过 15 厘米的下穿通道数。', en: 'Underpasses with more than 15 cm of water.' },
		unit: '1',
		decimals: 0,
		direction: 'less-is-better',
		target: { to: 0 },
		layers: ['underpasses'],
		source: own
	},
	{
		...shared,
		id: 'deepest-water',
		title: { zh: '最大积水深度', en: 'Deepest water' },
		formula: { kind: 'sql', sql: 'select 100 * max(depth) as value from underpasses where not stale' },
		drill: {
			layer: 'underpasses',
			sql: 'select id, title, 100 * depth as depth_cm, status from underpasses where not stale and depth is not null order by depth desc, id'
		},
		said: { zh: '各下穿通道积水深度的最大值。', en: 'The deepest water of all underpasses.' },
		unit: 'cm',
		decimals: 0,
		direction: 'less-is-better',
		target: { to: 15 },
		layers: ['underpasses'],
		source: own
	},
	{
		...shared,
		id: 'sewers-high',
		title: { zh: '高水位管网占比', en: 'Sewers nearly full' },
		formula: {
			kind: 'sql',
			sql: `select 100.0 * count(*) filter (where fill > 80) / nullif(count(*), 0) as value,
	count(*) filter (where fill > 80) as numerator, count(*) as denominator
from "sewer-levels" where not stale and fill is not null`
		},
		drill: {
			layer: 'sewer-levels',
			sql: 'select id, title, fill, depth from "sewer-levels" where not stale and fill is not null order by fill desc, id'
		},
		said: {
			zh: '充满度超过 80% 的监测点数 ÷ 有数据的监测点数。',
			en: 'Sewer gauges more than 80 % full / sewer gauges with data.'
		},
		unit: '%',
		decimals: 1,
		direction: 'less-is-better',
		target: { to: 10 },
		layers: ['sewer-levels'],
		source: own
	},
	{
		...shared,
		id: 'rivers-below-warning',
		title: { zh: '河道不超警率', en: 'Gauges below warning' },
		formula: {
			kind: 'sql',
			sql: `select 100.0 * count(*) filter (where level < warning) / nullif(count(*), 0) as value,
	count(*) filter (where level < warning) as numerator, count(*) as denominator
from "river-levels" where not stale and level is not null and warning is not null`
		},
		drill: {
			layer: 'river-levels',
			sql: 'select id, title, level, warning, level - warning as above_warning from "river-levels" where not stale and level is not null and warning is not null order by level - warning desc, id'
		},
		said: {
			zh: '水位低于各自警戒水位的测站数 ÷ 有数据的测站数。',
			en: 'Gauges below their own warning level / gauges with data.'
		},
		unit: '%',
		decimals: 0,
		direction: 'more-is-better',
		target: { from: 100 },
		layers: ['river-levels'],
		source: { zh: '各站警戒水位', en: 'Warning level of each gauge' }
	},
	{
		...shared,
		id: 'pumps-running',
		title: { zh: '运行水泵', en: 'Pumps running' },
		formula: { kind: 'sql', sql: 'select sum(pumps) as value from underpasses where not stale' },
		drill: {
			layer: 'underpasses',
			sql: 'select id, title, pumps, depth from underpasses where not stale and pumps is not null order by pumps desc, id'
		},
		said: { zh: '各下穿通道正在运行的水泵台数之和。', en: 'Pumps that run at all underpasses together.' },
		unit: '1',
		decimals: 0,
		direction: 'in-band',
		target: {},
		layers: ['underpasses'],
		source: own
	},
	{
		...shared,
		id: 'spring-flow',
		period: 300,
		title: { zh: '泉群涌水量', en: 'Flow of the springs' },
		formula: { kind: 'sql', sql: 'select sum(flow) as value from springs where not stale' },
		drill: {
			layer: 'springs',
			sql: 'select id, title, flow, level from springs where not stale and flow is not null order by flow desc, id'
		},
		said: { zh: '各泉涌水量之和。', en: 'Flow of all springs together.' },
		unit: 'm3/s',
		decimals: 2,
		direction: 'more-is-better',
		target: {},
		layers: ['springs'],
		source: { zh: '本市保泉要求', en: "The city's own care for its springs" }
	}
];
