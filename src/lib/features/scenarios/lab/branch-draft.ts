import type { ScenarioDraft } from '#lib/model/scenario/scenario.ts';

/** A scenario that begins from another with all that it has, and changes nothing yet. */
export const branchDraft = (parent: string, name: string): ScenarioDraft => ({
	name,
	note: '',
	parent: { kind: 'scenario', id: parent },
	edits: [],
	parameters: {}
});
