import type { KeptScenario } from '#lib/model/scenario/contract.ts';

/** A scenario in the list, below what it begins from. */
export interface TreeRow {
	readonly scenario: KeptScenario;
	/** How many it stands on. */
	readonly depth: number;
}

/**
 * Scenarios by what they begin from: families with the newest change first, and in a family the one that was made first.
 * With words only those whose name, note or author has them, and what these begin from.
 */
export function scenarioTree(all: readonly KeptScenario[], words = ''): readonly TreeRow[] {
	const known = new Set(all.map(({ id }) => id));
	const parentOf = ({ parent }: KeptScenario) =>
		parent.kind === 'scenario' && known.has(parent.id) ? parent.id : undefined;
	const childrenOf = new Map<string | undefined, KeptScenario[]>();
	for (const one of all) childrenOf.set(parentOf(one), [...(childrenOf.get(parentOf(one)) ?? []), one]);
	const wanted = words.trim().toLowerCase();
	const isNamed = ({ name, note, author }: KeptScenario) =>
		[name, note, author].some((text) => text.toLowerCase().includes(wanted));

	const below = (scenario: KeptScenario, depth: number): readonly TreeRow[] => {
		const rows = (childrenOf.get(scenario.id) ?? [])
			.toSorted((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1))
			.flatMap((child) => below(child, depth + 1));
		return rows.length > 0 || isNamed(scenario) ? [{ scenario, depth }, ...rows] : [];
	};
	const newest = (rows: readonly TreeRow[]) =>
		rows.reduce((most, { scenario }) => Math.max(most, scenario.changedAt), 0);
	return (childrenOf.get(undefined) ?? [])
		.map((root) => below(root, 0))
		.sort((a, b) => newest(b) - newest(a))
		.flat();
}
