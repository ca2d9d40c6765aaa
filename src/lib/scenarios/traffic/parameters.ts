import type { ModelParameter } from '#lib/model/scenario/model.ts';
import type { ParameterValue } from '#lib/model/scenario/scenario.ts';

const OWN = { zh: '使用者设定', en: 'The analyst’s choice' };

/** What the model assumes where the city does not say it. */
export const PARAMETERS = [
	{
		name: 'direction',
		title: { zh: '时段', en: 'Hour' },
		source: {
			zh: '早高峰由住地到岗位，晚高峰反向',
			en: 'In the morning from homes to jobs, in the evening back'
		},
		kind: 'choice',
		default: 'morning',
		choices: [
			{ value: 'morning', title: { zh: '早高峰一小时', en: 'Morning peak hour' } },
			{ value: 'evening', title: { zh: '晚高峰一小时', en: 'Evening peak hour' } },
			{ value: 'day', title: { zh: '日间一小时，双向各半', en: 'An hour of the day, half each way' } }
		]
	},
	{
		name: 'trips',
		title: { zh: '人均日出行次数', en: 'Trips a person makes in a day' },
		source: {
			zh: '中国大城市居民出行调查：2.1～2.6',
			en: 'Household surveys of large Chinese cities: 2.1 to 2.6'
		},
		kind: 'number',
		...{ default: 2.4, least: 0.1, most: 6, unit: '1' }
	},
	{
		name: 'hour-share',
		title: { zh: '小时出行占全日比例', en: 'Part of the day’s trips in the hour' },
		source: { zh: '高峰小时系数常见 10%～15%', en: 'Peak hours usually have 10 to 15 %' },
		kind: 'number',
		...{ default: 0.13, least: 0.001, most: 0.5, unit: '1' }
	},
	{
		name: 'car-share',
		title: { zh: '小汽车出行分担率', en: 'Part of the trips made by car' },
		source: { zh: '中国大城市约 20%～30%', en: 'About 20 to 30 % in large Chinese cities' },
		kind: 'number',
		...{ default: 0.25, least: 0.01, most: 1, unit: '1' }
	},
	{
		name: 'occupancy',
		title: { zh: '每车人数', en: 'People in a car' },
		source: { zh: '通勤约 1.2～1.4', en: 'About 1.2 to 1.4 on the way to work' },
		kind: 'number',
		...{ default: 1.25, least: 1, most: 5, unit: '{person}' }
	},
	{
		name: 'beta',
		title: { zh: '时间衰减系数 β', en: 'Deterrence of time, β' },
		source: {
			zh: 'Ortúzar 与 Willumsen《交通建模》：指数型，按调查的平均出行时间标定',
			en: 'Ortúzar and Willumsen, Modelling Transport: exponential, to be fitted to the mean time of surveys'
		},
		kind: 'number',
		...{ default: 0.1, least: 0, most: 2, unit: '/min' }
	},
	{
		name: 'aim',
		title: { zh: '平衡目标', en: 'Equilibrium' },
		source: { zh: 'Wardrop（1952）第一、第二原理', en: 'Wardrop’s first and second principle (1952)' },
		kind: 'choice',
		default: 'user',
		choices: [
			{ value: 'user', title: { zh: '各自最优（用户平衡）', en: 'Everyone’s own best way' } },
			{ value: 'system', title: { zh: '整体最优（系统最优）', en: 'Least time of all together' } }
		]
	},
	{
		name: 'gap',
		title: { zh: '相对间隙目标', en: 'Relative gap to reach' },
		source: {
			zh: 'Boyce 等（2004）：1e-4 时路段流量已稳定',
			en: 'Boyce, Ralevic-Dekic, Bar-Gera (2004): flows are stable at 1e-4'
		},
		kind: 'number',
		...{ default: 1e-4, least: 1e-8, most: 0.01, unit: '1' }
	},
	{
		name: 'zones',
		title: { zh: '交通小区数上限', en: 'Traffic zones at most' },
		source: OWN,
		kind: 'number',
		...{ default: 150, least: 2, most: 600, unit: '1' }
	},
	{
		name: 'pairs',
		title: { zh: '列出的起讫点对数', en: 'Pairs of zones that are listed' },
		source: OWN,
		kind: 'number',
		...{ default: 300, least: 1, most: 5000, unit: '1' }
	},
	{
		name: 'co2-distance',
		title: { zh: '每车公里二氧化碳', en: 'CO₂ of a vehicle-kilometre' },
		source: {
			zh: '汽油车 7 L/100 km，2.31 kg/L（IPCC 2006）',
			en: 'Petrol car of 7 L/100 km, 2.31 kg/L (IPCC 2006)'
		},
		kind: 'number',
		...{ default: 162, least: 0, most: 2000, unit: 'g/km' }
	},
	{
		name: 'co2-delay',
		title: { zh: '延误每小时二氧化碳', en: 'CO₂ of an hour of delay' },
		source: { zh: '怠速油耗约 0.7 L/h', en: 'An idling engine takes about 0.7 L/h' },
		kind: 'number',
		...{ default: 1.6, least: 0, most: 20, unit: 'kg/h' }
	},
	{
		name: 'time-value',
		title: { zh: '出行时间价值', en: 'Value of a person’s hour' },
		source: { zh: '约为城镇单位小时工资的一半', en: 'About half of an hour’s urban wage in China' },
		kind: 'number',
		...{ default: 30, least: 0, most: 1000, unit: 'CNY/h' }
	}
] as const satisfies readonly ModelParameter[];

/** The parameters of a run by what they mean. */
export interface TrafficSettings {
	readonly direction: 'morning' | 'evening' | 'day';
	/** Vehicles that set out in the hour for each resident. */
	readonly vehiclesPerResident: number;
	readonly occupancy: number;
	readonly beta: number;
	readonly aim: 'user' | 'system';
	readonly gap: number;
	readonly zones: number;
	readonly pairs: number;
	/** g/km, kg/h, CNY/h. */
	readonly co2Distance: number;
	readonly co2Delay: number;
	readonly timeValue: number;
}

type Name = (typeof PARAMETERS)[number]['name'];

export function trafficSettings(values: Readonly<Record<string, ParameterValue>>): TrafficSettings {
	const number = (name: Name) => Number(values[name]);
	return {
		direction: values['direction'] as TrafficSettings['direction'], // one of the choices above
		vehiclesPerResident: (number('trips') * number('hour-share') * number('car-share')) / number('occupancy'),
		occupancy: number('occupancy'),
		beta: number('beta'),
		aim: values['aim'] === 'system' ? 'system' : 'user',
		gap: number('gap'),
		zones: Math.round(number('zones')),
		pairs: Math.round(number('pairs')),
		co2Distance: number('co2-distance'),
		co2Delay: number('co2-delay'),
		timeValue: number('time-value')
	};
}
