import type { ModelParameter } from '#lib/model/scenario/model.ts';

/** Who has to go, how they go, and what shelters take where nobody says it. */
export const PARAMETERS: readonly ModelParameter[] = [
	{
		name: 'severity',
		title: { zh: '疏散的气体危害等级', en: 'Severity of a plume that people flee' },
		source: {
			zh: 'AEGL-2 以上难以自行逃离：默认疏散 2 级及以上',
			en: 'From AEGL-2 on it is hard to escape: severity 2 and more'
		},
		kind: 'choice',
		default: '2',
		choices: [
			{ value: '1', title: { zh: '1 级及以上', en: '1 or more' } },
			{ value: '2', title: { zh: '2 级及以上', en: '2 or more' } },
			{ value: '3', title: { zh: '3 级', en: '3' } }
		]
	},
	{
		name: 'depth',
		title: { zh: '疏散的水深', en: 'Depth of water that people flee' },
		source: { zh: '本模型假定：30 cm，与道路封闭水深一致', en: 'Assumed here: 30 cm, as for roads' },
		kind: 'number',
		...{ default: 0.3, least: 0.05, most: 3, unit: 'm' }
	},
	{
		name: 'hour',
		title: { zh: '时刻', en: 'Hour' },
		source: {
			zh: '决定谁在楼里：夜间居民在家，白天在岗',
			en: 'Gives who is where: at home by night, at work by day'
		},
		kind: 'number',
		...{ default: 14, least: 0, most: 24, unit: 'h' }
	},
	{
		name: 'speed',
		title: { zh: '步行速度', en: 'Walking speed' },
		source: {
			zh: 'SFPE 防火工程手册：不拥挤时 1.2 m/s',
			en: 'SFPE Handbook of Fire Protection Engineering: 1.2 m/s where it is not crowded'
		},
		kind: 'number',
		...{ default: 1.2, least: 0.2, most: 3, unit: 'm/s' }
	},
	{
		name: 'farthest',
		title: { zh: '到避难场所最远步行距离', en: 'Farthest walk to a shelter' },
		source: {
			zh: 'GB 51143-2015《防灾避难场所设计规范》：长期固定避难场所服务半径 2.5 km 以内',
			en: 'GB 51143-2015: long-stay shelters serve up to 2.5 km'
		},
		kind: 'number',
		...{ default: 2.5, least: 0.2, most: 20, unit: 'km' }
	},
	{
		name: 'capacity',
		title: { zh: '未注明容量的避难场所', en: 'Room of a shelter that does not say it' },
		source: { zh: '本模型假定', en: 'Assumed here' },
		kind: 'number',
		...{ default: 500, least: 0, most: 100_000, unit: '{person}' }
	},
	{
		name: 'width',
		title: { zh: '每条街可步行的宽度', en: 'Width of a street that people walk on' },
		source: {
			zh: 'CJJ 37-2012《城市道路工程设计规范》：两侧人行道各 2 m',
			en: 'CJJ 37-2012: pavements of 2 m on both sides'
		},
		kind: 'number',
		...{ default: 4, least: 0.5, most: 40, unit: 'm' }
	},
	{
		name: 'flow',
		title: { zh: '单位宽度最大人流', en: 'Greatest flow of people by width' },
		source: {
			zh: 'SFPE 防火工程手册：1.3 人/(s·m)；Fruin（1971）同量级',
			en: 'SFPE Handbook: 1.3 people a second and metre; of the order of Fruin 1971'
		},
		kind: 'number',
		...{ default: 1.3, least: 0.1, most: 2, unit: '{person}/s/m' }
	}
];
