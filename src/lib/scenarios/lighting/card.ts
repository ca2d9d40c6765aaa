import type { ModelCard } from '#lib/model/scenario/model.ts';

export const LIGHTING_CARD: ModelCard = {
	purpose: {
		zh: '路灯一年用多少电：按日出日落算亮灯时间，按时刻表和调光规则算功率；比较调光与钠灯改 LED 的节电、费用和 CO₂。',
		en: 'What street lighting needs in a year: hours from sunrise and sunset, power from schedules and dimming; what dimming and LED lamps save, in energy, money and CO₂.'
	},
	equations: [
		{
			text: 'Lamps burn while the sun is below the threshold; every night of a year, by hour of the city’s clock',
			source: 'Sunrise and sunset: astronomy-engine, sun checked on NREL/TP-560-34302'
		},
		{
			text: 'power = watts · (sodium · (1 − replaced) + (1 − sodium + sodium · replaced · ratio) · (idle + (1 − idle) · level))',
			source: 'Driver: power falls in a straight line with light to what it needs at none'
		},
		{
			text: 'Levels by traffic: dimmed in hours whose traffic is below a share of the peak hour’s',
			source: 'Adaptive lighting: CIE 115:2010; course of the day: this model’s assumption'
		}
	],
	inputs: [
		{ zh: '路灯：位置、功率', en: 'Lamps: places and watts' },
		{ zh: '方案中的路灯时刻表', en: 'Schedules of lamps in the scenario' }
	],
	assumptions: [
		{
			zh: '没有时刻表时，天黑即全亮',
			en: 'Full light whenever it is dark, where no schedule says otherwise'
		},
		{
			zh: '钠灯均匀分布在全市，只能开关',
			en: 'Sodium lamps are spread evenly over the city and are on or off'
		},
		{ zh: '阴天、隧道与故障不计', en: 'No dull days, tunnels or faults' }
	],
	limits: [
		{
			zh: '不判断照度是否达标：调光前按 CJJ 45 复核',
			en: 'It does not say whether a street is still bright enough: check CJJ 45 before dimming'
		},
		{ zh: '车流曲线为假设，不来自本市检测', en: 'The course of traffic is assumed, not the city’s own' },
		{
			zh: '电网因子已与公告核对；电价与改造费用待专家按本地情况确认',
			en: 'The grid’s factor was checked against its notice; prices and the cost of lamps are to be confirmed by an expert for this place'
		}
	],
	validation: [
		{
			what: { zh: '赤道一年的黑夜（小时）', en: 'Hours of night of a year on the equator' },
			expected: 4337.7,
			reached: 4337.8,
			within: 0.5,
			source: 'Closed form: 24 h − 2 · acos(sin −0.833° / cos δ) / 15°, mean over the year’s declinations'
		},
		{
			what: { zh: '100 W 灯在赤道全亮一年（kWh）', en: 'A lamp of 100 W on the equator, kWh a year' },
			expected: 433.77,
			reached: 433.78,
			within: 0.15,
			source: 'watts × hours'
		}
	]
};
