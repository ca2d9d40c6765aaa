import type { ModelParameter } from '#lib/model/scenario/model.ts';

/** What the model assumes where the city does not say it. */
export const PARAMETERS: readonly ModelParameter[] = [
	{
		name: 'runoff',
		title: { zh: '综合径流系数', en: 'Part of the rain that runs off' },
		source: {
			zh: 'GB 50014-2021《室外排水设计标准》表 4.1.8：建筑密集区 0.60～0.70',
			en: 'GB 50014-2021, table of runoff coefficients: 0.60 to 0.70 where a city is densely built'
		},
		kind: 'number',
		...{ default: 0.65, least: 0, most: 1, unit: '1' }
	},
	{
		name: 'inlet',
		title: { zh: '单个雨水口泄水能力', en: 'Water that a storm inlet takes' },
		source: {
			zh: '国标图集 16S518《雨水口》：单箅雨水口约 20 L/s',
			en: 'Chinese standard drawings 16S518: about 20 L/s for an inlet with one grate'
		},
		kind: 'number',
		...{ default: 20, least: 0, most: 200, unit: 'L/s' }
	},
	{
		name: 'blocked',
		title: { zh: '雨水口堵塞比例', en: 'Part of the inlets that is blocked' },
		source: {
			zh: '本模型假定：树叶与垃圾堵塞三成',
			en: 'Assumed here: leaves and litter block three in ten'
		},
		kind: 'number',
		...{ default: 0.3, least: 0, most: 1, unit: '1' }
	},
	{
		name: 'hours',
		title: { zh: '实测雨强持续时间', en: 'Hours that a measured rain goes on' },
		source: {
			zh: '本模型假定：仅有实测雨强时持续 1 小时',
			en: 'Assumed here where there is only a reading: one hour'
		},
		kind: 'number',
		...{ default: 1, least: 0.1, most: 72, unit: 'h' }
	},
	{
		name: 'rising',
		title: { zh: '随河水上涨的最小水面', en: 'Smallest water that rises' },
		source: {
			zh: '本模型假定：小于 10 公顷的池塘与泉池不随河水上涨',
			en: 'Assumed here: ponds and springs below 10 ha do not rise with the rivers'
		},
		kind: 'number',
		...{ default: 10, least: 0, most: 10_000, unit: 'har' }
	},
	{
		name: 'closing',
		title: { zh: '道路封闭水深', en: 'Depth that closes a road' },
		source: {
			zh: 'Pregnolato 等（2017）：水深达 30 cm 时机动车不能通行',
			en: 'Pregnolato et al. 2017: cars cannot pass 30 cm of water'
		},
		kind: 'number',
		...{ default: 0.3, least: 0.05, most: 2, unit: 'm' }
	},
	{
		name: 'affecting',
		title: { zh: '建筑受影响水深', en: 'Depth that affects a building' },
		source: {
			zh: 'GB 51222-2017《城镇内涝防治技术规范》：积水深度 15 cm',
			en: 'GB 51222-2017 on waterlogging of towns: 15 cm'
		},
		kind: 'number',
		...{ default: 0.15, least: 0.01, most: 2, unit: 'm' }
	}
];
