import type { ModelInput, ModelParameter } from '#lib/model/scenario/model.ts';
import type { DistrictUse } from '../edit/district-massing.ts';
import { USES } from './uses.ts';
import { GRID_EMISSION } from '../number-parameter.ts';

/** kWh/m² a year: the order of GB/T 51161-2016 for hot summers. */
const ENERGY: Readonly<Record<DistrictUse, number>> = {
	housing: 30,
	office: 85,
	retail: 150,
	industry: 120,
	public: 60
};
/** CNY/m². */
const COST: Readonly<Record<DistrictUse, number>> = {
	housing: 3500,
	office: 4500,
	retail: 5000,
	industry: 2500,
	public: 5000
};

export const DISTRICT_PARAMETERS: readonly ModelParameter[] = [
	...USES.map(({ use, title }): ModelParameter => ({
		name: `energy-${use}`,
		kind: 'number',
		title: { zh: `${title.zh}单位面积年用电`, en: `Power of a square metre: ${title.en.toLowerCase()}` },
		default: ENERGY[use],
		least: 0,
		most: 1000,
		unit: 'kW.h/m2/a',
		source: {
			zh: '默认值，量级参照 GB/T 51161-2016《民用建筑能耗标准》夏热地区约束值；按本市统计填写。',
			en: 'Assumption of the order of GB/T 51161-2016 for hot summers; enter your city’s statistics.'
		}
	})),
	...USES.map(({ use, title }): ModelParameter => ({
		name: `cost-${use}`,
		kind: 'number',
		title: { zh: `${title.zh}建安造价`, en: `Construction of a square metre: ${title.en.toLowerCase()}` },
		default: COST[use],
		least: 0,
		most: 100_000,
		unit: 'CNY/m2',
		source: {
			zh: '默认值；按本地造价管理部门发布的指标填写。',
			en: 'Assumption; enter the cost index that your city publishes.'
		}
	})),
	{
		name: 'embodied',
		kind: 'number',
		title: { zh: '建造阶段碳排放', en: 'CO₂ of building a square metre' },
		default: 400,
		least: 0,
		most: 3000,
		unit: 'kg/m2',
		source: {
			zh: '默认值，钢筋混凝土建筑建材阶段的量级；计算方法见 GB/T 51366-2019。',
			en: 'Assumption of the order of reinforced concrete; GB/T 51366-2019 says how to reckon it.'
		}
	},
	GRID_EMISSION
];

/** The model's parameters with their types: by use kWh/m² a year and CNY/m²; kg CO₂ a m² and a kWh. */
export interface DistrictSettings {
	readonly energy: Readonly<Record<DistrictUse, number>>;
	readonly cost: Readonly<Record<DistrictUse, number>>;
	readonly embodied: number;
	readonly emission: number;
}

export function districtSettings(parameters: ModelInput['parameters']): DistrictSettings {
	const byUse = (what: string) =>
		Object.fromEntries(
			USES.map(({ use }) => [use, Number(parameters[`${what}-${use}`])])
		) as DistrictSettings['cost']; // one each of all uses
	return {
		energy: byUse('energy'),
		cost: byUse('cost'),
		embodied: Number(parameters['embodied']),
		emission: Number(parameters['emission'])
	};
}
