import type { ModelParameter } from '#lib/model/scenario/model.ts';
import { GRID_EMISSION, numberParameter } from '../number-parameter.ts';

/** The days that hours of sun are counted on, by the sun's ecliptic longitude. */
export const DAYS = {
	'great-cold': 300,
	'winter-solstice': 270,
	'spring-equinox': 0,
	'summer-solstice': 90
} as const;
/** GB 50180-2018, table 4.0.9: day, hours of true solar time that count, and how many of sun there must be. */
export const RULES = {
	'great-cold-2': { day: 'great-cold', between: [8, 16], hours: 2 },
	'great-cold-3': { day: 'great-cold', between: [8, 16], hours: 3 },
	'winter-solstice-1': { day: 'winter-solstice', between: [9, 15], hours: 1 }
} as const;

export const SOLAR_PARAMETERS: readonly ModelParameter[] = [
	{
		name: 'where',
		kind: 'choice',
		default: 'edits',
		title: { zh: '计算范围的中心', en: 'Middle of the window' },
		source: {
			zh: '方案新建或规划之处；没有时取建筑最密处。对比两个方案时，两边都选“指定位置”并填同一坐标。',
			en: 'Where the scenario builds or plans; the densest part of the city when it does not. To compare two scenarios choose “a place” with the same coordinates in both.'
		},
		choices: [
			{ value: 'edits', title: { zh: '方案所在处', en: 'where the scenario builds' } },
			{ value: 'densest', title: { zh: '建筑最密处', en: 'the densest part' } },
			{ value: 'place', title: { zh: '指定位置', en: 'a place' } }
		]
	},
	numberParameter(
		'lng',
		{ zh: '指定位置的经度', en: 'Longitude of the place' },
		0,
		[-180, 180],
		'deg',
		onlyForPlace()
	),
	numberParameter(
		'lat',
		{ zh: '指定位置的纬度', en: 'Latitude of the place' },
		0,
		[-85, 85],
		'deg',
		onlyForPlace()
	),
	numberParameter('radius', { zh: '计算半径', en: 'Radius' }, 600, [100, 1500], 'm', {
		zh: '默认值；半径加倍，计算时间约为三倍。',
		en: 'Assumption; twice the radius takes about three times as long.'
	}),
	{
		name: 'cell',
		kind: 'choice',
		default: '3',
		title: { zh: '栅格边长', en: 'Side of a cell' },
		source: {
			zh: '默认值；阴影边界的误差约为半格。',
			en: 'Assumption; edges of shadows are right to about half a cell.'
		},
		choices: ['2', '3', '4', '6'].map((value) => ({ value, title: { zh: `${value} 米`, en: `${value} m` } }))
	},
	{
		name: 'day',
		kind: 'choice',
		default: 'great-cold',
		title: { zh: '日照时数的日期', en: 'Day of the hours of sun' },
		source: { zh: '分析者选择', en: 'Chosen by the analyst' },
		choices: [
			{ value: 'great-cold', title: { zh: '大寒日', en: 'Great Cold (about 20 January)' } },
			{ value: 'winter-solstice', title: { zh: '冬至日', en: 'winter solstice' } },
			{ value: 'spring-equinox', title: { zh: '春分日', en: 'spring equinox' } },
			{ value: 'summer-solstice', title: { zh: '夏至日', en: 'summer solstice' } }
		]
	},
	{
		name: 'rule',
		kind: 'choice',
		default: 'great-cold-2',
		title: { zh: '住宅日照标准', en: 'Rule for the sun of housing' },
		source: {
			zh: 'GB 50180-2018《城市居住区规划设计标准》表 4.0.9，按建筑气候区划和城区人口选用。',
			en: 'GB 50180-2018, table 4.0.9: by climate zone and size of the city.'
		},
		choices: [
			{ value: 'great-cold-2', title: { zh: '大寒日 2 小时（8–16 时）', en: '2 h on Great Cold, 8–16 h' } },
			{ value: 'great-cold-3', title: { zh: '大寒日 3 小时（8–16 时）', en: '3 h on Great Cold, 8–16 h' } },
			{
				value: 'winter-solstice-1',
				title: { zh: '冬至日 1 小时（9–15 时）', en: '1 h on the winter solstice, 9–15 h' }
			}
		]
	},
	numberParameter('elevation', { zh: '海拔', en: 'Height above sea level' }, 20, [0, 2500], 'm', {
		zh: '按本市填写；用于晴空模型。',
		en: 'Enter your city’s; the clear-sky model takes it.'
	}),
	numberParameter(
		'clearness',
		{ zh: '全年辐射与晴空之比', en: 'Year’s sun over that of cloudless skies' },
		0.65,
		[0.2, 1],
		'1',
		{
			zh: '默认值：实测年总辐射除以本模型的无遮挡晴空值；按气象站资料填写。',
			en: 'Assumption: measured yearly sun over this model’s for an open roof; enter your weather station’s.'
		}
	),
	numberParameter(
		'usable',
		{ zh: '屋顶可用比例', en: 'Part of a roof that can carry modules' },
		0.4,
		[0, 1],
		'1',
		{
			zh: '默认值；国家能源局 2021 年整县推进试点要求公共建筑 40–50%、工商业 30%、农户 20%。',
			en: 'Assumption; the National Energy Administration’s pilot counties of 2021 ask for 40–50 % of public roofs, 30 % of commercial, 20 % of farmers’.'
		}
	),
	numberParameter('efficiency', { zh: '组件效率', en: 'Efficiency of modules' }, 0.21, [0.05, 0.4], '1', {
		zh: '单晶硅组件的常见值（Fraunhofer ISE，Photovoltaics Report）。',
		en: 'Usual for monocrystalline modules (Fraunhofer ISE, Photovoltaics Report).'
	}),
	numberParameter('ratio', { zh: '系统效率（PR）', en: 'Performance ratio' }, 0.8, [0.4, 1], '1', {
		zh: '定义见 IEC 61724-1；常见 0.75–0.85。',
		en: 'As IEC 61724-1 defines it; usually 0.75–0.85.'
	}),
	numberParameter('price', { zh: '电价', en: 'Price of electricity' }, 0.45, [0, 5], 'CNY/(kW.h)', {
		zh: '默认值；按本地上网与自用电价填写。',
		en: 'Assumption; enter what is paid where you are.'
	}),
	GRID_EMISSION,
	numberParameter('cost', { zh: '单位造价', en: 'Cost of a plant' }, 3.18, [0, 20], 'CNY/W', {
		zh: '中国光伏行业协会：2023 年工商业分布式系统初始投资。',
		en: 'China Photovoltaic Industry Association: plants on industrial and commercial roofs, 2023.'
	})
];

function onlyForPlace(): ModelParameter['source'] {
	return { zh: '仅在选“指定位置”时使用', en: 'Used only with “a place”' };
}
