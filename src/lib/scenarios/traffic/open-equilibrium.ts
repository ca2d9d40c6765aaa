import type { Demand } from './demand.ts';
import { drain } from './drain.ts';
import { assigning, type AssignOptions, type Assignment } from './equilibrium/assign.ts';
import type { RoadNetwork } from './road-network.ts';

export interface OpenEquilibrium {
	readonly found: Assignment;
	/** Relative gap by iteration. */
	readonly residuals: readonly number[];
}

type Goal = Pick<AssignOptions, 'gap' | 'aim'>;

/** A run that is not done by then says so. */
export const MOST_ITERATIONS = 100;

/**
 * The last one that was solved, with what it was solved for: scenarios that close roads of the same city begin there
 * one after the other. Remembering spares time and changes no answer, as the same inputs would give the same again.
 */
let last: { network: RoadNetwork; demand: Demand; goal: Goal; solved: OpenEquilibrium } | undefined;

/** The equilibrium from nothing. Its bushes are not to be written to. */
export async function openEquilibrium(
	network: RoadNetwork,
	demand: Demand,
	goal: Goal,
	onResidual: (residual: number) => void,
	signal: AbortSignal
): Promise<OpenEquilibrium> {
	if (last && isSameGoal(last.goal, goal) && isSame(last.network, network) && isSame(last.demand, demand))
		return last.solved;
	const residuals: number[] = [];
	const found = await drain(
		assigning(network, demand, {
			...goal,
			beyond: 1,
			mostIterations: MOST_ITERATIONS,
			onIteration: (_, residual) => {
				residuals.push(residual);
				onResidual(residual);
			}
		}),
		signal
	);
	if (residuals.length === 0) residuals.push(found.relativeGap);
	const solved = { found, residuals };
	last = { network, demand, goal, solved };
	return solved;
}

const isSameGoal = (a: Goal, b: Goal) => a.gap === b.gap && a.aim === b.aim;

/** By content: both are made of numbers, arrays of them and objects of those. */
function isSame(a: unknown, b: unknown): boolean {
	if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
	if (ArrayBuffer.isView(a)) {
		const [one, other] = [a as Float64Array, b as Float64Array]; // views of ours are typed arrays
		return one.length === other.length && one.every((value, at) => value === other[at]);
	}
	const [names, others] = [Object.keys(a), Object.keys(b)];
	return (
		names.length === others.length &&
		names.every((name) => isSame(a[name as keyof typeof a], b[name as keyof typeof b]))
	);
}
