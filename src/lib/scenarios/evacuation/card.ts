import type { ModelCard } from '#lib/model/scenario/model.ts';

export const CARD: ModelCard = {
	purpose: {
		zh: '有害气体或积水之下，谁需要离开、走到哪个避难场所、位置够不够、最快多久能撤完、卡在哪几条街。',
		en: 'Who has to leave a plume or a flood, to which shelter they walk, whether there is room, how soon all can be out, and which streets hold them up.'
	},
	equations: [
		{
			text: 'minimise Σ people · walking time, so that as many as possible are placed and no shelter holds more than its room',
			source: 'Minimum-cost flow by successive shortest paths: Ahuja, Magnanti, Orlin (1993)'
		},
		{
			text: 'T ≥ max over parts S of the zone: people in S / Σ capacity of the streets that lead out of S',
			source:
				'Maximum flow, minimum cut: Ford, Fulkerson (1956); flows by Dinic (1970), quotient by Dinkelbach (1967)'
		},
		{
			text: 'capacity of a street = width · 1.3 people/(s·m)',
			source: 'SFPE Handbook of Fire Protection Engineering; Fruin (1971)'
		}
	],
	inputs: [
		{
			zh: '同一方案的气体扩散范围与积水深度',
			en: 'Contours of the plume and depths of the flood of the same scenario'
		},
		{ zh: '建筑的居民与岗位，按时刻折算在场人数', en: 'Residents and jobs of buildings, by the hour' },
		{ zh: '避难场所（设施类型 shelter）及其容量', en: 'Facilities of the kind “shelter” with their room' },
		{ zh: '道路（含方案改动）；高速公路不走人', en: 'Roads after the edits; nobody walks on motorways' }
	],
	assumptions: [
		{
			zh: '所有人都步行，听从安排，去指定的场所。',
			en: 'Everybody walks, and goes to the place that he is given.'
		},
		{
			zh: '水淹之前撤离：道路尚可通行。',
			en: 'People go before the water comes: streets can still be walked.'
		},
		{ zh: '穿过危险区的路也可以走。', en: 'Ways through the danger may be taken.' },
		{ zh: '在场人数取整到每栋建筑。', en: 'People are rounded to whole ones in each building.' }
	],
	limits: [
		{
			zh: '撤离时间是下限：不含准备、步行和拥堵扩散的时间，实际更久。',
			en: 'The time to leave is a bound: getting ready, walking and queues come on top.'
		},
		{
			zh: '不含车辆、老弱与需协助者，也不含路上的人。',
			en: 'No vehicles, nobody who needs help, and nobody who is on the way.'
		},
		{
			zh: '室内就地避险有时比穿过毒气更安全，模型不作判断。',
			en: 'Staying inside is at times safer than walking through gas; the model does not judge that.'
		},
		{
			zh: '人流通过率与各时刻在场比例待专家按本地情况确认。',
			en: 'How many people pass a metre of street, and who is where by the hour, are to be confirmed by an expert for this place.'
		}
	],
	validation: [
		{
			what: {
				zh: '三群人、两处场所的最少步行总时间（秒）',
				en: 'Least walking of three parties and two shelters together (s)'
			},
			expected: 56,
			reached: 56,
			within: 0,
			source: 'By hand; random cases against HiGHS'
		},
		{
			what: {
				zh: '400 人经一条每秒 4 人的街撤离（秒）',
				en: '400 people leave by one street of 4 a second (s)'
			},
			expected: 100,
			reached: 100,
			within: 0,
			source: 'By hand; random networks against all their cuts'
		}
	]
};
