import type { ModelCard } from '#lib/model/scenario/model.ts';

export const CARD: ModelCard = {
	purpose: {
		zh: '有害气体持续泄漏时，下风向哪里的浓度会伤人，此刻有多少人在内。用于预案比较，不代替现场监测。',
		en: 'Where downwind of a steady release the air harms people, and how many are there at the hour. It compares plans; it does not replace measuring.'
	},
	equations: [
		{
			text: 'C = Q / (2π u σy σz) · exp(−y²/2σy²) · [exp(−(z−H)²/2σz²) + exp(−(z+H)²/2σz²)]',
			source: 'Turner (1970), Workbook of Atmospheric Dispersion Estimates, equation 3.1'
		},
		{
			text: 'σy, σz by Pasquill class and distance, for towns and open country',
			source: 'Briggs (1973), as in Gifford (1976)'
		},
		{ text: 'Pasquill class by wind, sun and cloud', source: 'Turner (1970), table 3-1' },
		{ text: 'mg/m³ = ppm · M / 24.45', source: 'Ideal gas at 25 °C and 1 atm' }
	],
	inputs: [
		{
			zh: '泄漏：地点、物质、速率、高度、持续时间',
			en: 'The release: where, what, how much a second, how high, for how long'
		},
		{ zh: '风向、风速、云量：实测或参数', en: 'Wind and cloud: as measured, or parameters' },
		{
			zh: '建筑的居民与岗位、公共设施（含方案改动）',
			en: 'Buildings with residents and jobs, facilities, all after the edits'
		},
		{
			zh: '阈值：AEGL-1/2/3，按泄漏时长取 10 分钟至 8 小时值；甲烷取爆炸下限的 10%、60%、100%',
			en: 'Thresholds: AEGL-1, 2 and 3 for as long as the release lasts; of methane 10, 60 and 100% of the lower explosive limit'
		}
	],
	assumptions: [
		{ zh: '风向、风速与泄漏速率不变，地面平坦。', en: 'Wind and rate do not change, the ground is level.' },
		{
			zh: '气体不沉降、不反应，与空气一样重。',
			en: 'The gas does not settle or react, and weighs as air does.'
		},
		{
			zh: '在场人数按时刻分配：夜间居民在家，白天在岗；不计道路上的人。',
			en: 'Who is where goes by the hour: residents at home by night, workers at work by day; people on the way are not counted.'
		},
		{ zh: '室内浓度按室外计：偏于安全。', en: 'The air inside is taken as that outside: on the safe side.' }
	],
	limits: [
		{
			zh: '重气、瞬时大量泄漏、静风、街谷与建筑绕流不适用。',
			en: 'Not for heavy clouds, sudden bursts, calm air, street canyons or the wake of buildings.'
		},
		{
			zh: '100 m 以内和 10 km 以外是外推；10 m 以内取 10 m 处的值。',
			en: 'Nearer than 100 m and farther than 10 km the curves are extended; within 10 m it stays as at 10 m.'
		},
		{
			zh: '浓度是约 10 分钟的均值，短时峰值可高出数倍。',
			en: 'Concentrations are means of about ten minutes; peaks are several times higher.'
		},
		{
			zh: '氯气、硫化氢的 AEGL 值与 Briggs 系数已与公开资料核对；氨、二氧化硫、一氧化碳的 AEGL 值和甲烷爆炸下限的取值待专家确认。',
			en: 'AEGL of chlorine and hydrogen sulfide and Briggs’s curves were checked against published tables; AEGL of ammonia, sulfur dioxide and carbon monoxide and the parts of methane’s explosive limit are to be confirmed by an expert.'
		}
	],
	validation: [
		{
			what: {
				zh: 'Turner 例题 1：3 g/s、风速 7 m/s、σy = 190 m、σz = 65 m，下风 3 km 的浓度（µg/m³）',
				en: 'Turner’s problem 1: 3 g/s in a wind of 7 m/s, σy = 190 m, σz = 65 m, 3 km downwind (µg/m³)'
			},
			expected: 11,
			reached: 11.05,
			within: 0.1,
			source: 'Turner (1970), chapter 7, problem 1'
		},
		{
			what: {
				zh: '同例用 Briggs 开阔地 D 类曲线（µg/m³）',
				en: 'The same by Briggs’s curves for open country, class D (µg/m³)'
			},
			expected: 11,
			reached: 8.44,
			within: 3,
			source: 'Turner (1970), chapter 7, problem 1'
		},
		{
			what: {
				zh: '下风 1 km 截面的质量通量与泄漏速率之比',
				en: 'Mass that crosses a section 1 km downwind, in parts of the rate'
			},
			expected: 1,
			reached: 1,
			within: 1e-6,
			source: 'Conservation of mass'
		}
	]
};
