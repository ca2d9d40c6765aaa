import type { ModelCard } from '#lib/model/scenario/model.ts';

export const DISTRICT_CARD: ModelCard = {
	purpose: {
		zh: '画一个新片区，给出建筑面积、人口和设施，得到用地指标、按标准应配的设施和绿地、用电、碳排放与造价；覆盖、交通、日照由其他模型在同一方案上回答。',
		en: 'Draw a district, say its floor area, people and facilities: land balance, facilities and green that the standard asks for, power, CO₂ and cost. Coverage, traffic and shade are answered by the other models over the same scenario.'
	},
	equations: [
		{
			text: 'Plot ratio = floor area / land; built over = Σ footprints of blocks / land',
			source: 'GB 50180-2018, 2.0.6'
		},
		{
			text: 'Facilities needed = 0 below the smallest circle, else ⌈residents / residents of the largest circle⌉',
			source: 'GB 50180-2018, table 3.0.4, annexes B and C'
		},
		{
			text: 'Public green = residents · (1, 2 or 4 m²) for circles of 5, 10, 15 minutes',
			source: 'GB 50180-2018, table 4.0.4'
		},
		{
			text: 'Power = Σ floor area · kWh/m²a; CO₂ = power · factor of the grid + floor area · embodied',
			source: 'GB/T 51161-2016; GB/T 51366-2019'
		},
		{
			text: 'Blocks: a grid of lots along the longest edge, each use by its own form, floor area to the square metre',
			source: 'This product'
		}
	],
	inputs: [
		{ zh: '方案中的规划片区', en: 'Planned districts of the scenario' },
		{ zh: '建筑：占地、层数或高度、用途', en: 'Buildings: footprint, storeys or height, use' }
	],
	assumptions: [
		{
			zh: '单位指标全市一致，可在参数中修改',
			en: 'One figure a use for all of the city; all are parameters'
		},
		{ zh: '清理片区内现有建筑的费用与补偿不计', en: 'Nothing is reckoned for clearing what stands there' },
		{
			zh: '既有建筑的面积按占地 × 层数 × 0.7 估算',
			en: 'Floor of what stands already is footprint · storeys · 0.7'
		}
	],
	limits: [
		{
			zh: '体块只说明体量，不是设计；不含道路、地下室与车位',
			en: 'Blocks show bulk, no design: no streets, basements or parking'
		},
		{
			zh: '设施只按数量核对，规模与服务半径由可达性模型回答',
			en: 'Facilities are counted; whether people reach them is the access model’s answer'
		},
		{
			zh: '引自 GB 50180-2018 的人口规模、用地与绿地指标，以及造价、用电和隐含碳的默认值，待专家确认',
			en: 'Figures after GB 50180-2018 and the usual costs, power and embodied carbon are to be confirmed by an expert'
		}
	],
	validation: [
		{
			what: { zh: '体块建筑面积与要求之比', en: 'Floor area of blocks over what was asked for' },
			expected: 1,
			reached: 1,
			within: 1e-9,
			source: 'Closed form'
		},
		{
			what: { zh: '1 公里见方用地（公顷）', en: 'Land of one kilometre squared, hectares' },
			expected: 100,
			reached: 100,
			within: 0.01,
			source: 'Closed form on the ellipsoid'
		}
	]
};
