import type { ModelParameter } from '#lib/model/scenario/model.ts';

/** A number that everybody sees beside a result, with its bounds and its source. */
export function numberParameter(
	name: string,
	title: ModelParameter['title'],
	value: number,
	[least, most]: readonly [number, number],
	unit: string,
	source: ModelParameter['source']
): ModelParameter {
	return { name, kind: 'number', title, default: value, least, most, unit, source };
}

/** What a kilowatt hour of the grid sets free: of every model that reckons with power. */
export const GRID_EMISSION = numberParameter(
	'emission',
	{ zh: '电网排放因子', en: 'CO₂ of the grid' },
	0.5306,
	[0, 2],
	'kg/(kW.h)',
	{
		zh: '生态环境部、国家统计局：2023 年全国电力平均二氧化碳排放因子（2022 年为 0.5366）。',
		en: 'Mean of China’s grid in 2023 (2022: 0.5366), Ministry of Ecology and Environment and National Bureau of Statistics.'
	}
);
