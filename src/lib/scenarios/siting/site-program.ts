import type { Highs, ModelData } from 'highs';

/** Where to put some of many candidates so that cells of people gain the most. */
export interface SiteProblem {
	readonly candidates: number;
	/** How many may be built. */
	readonly count: number;
	/** By cell: what it gains from each candidate that it gains anything from. */
	readonly gains: readonly (readonly Gain[])[];
}
export interface Gain {
	readonly candidate: number;
	/** Above 0. */
	readonly gain: number;
}

/**
 * A cell gains by the best of the candidates that are built. Its gains are cut into steps: it has step k when it had the
 * one above, or when a candidate of just that gain is built. Only candidates are whole numbers; steps follow from them
 * (the radius formulation of Cornuéjols, Nemhauser and Wolsey 1980, with one row a step).
 */
export function siteProgram({ candidates, count, gains }: SiteProblem, highs: Highs): ModelData {
	const cost = new Array<number>(candidates).fill(0);
	const rows: { readonly indices: number[]; readonly values: number[]; readonly most: number }[] = [];
	for (const of of gains) {
		const steps = stepsOf(of);
		steps.forEach(({ gain, candidates: built }, step) => {
			const column = cost.push(gain - (steps[step + 1]?.gain ?? 0)) - 1;
			const before = step > 0 ? [column - 1] : [];
			rows.push({
				indices: [column, ...before, ...built],
				values: [1, ...before.map(() => -1), ...built.map(() => -1)],
				most: 0
			});
		});
	}
	const all = [...Array(candidates).keys()];
	rows.push({ indices: all, values: all.map(() => 1), most: count });
	let end = 0;
	return {
		numCols: cost.length,
		numRows: rows.length,
		sense: highs.constants.objectiveSense.maximize,
		colCost: cost,
		colLower: cost.map(() => 0),
		colUpper: cost.map(() => 1),
		rowLower: rows.map(() => -highs.infinity),
		rowUpper: rows.map(({ most }) => most),
		matrix: {
			format: 'csr',
			numRows: rows.length,
			numCols: cost.length,
			starts: [0, ...rows.map(({ indices }) => (end += indices.length))],
			indices: rows.flatMap(({ indices }) => indices),
			values: rows.flatMap(({ values }) => values)
		},
		integrality: cost.map((_, column) =>
			column < candidates ? highs.constants.variableType.integer : highs.constants.variableType.continuous
		)
	};
}

/** Gains from the largest, with the candidates that bring just as much. */
function stepsOf(gains: readonly Gain[]): { readonly gain: number; readonly candidates: number[] }[] {
	const steps: { gain: number; candidates: number[] }[] = [];
	for (const { candidate, gain } of gains.toSorted((a, b) => b.gain - a.gain)) {
		const last = steps.at(-1);
		if (last?.gain === gain) last.candidates.push(candidate);
		else steps.push({ gain, candidates: [candidate] });
	}
	return steps;
}
