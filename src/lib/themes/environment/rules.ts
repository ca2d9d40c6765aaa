import type { AlarmCondition, AlarmRule } from '#lib/model/alarm-rule.ts';

/** Share of a district's stations with more fine dust than so many µg/m³. */
const dusty = (concentration: number, clearing: number): AlarmCondition => ({
	kind: 'count',
	areas: 'districts',
	of: { kind: 'value', layer: 'air', metric: 'PM2.5', above: concentration, clear: clearing },
	share: true,
	least: 1,
	above: 0.49,
	clear: 0.3
});

const rain = (above: number, clear: number): AlarmCondition => ({
	kind: 'value',
	layer: 'weather',
	metric: 'rain',
	above,
	clear
});

export const rules: readonly AlarmRule[] = [
	{
		id: 'district-polluted',
		version: 1,
		title: { zh: '区域空气污染', en: 'Polluted air in a district' },
		consequence: {
			zh: '老人、儿童和呼吸道疾病患者健康受影响。',
			en: 'Old people, children and the sick suffer.'
		},
		response: {
			zh: '排查周边源，启动相应级别减排措施，学校停止户外活动。',
			en: 'Look for sources, start the measures of the level, keep schools indoors.'
		},
		level: 4,
		// Concentrations end the classes 轻度, 中度, 重度 of the index; shares are the city's own.
		when: dusty(115, 100),
		raiseAfter: 300,
		raiseReadings: 3,
		clearAfter: 900,
		ladder: [
			{ level: 2, when: dusty(250, 230) },
			{ level: 3, when: dusty(150, 135) }
		],
		cause: 'air'
	},
	{
		id: 'ozone-high',
		version: 1,
		title: { zh: '臭氧超标', en: 'Ozone above its limit' },
		consequence: {
			zh: '刺激呼吸道，午后户外活动风险大。',
			en: 'It irritates the lungs: being outside in the afternoon is a risk.'
		},
		response: {
			zh: '错峰安排涂装、加油等作业，提示公众减少午后外出。',
			en: 'Move painting and refuelling to other hours; advise people to stay in after noon.'
		},
		level: 4,
		// 200 µg/m³ in an hour is grade II of GB 3095.
		when: { kind: 'value', layer: 'air', metric: 'O3', above: 200, clear: 180 },
		raiseAfter: 1800,
		clearAfter: 1800,
		schedule: { from: 10, to: 20 },
		cause: 'air'
	},
	{
		id: 'rain-heavy',
		version: 1,
		title: { zh: '强降雨', en: 'Heavy rain' },
		consequence: {
			zh: '一小时内低洼处可能积水，下穿通道风险高。',
			en: 'Low places may flood within the hour, underpasses first.'
		},
		response: {
			zh: '排水队伍到位，预降管网水位，检查下穿通道水泵。',
			en: 'Man the drainage crews, lower the sewers, test the pumps of underpasses.'
		},
		level: 3,
		// 20 mm/h is what weather services call short heavy rain; the steps above are the city's own.
		when: rain(20, 10),
		raiseAfter: 60,
		raiseReadings: 2,
		clearAfter: 600,
		ladder: [
			{ level: 1, when: rain(100, 80) },
			{ level: 2, when: rain(50, 40) }
		],
		cause: 'rain'
	},
	{
		id: 'bin-burns',
		version: 1,
		title: { zh: '垃圾桶起火', en: 'Bin on fire' },
		consequence: { zh: '可能引燃车辆、店面和线缆。', en: 'Cars, shops and cables nearby may catch fire.' },
		response: {
			zh: '调看附近视频，派就近巡逻组携灭火器到场，必要时转消防。',
			en: 'Look through the cameras, send the next patrol with an extinguisher, call the fire brigade if need be.'
		},
		level: 2,
		when: {
			kind: 'any',
			of: [
				{ kind: 'status', layer: 'waste-bins', is: ['fire'] },
				{ kind: 'value', layer: 'waste-bins', metric: 'temperature', above: 70, clear: 50 }
			]
		}
	},
	{
		id: 'bins-overfull',
		version: 1,
		title: { zh: '片区垃圾满溢', en: 'Bins overfull' },
		consequence: { zh: '垃圾外溢，群众投诉。', en: 'Waste lies about, and people complain.' },
		response: { zh: '加派清运车，四小时内清空。', en: 'Send another truck; empty them within four hours.' },
		level: 4,
		when: {
			kind: 'count',
			areas: 'subdistricts',
			of: { kind: 'status', layer: 'waste-bins', is: ['full'] },
			share: true,
			least: 8,
			above: 0.3,
			clear: 0.15
		},
		raiseAfter: 1800
	},
	{
		id: 'air-silent',
		version: 1,
		title: { zh: '空气质量数据中断', en: 'Air stations are silent' },
		consequence: {
			zh: '空气质量指数停止更新，污染不再产生告警。',
			en: 'The index stands still and pollution raises no alarm.'
		},
		response: {
			zh: '检查监测网平台与网络，向省站报告。',
			en: "Check the stations' platform and network, report to the province."
		},
		level: 3,
		when: { kind: 'absence', layer: 'air', after: 300, whole: true },
		cause: 'feed'
	}
];
