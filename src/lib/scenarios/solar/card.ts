import type { ModelCard } from '#lib/model/scenario/model.ts';

export const SOLAR_CARD: ModelCard = {
	purpose: {
		zh: '建筑屋顶的太阳能潜力与遮挡：每栋屋顶一年得到多少辐射、能发多少电；地面与住宅底层立面在指定日有几小时日照。用于比选方案，不能代替送审的日照分析报告。',
		en: 'Sun and shade among buildings: what each roof gets in a year and could yield; hours of sun on the ground and before the ground-floor walls of housing on a day. For choosing between plans, not the sunlight report that an approval asks for.'
	},
	equations: [
		{
			text: 'Position of the sun: truncated VSOP87, nutation, aberration, parallax; refraction by Sæmundsson',
			source:
				'astronomy-engine; checked on Reda and Andreas, Solar Position Algorithm, NREL/TP-560-34302 (2008), table A5.1'
		},
		{
			text: 'shade(k) = max(top(k), shade(k−1) − d·tan α) along lines of cells away from the sun; lit where shade ≤ top',
			source: 'Ratti and Richens, Raster analysis of urban form, Environment and Planning B 31 (2004)'
		},
		{
			text: 'τ = a₀ + a₁·exp(−k / sin α); beam = G₀·τ; diffuse = G₀·sin α·(0.271 − 0.294·τ)',
			source: 'Hottel, Solar Energy 18 (1976); Liu and Jordan, Solar Energy 4 (1960)'
		},
		{
			text: 'Sun of a year = clearness · Σ months days · Σ steps (lit · beam · sin α + view of the sky · diffuse)',
			source: 'Mean days of months: Klein, Solar Energy 19 (1977)'
		},
		{ text: 'Power = area · usable part · efficiency · performance ratio · sun', source: 'IEC 61724-1' },
		{
			text: 'Hours of sun of housing: at 0.9 m before the walls, on Great Cold 8–16 h or winter solstice 9–15 h of true solar time',
			source: 'GB 50180-2018, 4.0.9'
		}
	],
	inputs: [
		{ zh: '建筑：轮廓、高度、用途、居民', en: 'Buildings: outline, height, use, residents' },
		{
			zh: '方案：新建、拆除、规划片区（按地块体量）',
			en: 'Edits: buildings added and removed, planned districts as blocks'
		}
	],
	assumptions: [
		{
			zh: '地面水平；屋顶平、无女儿墙和设备；每栋只有一个高度',
			en: 'Level ground; flat roofs without parapets and machines; one height a building'
		},
		{
			zh: '天空散射各向同性；不计墙面反射与树木',
			en: 'The sky gives the same light from everywhere; no light from walls, no trees'
		},
		{
			zh: '住宅取所有不朝极方向的底层立面，不区分居室',
			en: 'Of housing all ground-floor walls that do not look to the pole: rooms are not told apart'
		}
	],
	limits: [
		{
			zh: '阴影边界精确到约半个栅格；范围外 400 米以远的建筑不投影',
			en: 'Edges of shadows are right to about half a cell; buildings more than 400 m outside the window cast none'
		},
		{
			zh: '全年用每月一个代表日的晴空值乘以一个比例，逐日逐时的发电不可用',
			en: 'A year is twelve cloudless days times one ratio: nothing can be said about a day’s yield'
		},
		{
			zh: '有裙房的塔楼按整个轮廓取最高点，阴影偏大',
			en: 'A tower on a podium is as high as its highest part over all of its outline: too much shade'
		},
		{
			zh: '电网因子已与公告核对；电价、造价、可用比例与日照标准条文待专家按本地情况确认',
			en: 'The grid’s factor was checked against its notice; prices, costs, usable roofs and the rules on sunlight are to be confirmed by an expert for this place'
		}
	],
	validation: [
		{
			what: { zh: 'NREL 算例：天顶角（度）', en: 'NREL example: zenith, degrees' },
			expected: 50.11162,
			reached: 50.11172,
			within: 0.0003,
			source: 'NREL/TP-560-34302, table A5.1'
		},
		{
			what: { zh: 'NREL 算例：方位角（度）', en: 'NREL example: azimuth, degrees' },
			expected: 194.34024,
			reached: 194.34035,
			within: 0.0003,
			source: 'NREL/TP-560-34302, table A5.1'
		},
		{
			what: { zh: '麦迪逊 8 月 22 日 11:30 晴空直射（W/m²）', en: 'Beam at Madison, 22 August 11:30, W/m²' },
			expected: 830,
			reached: 829.7,
			within: 5,
			source: 'Duffie and Beckman, Solar Engineering of Thermal Processes, example 2.8.1'
		},
		{
			what: {
				zh: '30 米方塔 45° 太阳高度角的影长（米）',
				en: 'Shadow of a tower of 30 m under a sun of 45°, m'
			},
			expected: 30,
			reached: 30,
			within: 2,
			source: 'h / tan α'
		},
		{
			what: {
				zh: '高宽相等的无限长街谷：地面平均天空可视率',
				en: 'Mean view of the sky from the ground of a long street as wide as high'
			},
			expected: 0.41421,
			reached: 0.4201,
			within: 0.01,
			source: '√(1 + (h / w)²) − h / w: crossed strings, Hottel and Sarofim, Radiative Transfer (1967)'
		}
	]
};
