import { saidError } from '#lib/model/said-error.ts';
import { openHighs } from '../highs.ts';
import { siteProgram, type SiteProblem } from './site-program.ts';

export interface SiteSolution {
	/** Candidates to be built, the one that brings most first, each given those before it. */
	readonly built: readonly number[];
	/** What all cells gain. */
	readonly gain: number;
	/** Nothing can gain more. */
	readonly bound: number;
	/** (bound − gain) / bound; 0 when it is proven that nothing is better. */
	readonly gap: number;
}

/** Below it the best is as good as found. */
export const GAP_GOAL = 1e-4;
/** A limit by work instead of time: the same problem ends at the same place everywhere. */
const MOST_NODES = 2000;

/** By branch and bound; when the limit ends it, the gap says how far from the best it may be. */
export async function solveSites(problem: SiteProblem): Promise<SiteSolution> {
	if (problem.gains.every((of) => of.length === 0)) return { built: [], gain: 0, bound: 0, gap: 0 };
	const highs = await openHighs();
	const { values, dualBound } = highs.withModel(siteProgram(problem, highs), (model) => {
		model.options.set({ output_flag: false, mip_rel_gap: GAP_GOAL / 10, mip_max_nodes: MOST_NODES });
		model.run();
		return {
			values: model.getSolution().colValue,
			dualBound: Number(model.info.get('mip_dual_bound'))
		};
	});
	const chosen = [...Array(problem.candidates).keys()].filter((candidate) => values[candidate]! > 0.5);
	const { order, gain } = bestFirst(problem, chosen);
	if (order.length === 0)
		throw saidError('INTERNAL', {
			zh: '求解器没有找到选址，尽管增设会有收益：请减少选址数量再试。',
			en: 'The solver found no site although one would bring something: ask for fewer sites.'
		});
	const bound = Math.max(gain, dualBound);
	return { built: order, gain, bound, gap: (bound - gain) / bound };
}

/** What cells gain when some candidates are built. */
export function gainOf({ gains }: SiteProblem, built: readonly number[]): number {
	const there = new Set(built);
	return gains.reduce(
		(sum, of) =>
			sum + of.reduce((most, { candidate, gain }) => (there.has(candidate) ? Math.max(most, gain) : most), 0),
		0
	);
}

/** Candidates that bring nothing given the others are left out. */
function bestFirst(problem: SiteProblem, chosen: readonly number[]): { order: number[]; gain: number } {
	const order: number[] = [];
	const left = new Set(chosen);
	let gain = 0;
	for (;;) {
		let [best, most] = [-1, gain];
		for (const candidate of left) {
			const with_ = gainOf(problem, [...order, candidate]);
			if (with_ > most) [best, most] = [candidate, with_];
		}
		if (best < 0) return { order, gain };
		order.push(best);
		left.delete(best);
		gain = most;
	}
}
