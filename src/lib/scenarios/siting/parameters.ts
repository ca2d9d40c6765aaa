import type { ModelParameter } from '#lib/model/scenario/model.ts';
import type { ParameterValue } from '#lib/model/scenario/scenario.ts';
import type { MetresPerSecond, Seconds } from '#lib/model/units.ts';
import { WALKING_SPEED, WITHIN } from '../access/parameters.ts';
import { SERVICES, type Service } from '../access/services.ts';

/** Kinds that one builds a place for. */
const BUILT = SERVICES.filter(({ kinds }) => kinds.length > 0);

export const SITING_PARAMETERS: readonly ModelParameter[] = [
	{
		kind: 'choice',
		name: 'service',
		title: { zh: '设施类别', en: 'Facility' },
		source: { zh: '按方案选择', en: 'As the question is' },
		default: 'primary-school',
		choices: BUILT.map(({ id, title }) => ({ value: id, title }))
	},
	{
		kind: 'number',
		name: 'count',
		title: { zh: '新增数量', en: 'How many to add' },
		source: { zh: '按方案选择', en: 'As the question is' },
		default: 3,
		least: 1,
		most: 10,
		unit: '1'
	},
	{
		kind: 'choice',
		name: 'goal',
		title: { zh: '选址目标', en: 'Aim' },
		source: {
			zh: '最大覆盖（Church 和 ReVelle 1974）；p-中位（Hakimi 1964）',
			en: 'Maximal covering (Church and ReVelle 1974); p-median (Hakimi 1964)'
		},
		default: 'coverage',
		choices: [
			{ value: 'coverage', title: { zh: '覆盖最多居民', en: 'Most residents within reach' } },
			{ value: 'median', title: { zh: '居民总耗时最少', en: 'Least time of all residents' } }
		]
	},
	WITHIN,
	WALKING_SPEED
];

export interface SitingSettings {
	readonly service: Service;
	readonly count: number;
	readonly goal: 'coverage' | 'median';
	readonly within: Seconds;
	readonly walkingSpeed: MetresPerSecond;
}

export function sitingSettings(parameters: Readonly<Record<string, ParameterValue>>): SitingSettings {
	return {
		service: BUILT.find(({ id }) => id === parameters['service'])!, // one of its choices
		count: Math.round(Number(parameters['count'])),
		goal: parameters['goal'] as SitingSettings['goal'], // one of its choices
		within: Number(parameters['minutes']) * 60,
		walkingSpeed: Number(parameters['walking-speed']) / 3.6
	};
}
