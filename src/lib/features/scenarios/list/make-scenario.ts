import type { BaselineNow, KeptScenario } from '#lib/model/scenario/contract.ts';
import type { Scenarios } from '#lib/state/scenarios.svelte.ts';
import { branchDraft } from '../lab/branch-draft.ts';

/** What a new scenario begins from. */
export type NewFrom =
	| { readonly kind: 'scenario'; readonly id: string }
	/** `title`: of the baseline that is made of it. */
	| { readonly kind: 'now'; readonly now: BaselineNow; readonly title: string };

/**
 * Makes a scenario. One that begins now gets a baseline of its own to stand on, in which nothing is changed and nothing
 * can be any more: what models say of both is set against each other.
 */
export async function makeScenario(
	scenarios: Pick<Scenarios, 'add' | 'move'>,
	{ name, from }: { readonly name: string; readonly from: NewFrom },
	by: string,
	token: string | undefined
): Promise<KeptScenario> {
	if (from.kind === 'scenario') return scenarios.add(branchDraft(from.id, name), by, token);
	const { now, title } = from;
	const parent = { kind: 'baseline', at: now.at, readings: now.readings } as const;
	const draft = { name: title, note: '', parent, edits: [], parameters: {} };
	const baseline = await scenarios.add(draft, by, token);
	await scenarios.move(baseline, { status: 'proposed' }, by, token);
	return scenarios.add(branchDraft(baseline.id, name), by, token);
}
