import type { AlarmCondition, AlarmRule } from '#lib/model/alarm-rule.ts';

/** Told to shine, and dark by its meter: what the controller confirms does not count. */
const darkAgainstOrder: AlarmCondition = {
	kind: 'all',
	of: [
		{ kind: 'value', layer: 'light-poles', metric: 'target', above: 0 },
		{ kind: 'value', layer: 'light-poles', metric: 'actual', below: 1 }
	]
};

export const rules: readonly AlarmRule[] = [
	{
		id: 'quarter-dark',
		version: 1,
		title: { zh: '成片熄灯', en: 'A quarter without light' },
		consequence: {
			zh: '整片街区无路灯，行人和行车安全风险明显上升。',
			en: 'Streets without light: people on foot and drivers are at risk.'
		},
		response: {
			zh: '核对片区配电箱与上级电源，派抢修班组到场；必要时请交警加强巡逻。',
			en: 'Check the feeder cabinet and its supply, send a repair crew; ask traffic police for patrols if it lasts.'
		},
		level: 3,
		// Shares and numbers are the city's own.
		when: {
			kind: 'count',
			areas: 'subdistricts',
			of: darkAgainstOrder,
			share: true,
			least: 8,
			above: 0.15,
			clear: 0.08
		},
		raiseAfter: 120,
		clearAfter: 300,
		ladder: [
			{
				level: 2,
				when: {
					kind: 'count',
					areas: 'subdistricts',
					of: darkAgainstOrder,
					share: true,
					least: 8,
					above: 0.4,
					clear: 0.3
				}
			}
		],
		schedule: { night: true },
		cause: 'power'
	},
	{
		id: 'faults-pile-up',
		version: 1,
		title: { zh: '故障路灯积压', en: 'Faulty lamps pile up' },
		consequence: {
			zh: '坏灯得不到及时修复，亮灯率持续下降。',
			en: 'Broken lamps are not mended in time, and more and more streets are dim.'
		},
		response: {
			zh: '按回路查找共同原因，合并派单，两个工作日内修复。',
			en: 'Look for common causes circuit by circuit, one job for each, mended within two working days.'
		},
		level: 4,
		when: {
			kind: 'count',
			areas: 'districts',
			of: { kind: 'status', layer: 'light-poles', is: ['fault'] },
			share: true,
			least: 20,
			above: 0.03,
			clear: 0.02
		},
		raiseAfter: 3600,
		clearAfter: 900
	},
	{
		id: 'lit-by-day',
		version: 1,
		title: { zh: '白天亮灯', en: 'Lit by day' },
		consequence: { zh: '浪费电能，群众投诉。', en: 'Energy is wasted, and people complain.' },
		response: {
			zh: '检查控制箱时钟与光控探头，远程关灯并在两小时内纠正启闭时间。',
			en: "Check the cabinet's clock and light sensor, switch off remotely, correct the times within two hours."
		},
		level: 4,
		when: {
			kind: 'count',
			areas: 'subdistricts',
			of: { kind: 'value', layer: 'light-poles', metric: 'actual', above: 5 },
			share: true,
			least: 20,
			above: 0.2,
			clear: 0.1
		},
		raiseAfter: 900,
		schedule: { from: 9, to: 16 }
	},
	{
		id: 'lamps-silent',
		version: 1,
		title: { zh: '照明数据中断', en: 'Lamps are silent' },
		consequence: {
			zh: '无法判断路灯是否亮起，熄灯不会再产生告警。',
			en: 'Nobody can tell which lamps are lit: dark streets raise no alarm any more.'
		},
		response: {
			zh: '检查照明平台接口与网络；恢复前安排人工夜巡。',
			en: "Check the lighting platform's link; patrol by night until data are back."
		},
		level: 3,
		when: { kind: 'absence', layer: 'light-poles', after: 300, whole: true },
		cause: 'feed'
	}
];
