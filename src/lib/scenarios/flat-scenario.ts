import { saidError } from '#lib/model/said-error.ts';
import type { ScenarioEdit } from '#lib/model/scenario/edit.ts';
import type { BaselineReadings, Scenario, ScenarioParameters } from '#lib/model/scenario/scenario.ts';

/** A scenario with all that it has of its parents: what models are run over. Plain data. */
export interface FlatScenario {
	readonly city: string;
	/** Version of the pack whose rows the edits name. */
	readonly pack: string;
	/** Those of the parents first. */
	readonly edits: readonly ScenarioEdit[];
	/** By model; a child's choice wins over its parent's. */
	readonly parameters: ScenarioParameters;
	readonly readings: BaselineReadings;
}

/** What of a scenario concerns its models: a draft with its city and pack will do. */
export type ChainedScenario = Pick<Scenario, 'name' | 'city' | 'pack' | 'parent' | 'edits' | 'parameters'>;

/**
 * Lays a scenario over its parents; `chain` has the scenario first and the one that stands on the living city last.
 * Throws INPUT_INVALID for a chain that ends before, or whose scenarios are of several cities or packs.
 */
export function flattenScenario(chain: readonly ChainedScenario[]): FlatScenario {
	const [own] = chain;
	const root = chain.at(-1)?.parent;
	if (!own || root?.kind !== 'baseline')
		throw saidError('INPUT_INVALID', {
			zh: `方案“${own?.name ?? ''}”的上级方案不全，无法读取它的改动。`,
			en: `The parents of the scenario “${own?.name ?? ''}” are not all there: its edits cannot be read without theirs.`
		});
	for (const { name, city, pack } of chain)
		if (city !== own.city || pack !== own.pack)
			throw saidError('INPUT_INVALID', {
				zh: `方案“${own.name}”依据城市数据 ${own.city} 的版本 ${own.pack}，上级方案“${name}”依据 ${city} 的版本 ${pack}：请在同一版数据上重新建立。`,
				en: `The scenario “${own.name}” is of version ${own.pack} of the pack ${own.city}, its parent “${name}” of version ${pack} of ${city}: make them anew on one pack.`
			});
	const oldestFirst = chain.toReversed();
	const parameters: Record<string, ScenarioParameters[string]> = {};
	for (const each of oldestFirst)
		for (const [model, chosen] of Object.entries(each.parameters))
			parameters[model] = { ...parameters[model], ...chosen };
	return {
		city: own.city,
		pack: own.pack,
		edits: oldestFirst.flatMap(({ edits }) => edits),
		parameters,
		readings: root.readings
	};
}
