import type { ModelCard } from '#lib/model/scenario/model.ts';

export const CARD: ModelCard = {
	purpose: {
		zh: '一场雨或一次河湖涨水之后，哪里会积水、积多深，多少人、建筑和道路受影响。用于比较方案，不用于预报。',
		en: 'Where water stands after a rain or when rivers rise, how deep, and which people, buildings and roads it affects. It compares plans; it forecasts nothing.'
	},
	equations: [
		{
			text: 'V(z) = A Σ max(0, z − hᵢ) over the cells of a hollow; a full hollow runs over into its neighbour, two full ones rise together',
			source: 'Barnes, Callaghan, Wickert (2020, 2021): depression hierarchies; fill, spill, merge'
		},
		{
			text: 'filled(c) = max(h(c), min over neighbours of filled)',
			source: 'Barnes, Lehman, Mulla (2014): priority-flood'
		},
		{
			text: 'depth(c) = rise − (h(c) − h(nearest drainage of c)), where nothing on the way there is higher than the risen water',
			source: 'Nobre et al. (2011): height above the nearest drainage'
		},
		{ text: 'rain · runoff = drained by inlets + standing + run off', source: 'Conservation of water' }
	],
	inputs: [
		{
			zh: '地面高程格网（25 m 起），其中河、湖、海面',
			en: 'Heights of the ground in cells of 25 m or more, with rivers, lakes and sea'
		},
		{ zh: '雨水口位置；下穿通道最低点', en: 'Storm inlets; the lowest points of underpasses' },
		{
			zh: '道路、建筑与居民、公共设施（含方案改动）',
			en: 'Roads, buildings with their residents, facilities, all after the edits'
		},
		{
			zh: '雨强与历时、河湖涨幅：方案给定，否则取实测',
			en: 'Rain and rise of rivers: of the scenario, else as measured'
		}
	],
	assumptions: [
		{
			zh: '雨均匀落下，来得及流到低洼处；每个格子的水流向最陡的相邻格子。',
			en: 'It rains evenly, and all of it has time to run down; each cell’s water runs to its steepest neighbour.'
		},
		{
			zh: '雨水口按各自的能力截留流经的水，管网下游总能接纳。',
			en: 'Inlets take what passes them up to what they can; the pipes behind them always have room.'
		},
		{
			zh: '河、湖、海接纳全部来水，水位不因此变化。',
			en: 'Rivers, lakes and sea take all that comes and do not rise by it.'
		},
		{
			zh: '建筑中的居民按建筑中心处的水深计。',
			en: 'A building stands as deep as the ground at its middle.'
		}
	],
	limits: [
		{
			zh: '径流系数、雨水口能力和封路水深引自标准与文献，待专家按本地情况确认。',
			en: 'Runoff, what inlets take and the depth that closes a road are quoted from standards and papers: to be confirmed by an expert for this place.'
		},
		{
			zh: '没有水动力，没有时间：不说水来得多快、流得多急、何时退去。',
			en: 'No hydrodynamics and no time: it does not say how fast water comes, runs or goes.'
		},
		{
			zh: '小于一个格子的路缘、围墙、地下室和地铁出入口看不见；桥梁与隧道按不积水计。',
			en: 'Kerbs, walls, basements and metro entrances smaller than a cell are not seen; bridges and tunnels count as dry.'
		},
		{
			zh: '不算管网：没有满管、倒灌和泵站；河水顶托时雨水口能力偏大。',
			en: 'No pipes: nothing surcharges, backs up or is pumped; with rivers high, inlets take less than is assumed.'
		},
		{
			zh: '河水淹没按高差推算，不管水量够不够。',
			en: 'Floods of rivers follow heights alone, whether or not there is water enough.'
		}
	],
	validation: [
		{
			what: {
				zh: '抛物面坑 z = r²/1000 m 注入 50000π m³ 后的水深（m）',
				en: 'Depth in a bowl z = r²/1000 m that holds 50,000π m³ (m)'
			},
			expected: 10,
			reached: 10,
			within: 0.01,
			source: 'V = π h² / 2k'
		},
		{
			what: {
				zh: '坡度 0.05 的圆锥坑注入 π·80²·4/3 m³ 后的水深（m）',
				en: 'Depth in a cone of slope 0.05 that holds π·80²·4/3 m³ (m)'
			},
			expected: 4,
			reached: 4,
			within: 0.01,
			source: 'V = π r² h / 3'
		},
		{
			what: {
				zh: '两个相连洼地共受水 14 m³ 后的共同水位（m）',
				en: 'Common level of two hollows that share 14 m³ (m)'
			},
			expected: 4.5,
			reached: 4.5,
			within: 1e-9,
			source: 'Volumes of the cells, by hand'
		}
	]
};
