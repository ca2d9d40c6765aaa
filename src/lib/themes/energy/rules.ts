import type { AlarmCondition, AlarmRule } from '#lib/model/alarm-rule.ts';

const loading = (above: number, clear: number): AlarmCondition => ({
	kind: 'value',
	layer: 'substations',
	metric: 'loading',
	above,
	clear
});
/** Percent of the lower explosive limit. */
const methane = (above: number, clear: number): AlarmCondition => ({
	kind: 'value',
	layer: 'gas',
	metric: 'methane',
	above,
	clear
});

export const rules: readonly AlarmRule[] = [
	{
		id: 'substation-overloaded',
		version: 1,
		title: { zh: '变电站重载', en: 'Substation overloaded' },
		consequence: {
			zh: '主变过热，继续上升将甩负荷停电。',
			en: 'Transformers overheat; if it goes on, customers are cut off.'
		},
		response: {
			zh: '转移负荷，启动需求响应，检查冷却；准备有序用电名单。',
			en: 'Move load to neighbours, call for demand response, check the cooling, ready the list of who is cut first.'
		},
		level: 3,
		when: loading(90, 80),
		raiseAfter: 180,
		clearAfter: 600,
		ladder: [
			{ level: 1, when: loading(120, 110) },
			{ level: 2, when: loading(100, 95) }
		],
		cause: 'power'
	},
	{
		id: 'substation-dead',
		version: 1,
		title: { zh: '变电站失压', en: 'Substation without voltage' },
		consequence: {
			zh: '供电片区停电，电梯、泵站、信号灯同时受影响。',
			en: 'Its quarter is without power: lifts, pumps and signals with it.'
		},
		response: {
			zh: '核实跳闸原因，倒供电，通知医院、地铁和泵站切换备用电源。',
			en: 'Find out what tripped, feed it from elsewhere, have hospitals, metro and pumps switch to their own supply.'
		},
		level: 1,
		// Below a kilovolt there is nothing left on any bar that feeds a city.
		when: { kind: 'value', layer: 'substations', metric: 'voltage', below: 1, clear: 5 },
		raiseReadings: 2,
		clearAfter: 120,
		cause: 'power'
	},
	{
		id: 'gas-leak',
		version: 1,
		title: { zh: '燃气泄漏', en: 'Gas leak' },
		consequence: {
			zh: '达到爆炸下限后遇火即爆。',
			en: 'At the lower explosive limit any spark makes it explode.'
		},
		response: {
			zh: '设警戒区、禁火禁电、疏散周边，关阀并派抢修，浓度回落后方可解除。',
			en: 'Close off the place, no fire and no switches, move people out, shut the valve, send the repair crew; end it only when the reading is down.'
		},
		level: 2,
		// 25 and 50 % of the lower explosive limit are usual settings of detectors; check the city's own.
		when: methane(25, 15),
		raiseReadings: 2,
		clearAfter: 300,
		ladder: [{ level: 1, when: methane(50, 40) }],
		cause: 'gas'
	},
	{
		id: 'main-broken',
		version: 1,
		title: { zh: '燃气管道疑似破裂', en: 'Gas main may be broken' },
		consequence: {
			zh: '同一片区既有泄漏又有降压，管道可能破裂，影响面大。',
			en: 'Gas in the air and falling pressure in one quarter: a main may be broken, and many are at risk.'
		},
		response: {
			zh: '立即关断上游阀门，扩大疏散范围，通知消防和供热、用气大户。',
			en: 'Shut the valves upstream at once, widen the evacuation, tell the fire brigade and large users.'
		},
		level: 1,
		when: {
			kind: 'all',
			areas: 'communities',
			of: [
				methane(10, 5),
				// 6 kPa within five minutes.
				{ kind: 'rate', layer: 'gas', metric: 'pressure', over: 300, below: -0.02, clear: -0.005 }
			]
		},
		raiseAfter: 30,
		clearAfter: 600,
		cause: 'gas'
	},
	{
		id: 'gas-silent',
		version: 1,
		title: { zh: '燃气监测中断', en: 'Gas detectors are silent' },
		consequence: { zh: '泄漏无法被发现。', en: 'A leak would not be noticed.' },
		response: {
			zh: '检查监测平台，恢复前安排人工巡检。',
			en: 'Check the platform; walk the mains until it is back.'
		},
		level: 2,
		when: { kind: 'absence', layer: 'gas', after: 120, whole: true },
		cause: 'feed'
	}
];
