import type { ModelParameter } from '#lib/model/scenario/model.ts';

/** What the model takes where nothing measures it. */
export const PARAMETERS: readonly ModelParameter[] = [
	{
		name: 'weather',
		title: { zh: '风与云', en: 'Wind and cloud' },
		source: {
			zh: '默认取基准时刻的实测值，没有实测则取下列数值',
			en: 'As measured at the baseline’s instant; where nothing measures them, the numbers below'
		},
		kind: 'choice',
		default: 'measured',
		choices: [
			{ value: 'measured', title: { zh: '取实测', en: 'As measured' } },
			{ value: 'own', title: { zh: '取下列数值', en: 'The numbers below' } }
		]
	},
	{
		name: 'wind-from',
		title: { zh: '风向（来向）', en: 'Wind from' },
		source: { zh: '无实测时假定：正北风', en: 'Assumed where nothing measures it: north' },
		kind: 'number',
		...{ default: 0, least: 0, most: 360, unit: 'deg' }
	},
	{
		name: 'wind-speed',
		title: { zh: '风速（10 m 高）', en: 'Wind speed at 10 m' },
		source: {
			zh: '无实测时取 1.5 m/s：HJ 169-2018《建设项目环境风险评价技术导则》的最不利气象',
			en: '1.5 m/s where nothing measures it: the worst weather of HJ 169-2018'
		},
		kind: 'number',
		...{ default: 1.5, least: 0.5, most: 40, unit: 'm/s' }
	},
	{
		name: 'cloud',
		title: { zh: '云量', en: 'Cloud' },
		source: { zh: '无实测时假定：半天云', en: 'Assumed where nothing measures it: half of the sky' },
		kind: 'number',
		...{ default: 50, least: 0, most: 100, unit: '%' }
	},
	{
		name: 'hour',
		title: { zh: '时刻（真太阳时）', en: 'Hour, by the sun' },
		source: {
			zh: '决定日照与在场人数；正午太阳最高',
			en: 'Gives the sun, and who is where; at 12 the sun stands highest'
		},
		kind: 'number',
		...{ default: 14, least: 0, most: 24, unit: 'h' }
	},
	{
		name: 'month',
		title: { zh: '月份', en: 'Month' },
		source: {
			zh: '决定太阳高度；默认九月（近春秋分）',
			en: 'Gives the sun’s altitude; September is near the equinox'
		},
		kind: 'number',
		...{ default: 9, least: 1, most: 12, unit: '1' }
	},
	{
		name: 'stability',
		title: { zh: '大气稳定度', en: 'Stability of the air' },
		source: {
			zh: 'Turner（1970）表 3-1：由风、日照与云量查得',
			en: 'By wind, sun and cloud: Turner 1970, table 3-1'
		},
		kind: 'choice',
		default: 'by-weather',
		choices: [
			{ value: 'by-weather', title: { zh: '按天气', en: 'By the weather' } },
			...['A', 'B', 'C', 'D', 'E', 'F'].map((each) => ({ value: each, title: { zh: each, en: each } }))
		]
	},
	{
		name: 'roughness',
		title: { zh: '下垫面', en: 'Ground' },
		source: {
			zh: 'Briggs（1973）：城市与开阔地两组扩散参数',
			en: 'Briggs 1973 has curves for towns and for open country'
		},
		kind: 'choice',
		default: 'urban',
		choices: [
			{ value: 'urban', title: { zh: '城市', en: 'Town' } },
			{ value: 'open', title: { zh: '开阔地', en: 'Open country' } }
		]
	},
	{
		name: 'reach',
		title: { zh: '计算的最远下风距离', en: 'Farthest downwind' },
		source: { zh: 'Briggs 公式适用至 10 km', en: 'Briggs’s curves hold up to 10 km' },
		kind: 'number',
		...{ default: 10, least: 0.5, most: 20, unit: 'km' }
	}
];
