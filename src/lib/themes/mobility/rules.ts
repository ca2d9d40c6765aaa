import type { AlarmCondition, AlarmRule } from '#lib/model/alarm-rule.ts';

/** Share of a district's main roads that hardly move. */
const jammed = (above: number, clear: number): AlarmCondition => ({
	kind: 'count',
	areas: 'districts',
	of: { kind: 'status', layer: 'road-flow', is: ['heavily-congested', 'closed'] },
	share: true,
	least: 8,
	above,
	clear
});

export const rules: readonly AlarmRule[] = [
	{
		id: 'district-jammed',
		version: 2,
		title: { zh: '区域性拥堵', en: 'A district is jammed' },
		consequence: {
			zh: '拥堵向周边路网扩散，救护、消防车辆通行受阻。',
			en: 'The jam spreads to the roads around it, and ambulances and fire engines are held up.'
		},
		response: {
			zh: '调整信号配时、放行瓶颈方向，派警力到关键路口，发布绕行信息。',
			en: 'Change signal plans, release the bottleneck, send officers to the key junctions, announce a way around.'
		},
		level: 3,
		// Shares are the city's own: the usual rush hour must stay below them.
		when: jammed(0.28, 0.2),
		raiseAfter: 300,
		clearAfter: 600,
		ladder: [{ level: 2, when: jammed(0.45, 0.35) }],
		cause: 'traffic'
	},
	{
		id: 'road-closed',
		version: 1,
		title: { zh: '道路封闭', en: 'Road closed' },
		consequence: {
			zh: '车流涌向平行道路，周边十分钟内可能拥堵。',
			en: 'Traffic moves to parallel roads, which may jam within ten minutes.'
		},
		response: {
			zh: '核实封闭原因，设置绕行标志，更新导航与诱导屏。',
			en: 'Find out why, sign a diversion, tell navigation services and message signs.'
		},
		level: 3,
		when: { kind: 'status', layer: 'road-flow', is: ['closed'] },
		raiseReadings: 2,
		clearAfter: 120,
		cause: 'traffic'
	},
	{
		id: 'speed-collapses',
		version: 1,
		title: { zh: '车速骤降', en: 'Speed collapses' },
		consequence: {
			zh: '可能发生事故或突发占道，后方有追尾风险。',
			en: 'An accident or a blocked lane is likely; cars behind may run into the queue.'
		},
		response: {
			zh: '调看附近视频确认，派就近巡逻组。',
			en: 'Look through the cameras nearby, send the next patrol.'
		},
		level: 4,
		when: {
			kind: 'all',
			of: [
				// 30 km/h within five minutes: no rush hour comes so fast.
				{ kind: 'rate', layer: 'road-flow', metric: 'speed', over: 300, below: -0.1, clear: 0 },
				{ kind: 'value', layer: 'road-flow', metric: 'ratio', below: 0.3, clear: 0.5 },
				// A closed road has an alarm of its own.
				{ kind: 'value', layer: 'road-flow', metric: 'speed', above: 0 }
			]
		},
		raiseReadings: 2,
		clearAfter: 300,
		cause: 'traffic'
	},
	{
		id: 'metro-disrupted',
		version: 1,
		title: { zh: '地铁运营中断', en: 'Metro disrupted' },
		consequence: {
			zh: '站台客流积压，沿线地面交通压力骤增。',
			en: 'Platforms fill, and the streets along the line have to carry the passengers.'
		},
		response: {
			zh: '启动公交接驳，限流进站，通知沿线交警和属地街道。',
			en: 'Run replacement buses, hold passengers outside, tell traffic police and subdistricts along the line.'
		},
		level: 2,
		when: {
			kind: 'event',
			layer: 'metro-alerts',
			types: ['NO_SERVICE', 'REDUCED_SERVICE', 'SIGNIFICANT_DELAYS'],
			hold: 3600
		},
		cause: 'metro'
	},
	{
		id: 'metro-late',
		version: 1,
		title: { zh: '地铁列车严重晚点', en: 'Metro train very late' },
		consequence: { zh: '后续列车受影响，晚点沿线传播。', en: 'Trains behind it are held up in turn.' },
		response: {
			zh: '与行车调度核实，必要时加开或跳停。',
			en: 'Ask the dispatcher; add a train or skip stops if need be.'
		},
		level: 4,
		when: { kind: 'value', layer: 'metro-trips', metric: 'delay', above: 600, clear: 300 },
		raiseAfter: 60,
		cause: 'metro'
	},
	{
		id: 'roads-silent',
		version: 1,
		title: { zh: '路况数据中断', en: 'Road traffic is silent' },
		consequence: {
			zh: '交通指数停止更新，拥堵不再产生告警。',
			en: 'The traffic index stands still and jams raise no alarm.'
		},
		response: { zh: '检查检测器平台与网络。', en: "Check the detectors' platform and its network." },
		level: 3,
		when: { kind: 'absence', layer: 'road-flow', after: 180, whole: true },
		cause: 'feed'
	}
];
