import type { ModelParameter } from '#lib/model/scenario/model.ts';
import { GRID_EMISSION, numberParameter } from '../number-parameter.ts';

export const LIGHTING_PARAMETERS: readonly ModelParameter[] = [
	numberParameter(
		'threshold',
		{ zh: '开灯的太阳高度角', en: 'Lamps burn while the sun is below' },
		-0.833,
		[-12, 5],
		'deg',
		{
			zh: '日出日落的定义高度；按光控阈值调整。',
			en: 'Altitude of sunrise and sunset; set it to what your light sensors do.'
		}
	),
	{
		name: 'dim',
		kind: 'choice',
		default: 'never',
		title: { zh: '深夜调光', en: 'Dimming at night' },
		source: {
			zh: '在方案“路灯时刻表”之外再按此规则调光。',
			en: 'On top of the schedules that the scenario edits.'
		},
		choices: [
			{ value: 'never', title: { zh: '不调光', en: 'none' } },
			{ value: 'hours', title: { zh: '按钟点', en: 'by hours' } },
			{ value: 'traffic', title: { zh: '按车流', en: 'by traffic' } }
		]
	},
	numberParameter('from', { zh: '调光开始', en: 'Dimmed from' }, 23, [0, 24], 'h', byHours()),
	numberParameter('to', { zh: '调光结束', en: 'Dimmed to' }, 5, [0, 24], 'h', byHours()),
	numberParameter(
		'below',
		{ zh: '车流低于高峰小时的', en: 'Dimmed while traffic is below, of the peak hour' },
		20,
		[0, 100],
		'%',
		{
			zh: '仅在“按车流”时使用；日内分布为本模型假设的城市道路工作日曲线。',
			en: 'With “by traffic”; the course of the day is this model’s assumption of a weekday on city streets.'
		}
	),
	numberParameter('level', { zh: '调光后的亮度', en: 'Level while dimmed' }, 0.5, [0.1, 1], '1', {
		zh: 'CIE 115:2010：车流少时可降低照明等级；每降一级约为原亮度的 0.67–0.75。',
		en: 'CIE 115:2010 lets the lighting class fall with traffic; a class is about 0.67–0.75 of the one above.'
	}),
	numberParameter(
		'idle',
		{ zh: '驱动电源零光输出功率占比', en: 'Power of a driver at no light' },
		0.08,
		[0, 0.5],
		'1',
		{
			zh: '默认值；按驱动电源的功率—调光曲线填写。',
			en: 'Assumption; take it from your driver’s curve of power over light.'
		}
	),
	numberParameter(
		'sodium',
		{ zh: '现状钠灯占总功率', en: 'Part of today’s watts that is sodium lamps' },
		0,
		[0, 1],
		'1',
		{
			zh: '默认全部为 LED；按台账填写。钠灯只能开关，不能调光。',
			en: 'All LED unless your register says otherwise. Sodium lamps are on or off.'
		}
	),
	numberParameter(
		'replaced',
		{ zh: '其中改造为 LED 的比例', en: 'Part of them that is replaced by LED' },
		0,
		[0, 1],
		'1',
		{
			zh: '分析者选择',
			en: 'Chosen by the analyst'
		}
	),
	numberParameter(
		'replacement',
		{ zh: '改造后功率与钠灯之比', en: 'Power of the LED over the sodium lamp’s' },
		0.45,
		[0.1, 1],
		'1',
		{
			zh: '默认值；同等照度下的常见改造结果为 0.4–0.5。',
			en: 'Assumption; 0.4–0.5 is usual for the same light.'
		}
	),
	numberParameter(
		'lamp-cost',
		{ zh: '每盏改造费用', en: 'Cost of replacing a lamp' },
		1500,
		[0, 20_000],
		'CNY',
		{
			zh: '默认值；按本地招标价填写。',
			en: 'Assumption; enter your last tender’s.'
		}
	),
	numberParameter('price', { zh: '路灯电价', en: 'Price of electricity' }, 0.65, [0, 5], 'CNY/(kW.h)', {
		zh: '默认值；按本地路灯用电价格填写。',
		en: 'Assumption; enter the tariff of your street lighting.'
	}),
	GRID_EMISSION
];

function byHours(): ModelParameter['source'] {
	return { zh: '仅在“按钟点”时使用', en: 'With “by hours”' };
}
