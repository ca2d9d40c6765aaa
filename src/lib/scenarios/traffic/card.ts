import type { ModelCard } from '#lib/model/scenario/model.ts';

export const CARD: ModelCard = {
	purpose: {
		zh: '一条路封闭、拓宽、改向，或者住房、岗位变化之后，高峰小时的车会走哪里、要多久。用于比较方案。',
		en: 'Which ways vehicles take in a peak hour, and how long it takes them, once a road is closed, widened or turned, or homes and jobs change. It compares plans.'
	},
	equations: [
		{
			text: 't(x) = t₀ · (1 + 0.15 · (x / c)⁴)',
			source: 'Bureau of Public Roads, Traffic Assignment Manual (1964)'
		},
		{
			text: 't₀ = length / speed + cycle · (1 − green)² / 2',
			source: 'Webster, Traffic Signal Settings (1958): the uniform part, without traffic'
		},
		{
			text: 'no used way costs more than another: min Σ ∫₀ˣ t(w) dw',
			source: 'Wardrop (1952); Beckmann, McGuire, Winsten (1956)'
		},
		{
			text: 'T(i, j) = a(i) O(i) b(j) D(j) exp(−β t(i, j))',
			source: 'Wilson (1967); Ortúzar, Willumsen: Modelling Transport'
		},
		{
			text: 'relative gap = (Σ x t − Σ T · cheapest) / Σ x t',
			source: 'Boyce, Ralevic-Dekic, Bar-Gera (2004)'
		}
	],
	inputs: [
		{
			zh: '道路：等级、单向、车道、限速、通行能力、信号灯；没有的按等级取 CJJ 37 的数值',
			en: 'Roads: class, one-way, lanes, speed, capacity, signals; by class, of CJJ 37, where nobody says'
		},
		{ zh: '各片区居民与岗位', en: 'Residents and jobs by area' },
		{ zh: '积水模型判定不能通行的道路', en: 'Roads that the flood model finds impassable' }
	],
	assumptions: [
		{
			zh: '出行连接住地与岗位；目的地的选择不受封闭影响，只换路线。',
			en: 'Trips join homes and jobs. Nobody chooses another destination because of a closure, only another way.'
		},
		{
			zh: '人人了解路况，都走对自己最快的路；一小时内需求均匀。',
			en: 'Everyone knows the roads and takes the way that is quickest for them; demand is even over the hour.'
		},
		{
			zh: '信号周期 90 秒；没有数据时绿信比 0.45。',
			en: 'Signals turn in 90 s and are green for 0.45 of it where nobody says.'
		},
		{
			zh: '没有转向限制；小区内部的时间按直线 15 km/h。',
			en: 'Every turn is allowed; within a zone one gets on at 15 km/h in a straight line.'
		}
	],
	limits: [
		{
			zh: '静态：没有排队回溯，不分时刻；不能用来配时。',
			en: 'Static: queues do not grow back and there is no time of day. Not for the timing of signals.'
		},
		{
			zh: '只有小汽车；没有货车、过境交通，公交不变。',
			en: 'Cars alone: no lorries, no through traffic, and nobody changes to the bus.'
		},
		{
			zh: '需求没有用调查或流量校准：看差别，不看绝对值。',
			en: 'Demand is not fitted to surveys or counts: read differences, not totals.'
		},
		{
			zh: '引自 CJJ 37 的车速与通行能力、车均排放和时间价值待专家确认。',
			en: 'Speeds and capacities after CJJ 37, emissions of a car and the value of time are to be confirmed by an expert.'
		}
	],
	validation: [
		{
			what: { zh: 'Sioux Falls 目标函数', en: 'Sioux Falls, objective' },
			expected: 4_231_335.287107441,
			reached: 4_231_335.287,
			within: 4.2,
			source: 'Transportation Networks for Research'
		},
		{
			what: { zh: 'Anaheim 目标函数', en: 'Anaheim, objective' },
			expected: 1_286_032.171096033,
			reached: 1_286_032.171,
			within: 1.3,
			source: 'Transportation Networks for Research'
		},
		{
			what: {
				zh: 'Braess 网络：新路之后每人的时间',
				en: 'Braess’s network: everyone’s time with the new road'
			},
			expected: 92,
			reached: 92,
			within: 1e-6,
			source: 'Braess (1968)'
		},
		{
			what: { zh: 'Pigou 网络，四次幂：系统最优的总时间', en: 'Pigou’s network, power 4: least time of all' },
			expected: 0.4650078,
			reached: 0.4650078,
			within: 1e-6,
			source: '1 − 5^(−1/4) + 5^(−5/4)'
		}
	]
};
