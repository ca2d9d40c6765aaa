import type { ModelCard } from '#lib/model/scenario/model.ts';

export const ACCESS_CARD: ModelCard = {
	purpose: {
		zh: '评估居民在限定时间内能到达哪些公共设施（十五分钟生活圈），各设施服务多少人、负荷多大；道路封闭、积水、增减设施或线路后有何变化。',
		en: 'Which facilities residents reach within a time (the 15-minute life circle), how many people each facility serves and how full that makes it; and what changes when streets are closed or flooded, or facilities and lines come and go.'
	},
	equations: [
		{
			text: 't(i, k) = min { t(i, j) : j ∈ k }',
			source: 'Dijkstra 1959 with many sources; buckets as in Meyer and Sanders 2003'
		},
		{
			text: 'C(k) = Σᵢ Pᵢ · [t(i, k) ≤ T] / Σᵢ Pᵢ;  C = Σᵢ Pᵢ · Πₖ [t(i, k) ≤ T] / Σᵢ Pᵢ',
			source: 'GB 50180-2018; TD/T 1062-2021'
		},
		{
			text: 'Rⱼ = Sⱼ / Σᵢ Uᵢ · [t(i, j) ≤ T];  Aᵢ = Σⱼ Rⱼ · [t(i, j) ≤ T];  Σᵢ Uᵢ Aᵢ = Σⱼ Sⱼ',
			source: 'Two-step floating catchment: Luo and Wang 2003, Environment and Planning B 30'
		},
		{
			text: 't(i, k) = median { arrival(i, k, τ) − τ : τ = τ₀, τ₀ + 5 min, … }',
			source:
				'Profile connection scan: Dibbelt, Pajor, Strasser and Wagner 2018, Journal of Experimental Algorithmics 23'
		}
	],
	inputs: [
		{
			zh: '道路网（含桥梁、隧道、封闭路段），建筑及其居民，设施及其容量，公共交通时刻表',
			en: 'Streets (bridges, tunnels, what is closed), buildings with residents, facilities with capacities, timetables'
		},
		{
			zh: '积水模型算出的道路与设施积水深度（数据中有地面高程时）',
			en: 'Depths on streets and at facilities from the flood model, where the data have heights of the ground'
		}
	],
	assumptions: [
		{
			zh: '住处和设施从最近道路的最近一点上路（不经桥梁和隧道），离路部分按步行计；最远 500 m。',
			en: 'Homes and facilities step onto the nearest point of the nearest street (never a bridge or tunnel) and walk there, 500 m at most.'
		},
		{
			zh: '高速公路不通行人和自行车；快速路走辅路，其隧道不通行。骑行遵守单行方向，步行不受限制；台阶步行时间加倍。',
			en: 'Nobody walks or rides on motorways; trunk roads are used along their side lanes, not in tunnels. Riders obey one-way streets, walkers need not; stairs take twice as long.'
		},
		{
			zh: '公共交通取服务期内班次最多的第一个星期三；换乘步行一次，另加换乘时间；不限换乘次数。',
			en: 'Public transport is that of the first Wednesday with the most trips; a change is one walk and the time it needs; changes are not limited.'
		},
		{
			zh: '学龄人口按全市同一比例从居民数推算；就近负荷按每人去最近的同类设施计。',
			en: 'Pupils are one share of the residents everywhere; loads count everybody at the nearest facility of a kind.'
		},
		{
			zh: '封闭道路两侧的住户改从其他道路出行；积水道路旁的住户视为无法出行。',
			en: 'Who lives on a closed street takes the next one; who lives on a flooded street is cut off.'
		}
	],
	limits: [
		{
			zh: '不含坡度、红绿灯等候、过街限制、拥挤和票价；未绘出的小区内部道路按直线步行。',
			en: 'No slopes, waiting at lights, limits on crossing, crowding or fares; ways inside blocks that are not drawn are straight lines.'
		},
		{
			zh: '一小时以上的行程不计。只有登记在数据中的设施才被计入。',
			en: 'Journeys beyond an hour are not counted. Only facilities that the data know are.'
		},
		{
			zh: '引自 GB 50180-2018 和 TD/T 1062-2021 的服务半径与分级未能对照标准原文，待专家确认。',
			en: 'Radii and circles after GB 50180-2018 and TD/T 1062-2021 could not be checked against the standards’ own text: to be confirmed by an expert.'
		}
	],
	validation: [
		{
			what: {
				zh: '21×21 方格网，8 个街段内可达的路口数',
				en: 'Junctions within 8 blocks on a grid of 21 × 21'
			},
			expected: 145,
			reached: 145,
			within: 0,
			source: 'Closed form: 2·8² + 2·8 + 1'
		},
		{
			what: {
				zh: '两步移动搜寻法：共用设施与独享设施之和',
				en: 'Two-step floating catchment: a shared and an own facility'
			},
			expected: 0.03,
			reached: 0.03,
			within: 1e-12,
			source: 'Closed form: 8 / 400 + 3 / 300'
		},
		{
			what: {
				zh: '两步移动搜寻法：分配量与供给量之比',
				en: 'Two-step floating catchment: what is given out, over what is offered'
			},
			expected: 1,
			reached: 1,
			within: 1e-12,
			source: 'Conservation: Σ users · A = Σ capacity'
		},
		{
			what: {
				zh: '换乘时刻表：50 s 换乘可赶上的到达时刻',
				en: 'Timetable of two crossing lines: arrival with a change of 50 s'
			},
			expected: 350,
			reached: 350,
			within: 0,
			source: 'By hand; random timetables are compared with an exhaustive search by the tests'
		}
	]
};
