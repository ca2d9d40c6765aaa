import type { AlarmCondition, AlarmRule } from '#lib/model/alarm-rule.ts';

/** More water than so much in an underpass, metres. */
const deeper = (above: number, clear: number): AlarmCondition => ({
	kind: 'value',
	layer: 'underpasses',
	metric: 'depth',
	above,
	clear
});

/** Share of an area's sewer gauges that are nearly full. */
const sewersFull = (above: number, clear: number): AlarmCondition => ({
	kind: 'count',
	areas: 'districts',
	of: { kind: 'value', layer: 'sewer-levels', metric: 'fill', above: 80 },
	share: true,
	least: 3,
	above,
	clear
});

export const rules: readonly AlarmRule[] = [
	{
		id: 'sewers-full',
		version: 1,
		title: { zh: '排水管网高水位', en: 'Sewers nearly full' },
		consequence: {
			zh: '管网排不出去，低洼路段和下穿通道半小时内可能积水。',
			en: 'The sewers cannot take more: low roads and underpasses may flood within half an hour.'
		},
		response: {
			zh: '开启强排泵站，派人到低洼点值守，清理堵塞的雨水箅子。',
			en: 'Run the pumping stations, man the low points, clear blocked grates.'
		},
		level: 3,
		// Shares are the city's own.
		when: sewersFull(0.3, 0.15),
		raiseAfter: 60,
		clearAfter: 300,
		ladder: [{ level: 2, when: sewersFull(0.7, 0.5) }],
		cause: 'rain'
	},
	{
		id: 'underpass-flooded',
		version: 1,
		title: { zh: '下穿通道积水', en: 'Flooded underpass' },
		consequence: {
			zh: '积水 27 厘米即没过轿车排气管，车辆熄火、人员被困。',
			en: 'At 27 cm water reaches the exhaust of a car: it stalls and people are trapped.'
		},
		response: {
			zh: '15 厘米设警示、限速，27 厘米封闭道路并引导绕行，50 厘米确认无人被困；全程开泵。',
			en: 'Warn and slow at 15 cm, close the road and divert at 27 cm, make sure nobody is inside at 50 cm; pump all the time.'
		},
		// 15 and 27 cm (exhaust of a car) are published practice of a city; 50 cm is this city's own.
		level: 3,
		when: deeper(0.15, 0.1),
		raiseAfter: 30,
		raiseReadings: 2,
		clearAfter: 300,
		ladder: [
			{ level: 1, when: deeper(0.5, 0.4) },
			{ level: 2, when: deeper(0.27, 0.2) }
		],
		cause: 'rain'
	},
	{
		id: 'pumps-idle',
		version: 1,
		title: { zh: '有水未开泵', en: 'Water, and no pump runs' },
		consequence: { zh: '积水不会退去，还会继续上涨。', en: 'The water will not go; it will rise.' },
		response: {
			zh: '远程启泵；无效时派移动泵车，检查供电。',
			en: 'Start the pumps remotely; failing that send a pump truck and check the power.'
		},
		level: 2,
		when: {
			kind: 'all',
			of: [deeper(0.1, 0.05), { kind: 'value', layer: 'underpasses', metric: 'pumps', below: 1 }]
		},
		raiseAfter: 180,
		cause: 'rain'
	},
	{
		id: 'river-above-warning',
		version: 1,
		title: { zh: '河道超警戒水位', en: 'River above its warning level' },
		consequence: {
			zh: '堤岸受压，雨水口可能倒灌。',
			en: 'Banks are under pressure and drains may run backwards.'
		},
		response: {
			zh: '巡查堤防，关闭沿岸步道，按预案调度闸坝。',
			en: 'Walk the banks, close the riverside paths, set the gates by the flood plan.'
		},
		level: 3,
		// Each gauge brings its own warning level; the number stands in for one that brings none.
		when: {
			kind: 'value',
			layer: 'river-levels',
			metric: 'level',
			limitFrom: 'warning',
			above: 5,
			clear: -0.1
		},
		raiseAfter: 120,
		raiseReadings: 2,
		clearAfter: 600,
		cause: 'rain'
	},
	{
		id: 'underpasses-silent',
		version: 1,
		title: { zh: '下穿通道监测中断', en: 'Underpasses are silent' },
		consequence: {
			zh: '雨天无法判断是否需要封路。',
			en: 'In rain nobody can tell which road must be closed.'
		},
		response: {
			zh: '检查监测平台；下雨时派人到现场值守。',
			en: 'Check the monitoring platform; in rain send people to watch.'
		},
		level: 2,
		when: { kind: 'absence', layer: 'underpasses', after: 180, whole: true },
		cause: 'feed'
	}
];
