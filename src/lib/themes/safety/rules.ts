import type { AlarmCondition, AlarmRule } from '#lib/model/alarm-rule.ts';

/** More people on a square metre than so many. */
const denser = (above: number, clear: number): AlarmCondition => ({
	kind: 'value',
	layer: 'crowds',
	metric: 'density',
	above,
	clear
});

export const rules: readonly AlarmRule[] = [
	{
		id: 'crowd-dense',
		version: 1,
		title: { zh: '人员密度过高', en: 'A crowd is too dense' },
		consequence: {
			zh: '超过每平方米 4 人即难以自主移动，存在踩踏风险。',
			en: 'Beyond four on a square metre people no longer move freely and may be crushed.'
		},
		response: {
			zh: '入口限流、单向通行，广播疏导，备勤力量到场；6 人以上立即停止进入并打开全部出口。',
			en: 'Hold people at the entrances, make ways one-way, speak to the crowd, bring up the reserve; above six stop all entry and open every exit.'
		},
		level: 3,
		// Four and six are common in crowd safety; three is this city's own early warning.
		when: denser(3, 2.5),
		raiseAfter: 60,
		raiseReadings: 2,
		clearAfter: 300,
		ladder: [
			{ level: 1, when: denser(6, 5) },
			{ level: 2, when: denser(4, 3.5) }
		],
		cause: 'crowd'
	},
	{
		id: 'crowd-gathers',
		version: 1,
		title: { zh: '人员快速聚集', en: 'A crowd gathers fast' },
		consequence: {
			zh: '十分钟内可能超出场所承载量。',
			en: 'The place may be over its capacity within ten minutes.'
		},
		response: {
			zh: '核实活动情况，提前部署疏导力量。',
			en: 'Find out what is on, and place stewards in time.'
		},
		level: 4,
		when: {
			kind: 'all',
			of: [
				// 300 people more within five minutes.
				{ kind: 'rate', layer: 'crowds', metric: 'people', over: 300, above: 1, clear: 0.3 },
				denser(1.5, 1.2)
			]
		},
		raiseReadings: 2,
		cause: 'crowd'
	},
	{
		id: 'grave-incident',
		version: 1,
		title: { zh: '重大警情', en: 'Grave incident' },
		consequence: { zh: '可能造成人员伤亡或事态扩大。', en: 'People may be hurt, and it may grow.' },
		response: {
			zh: '派最近的巡逻组，通知消防、急救，调看周边视频，封控现场。',
			en: 'Send the nearest patrol, tell fire and ambulance services, look through the cameras, close the place off.'
		},
		level: 2,
		when: {
			kind: 'event',
			layer: 'incidents',
			types: ['fire', 'explosion', 'gasLeak', 'crowdCrush', 'violence', 'drowning', 'buildingCollapse'],
			hold: 3600
		}
	},
	{
		id: 'patrol-astray',
		version: 1,
		title: { zh: '巡逻组离开辖区', en: 'Patrol outside the city' },
		consequence: { zh: '辖区出现勤务空档。', en: 'Its beat is empty.' },
		response: { zh: '呼叫核实，调相邻巡逻组补位。', en: 'Call it, and have a neighbour cover its beat.' },
		level: 4,
		when: { kind: 'geofence', layer: 'patrols', areas: 'districts', is: 'outside' },
		raiseAfter: 180,
		clearAfter: 60
	},
	{
		id: 'cameras-dark',
		version: 1,
		title: { zh: '片区视频离线', en: 'Cameras dark in a quarter' },
		consequence: {
			zh: '该片区看不见，处置只能靠现场。',
			en: 'Nothing can be seen there: only people on the spot know.'
		},
		response: {
			zh: '检查汇聚交换机与供电，增派步巡。',
			en: 'Check the switch and its power; add patrols on foot.'
		},
		level: 3,
		when: {
			kind: 'count',
			areas: 'subdistricts',
			of: { kind: 'status', layer: 'cameras', is: ['offline'] },
			share: true,
			least: 4,
			above: 0.5,
			clear: 0.25
		},
		raiseAfter: 300,
		clearAfter: 300,
		cause: 'power'
	},
	{
		id: 'patrols-silent',
		version: 1,
		title: { zh: '巡逻定位中断', en: 'Patrols are silent' },
		consequence: { zh: '无法找到最近的巡逻组。', en: 'The nearest patrol cannot be found.' },
		response: {
			zh: '改用电台点名报位，检查定位平台。',
			en: 'Have them call their places by radio; check the platform.'
		},
		level: 2,
		when: { kind: 'absence', layer: 'patrols', after: 60, whole: true },
		cause: 'feed'
	}
];
