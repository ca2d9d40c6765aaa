import { notFound } from '#lib/model/said-error.ts';
import type { Scenario, ScenarioParent } from '#lib/model/scenario/scenario.ts';
import { saidError } from '#lib/model/said-error.ts';

/** Scenarios on each other, from one to its baseline. */
export const MOST_GENERATIONS = 16;

export type FindScenario = (id: string) => Scenario | undefined;

/**
 * A scenario, its parent and so on to the one that stands on a baseline. Throws NOT_FOUND for a parent that is gone,
 * ACT_REFUSED for one that would stand on itself, or on too many.
 */
export function chainOf(scenario: Scenario, find: FindScenario): readonly Scenario[] {
	const chain = [scenario];
	for (let { parent } = scenario; parent.kind === 'scenario';) {
		const next = parentOf(parent.id, find);
		if (next.id === scenario.id)
			throw saidError('ACT_REFUSED', {
				zh: `方案“${scenario.name}”不能以由它派生的方案为上级，请另选。`,
				en: `Scenario ${scenario.name} cannot begin from one that begins from it: choose another parent.`
			});
		chain.push(next);
		if (chain.length > MOST_GENERATIONS)
			throw saidError('ACT_REFUSED', {
				zh: `方案“${scenario.name}”的上级超过 ${MOST_GENERATIONS - 1} 层，请从更早的方案开始。`,
				en: `Scenario ${scenario.name} would stand on more than ${MOST_GENERATIONS - 1} others: begin from an earlier one.`
			});
		parent = next.parent;
	}
	return chain;
}

/** Those that begin right from it. */
export const childrenOf = (id: string, all: readonly Scenario[]): readonly Scenario[] =>
	all.filter(({ parent }) => isParent(parent, id));

/** Those that begin from it, and from those. */
export function descendantsOf(id: string, all: readonly Scenario[]): readonly Scenario[] {
	return childrenOf(id, all).flatMap((child) => [child, ...descendantsOf(child.id, all)]);
}

const isParent = (parent: ScenarioParent, id: string) => parent.kind === 'scenario' && parent.id === id;

function parentOf(id: string, find: FindScenario): Scenario {
	const parent = find(id);
	if (parent) return parent;
	throw notFound(
		{
			zh: `没有可作起点的方案 ${id}：请另选一个上级方案。`,
			en: `There is no scenario ${id} to begin from: choose another parent.`
		},
		{ scenario: id }
	);
}
