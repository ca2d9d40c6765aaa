import { AppError } from '#lib/model/errors.ts';
import type { Scenario, ScenarioRun, ScenarioStatus } from '#lib/model/scenario/scenario.ts';
import { descendantsOf } from './scenario-family.ts';

/** What decides whether a scenario may have another status. */
export interface StatusFacts {
	/** The scenario first, the one on the baseline last. */
	readonly chain: readonly Scenario[];
	/** All of the city. */
	readonly all: readonly Scenario[];
	/** Runs of the scenario as it is now. */
	readonly runs: readonly ScenarioRun[];
}

const NEXT: Readonly<Record<ScenarioStatus, readonly ScenarioStatus[]>> = {
	draft: ['proposed'],
	proposed: ['approved', 'rejected'],
	approved: [],
	rejected: ['draft']
};

/**
 * Throws ACT_REFUSED with the reason why the scenario cannot become `to`. What was proposed stands still: so do those
 * that it begins from, and it is approved only by results of what it is now.
 */
export function checkStatus(to: ScenarioStatus, { chain, all, runs }: StatusFacts): void {
	const [scenario, ...ancestors] = chain as [Scenario, ...Scenario[]]; // a chain begins with its scenario
	if (!NEXT[scenario.status].includes(to))
		throw refused(
			`Scenario ${scenario.name} is ${scenario.status}: from there it cannot become ${to}.`,
			'order'
		);
	const moving = ancestors.find(({ status }) => status === 'draft' || status === 'rejected');
	if ((to === 'proposed' || to === 'approved') && moving)
		throw refused(
			`Scenario ${scenario.name} begins from ${moving.name}, which is ${moving.status} and may still change: propose that one first.`,
			'parent',
			moving.name
		);
	if (to === 'draft' || to === 'rejected') {
		const standing = descendantsOf(scenario.id, all).find(
			({ status }) => status === 'proposed' || status === 'approved'
		);
		if (standing)
			throw refused(
				`Scenario ${standing.name} is ${standing.status} and begins from ${scenario.name}: decide on that one first.`,
				'child',
				standing.name
			);
	}
	if (to === 'approved') checkRuns(scenario, runs);
}

function checkRuns({ name }: Scenario, runs: readonly ScenarioRun[]): void {
	if (runs.length === 0)
		throw refused(`Scenario ${name} has no result of what it is now: run a model first.`, 'no-run');
	const open = runs.find(({ converged }) => !converged);
	if (open)
		throw refused(
			`The run of ${open.model} over scenario ${name} did not converge: it cannot be approved on that result.`,
			'not-converged',
			open.model
		);
}

/** `why` and `of` let a page say it in its own language. */
const refused = (message: string, why: string, of?: string) =>
	new AppError('ACT_REFUSED', { message, why, ...(of !== undefined && { of }) });
