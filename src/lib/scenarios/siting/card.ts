import type { ModelCard } from '#lib/model/scenario/model.ts';

export const SITING_CARD: ModelCard = {
	purpose: {
		zh: '在现有设施之外，求新建若干处同类设施的位置，使限定时间内可达的居民最多，或全体居民总耗时最少，并给出与最优解的差距。',
		en: 'Beside the facilities that are there: where to build some more of a kind so that most residents have one within a time, or that all residents together take the least time; and how far from the best the answer may be.'
	},
	equations: [
		{
			text: 'max Σᵢ Pᵢ zᵢ;  zᵢ ≤ Σⱼ yⱼ · [t(i, j) ≤ T];  Σⱼ yⱼ ≤ p;  yⱼ ∈ {0, 1}',
			source: 'Maximal covering: Church and ReVelle 1974, Papers of the Regional Science Association 32'
		},
		{
			text: 'min Σᵢ Pᵢ · min { t(i, j) : yⱼ = 1 ∨ j ∈ existing };  Σⱼ yⱼ ≤ p',
			source: 'p-median: Hakimi 1964, Operations Research 12'
		},
		{
			text: 'g(i, 1) > g(i, 2) > …;  z(i, k) ≤ z(i, k−1) + Σⱼ yⱼ · [gain(i, j) = g(i, k)]',
			source:
				'Radius formulation: Cornuéjols, Nemhauser and Wolsey 1980, SIAM J. Algebraic Discrete Methods 1'
		},
		{
			text: 'gap = (bound − gain) / bound ≤ 1e-4',
			source: 'Branch and bound by HiGHS: Huangfu and Hall 2018, Mathematical Programming Computation 10'
		}
	],
	inputs: [
		{
			zh: '道路网、建筑及其居民、现有设施（零售建筑按商业网点计）',
			en: 'Streets, buildings with residents, facilities that are there (retail buildings as shops)'
		}
	],
	assumptions: [
		{
			zh: '步行时间的算法与“生活圈与可达性”模型相同。',
			en: 'Walking times are those of the model of access.'
		},
		{
			zh: '居民按格网汇总（至多 400 格；求最大覆盖时只计尚不可达的居民），每格以最靠近人口中心的住处代表；这些住处同时是候选点。格内差异不计，效果按每栋住宅复核。',
			en: 'Residents (for covering those without one in reach) are gathered by cells of a grid (400 at most), each stood for by the home nearest to the middle of its people; those homes are the candidates. Differences within a cell do not count when solving; what the sites bring is counted home by home.'
		},
		{
			zh: '一小时内不可达的居民按一小时计。',
			en: 'Who reaches nothing within an hour counts as taking an hour.'
		}
	],
	limits: [
		{
			zh: '不考虑用地权属、地价、容量和建设条件：候选点表示“在这一带”，不是地块。',
			en: 'No ownership, price, capacity or ground: a site means “around here”, not a plot.'
		},
		{
			zh: '步行时限按 15 分钟生活圈取值，是否合乎本地标准待专家确认。',
			en: 'The limit is that of the fifteen-minute circle: whether local standards ask for another is to be confirmed by an expert.'
		}
	],
	validation: [
		{
			what: {
				zh: '一条街上的中位选址：总耗时节省（人·分钟）',
				en: 'A site on one street by least time: person-minutes saved'
			},
			expected: 310,
			reached: 310,
			within: 1e-9,
			source: 'By hand; random small problems are compared with every subset of their candidates by the tests'
		},
		{
			what: {
				zh: '两处覆盖选址：新增覆盖人数',
				en: 'Two sites by covering: people gained'
			},
			expected: 9,
			reached: 9,
			within: 1e-9,
			source: 'By hand: the greedy choice reaches only 8'
		}
	]
};
