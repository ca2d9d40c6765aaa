import type { AlarmRule } from '#lib/model/alarm-rule.ts';

export const rules: readonly AlarmRule[] = [
	{
		id: 'lockdown',
		version: 1,
		title: { zh: '校园封控', en: 'Lockdown of a school' },
		consequence: {
			zh: '校内可能有威胁师生安全的情况。',
			en: 'Something may threaten pupils and staff inside.'
		},
		response: {
			zh: '立即联系学校核实，派最近警力到场，周边道路管控，通知教育局值班领导。',
			en: 'Call the school at once, send the nearest police, control the streets around, tell the duty head of the bureau.'
		},
		level: 1,
		when: { kind: 'status', layer: 'school-gates', is: ['lockdown'] },
		clearAfter: 60
	},
	{
		id: 'children-left-aboard',
		version: 1,
		title: { zh: '收车后仍有学生', en: 'Children left on a bus' },
		consequence: {
			zh: '学生被遗留车内，高温或低温下有生命危险。',
			en: 'A child is shut in a parked bus: in heat or cold a danger to life.'
		},
		response: {
			zh: '立即呼叫司机和照管员回车检查，同时通知学校。',
			en: 'Have driver and attendant look through the bus at once, and tell the school.'
		},
		level: 1,
		when: {
			kind: 'all',
			of: [
				{ kind: 'status', layer: 'school-buses', is: ['done'] },
				{ kind: 'value', layer: 'school-buses', metric: 'aboard', above: 0 }
			]
		},
		raiseAfter: 120,
		clearAfter: 30
	},
	{
		id: 'bus-speeding',
		version: 1,
		title: { zh: '校车超速', en: 'School bus too fast' },
		consequence: { zh: '事故时后果严重。', en: 'An accident at that speed is grave.' },
		response: {
			zh: '提醒司机减速，记录并由学校约谈。',
			en: 'Tell the driver to slow down; the school talks to him afterwards.'
		},
		level: 3,
		// Buses with pupils: at most 60 km/h outside of motorways, by the regulation on school buses.
		when: { kind: 'value', layer: 'school-buses', metric: 'speed', above: 60, clear: 55 },
		raiseReadings: 3,
		clearAfter: 30
	},
	{
		id: 'bus-astray',
		version: 1,
		title: { zh: '校车驶出城区', en: 'School bus leaves the city' },
		consequence: {
			zh: '偏离备案线路，去向不明。',
			en: 'It is off its approved route, and nobody knows where it goes.'
		},
		response: {
			zh: '呼叫司机核实，必要时请交警拦停。',
			en: 'Call the driver; have traffic police stop it if need be.'
		},
		level: 2,
		when: {
			kind: 'all',
			of: [
				{ kind: 'status', layer: 'school-buses', is: ['on-route'] },
				{ kind: 'geofence', layer: 'school-buses', areas: 'districts', is: 'outside' }
			]
		},
		raiseAfter: 60,
		clearAfter: 60
	},
	{
		id: 'gate-open-at-night',
		version: 1,
		title: { zh: '夜间校门未关', en: 'Gate open at night' },
		consequence: { zh: '外来人员可能进入校园。', en: 'Strangers may get in.' },
		response: { zh: '联系值班保安关闭校门并巡查一遍。', en: 'Have the guard shut it and walk the grounds.' },
		level: 3,
		when: { kind: 'status', layer: 'school-gates', is: ['open'] },
		raiseAfter: 600,
		schedule: { from: 22.5, to: 5 }
	},
	{
		id: 'gates-silent',
		version: 1,
		title: { zh: '校门数据中断', en: 'School gates are silent' },
		consequence: {
			zh: '不知道校内有多少人，也不知道校门开闭。',
			en: 'Nobody knows how many are inside, or which gate is open.'
		},
		response: {
			zh: '检查校园安全平台接口，请各校电话报数。',
			en: "Check the platform's link; have the schools call in their numbers."
		},
		level: 3,
		when: { kind: 'absence', layer: 'school-gates', after: 300, whole: true },
		schedule: { days: [1, 2, 3, 4, 5], from: 6, to: 19 },
		cause: 'feed'
	}
];
