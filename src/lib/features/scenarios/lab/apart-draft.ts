import type { ScenarioDraft } from '#lib/model/scenario/scenario.ts';
import { m } from '#lib/paraglide/messages.js';

const LONGEST_NAME = 120;

/** A draft beside the one that it began as: the same but for its name, which says whose it is. */
export function apartDraft(draft: ScenarioDraft, by: string): ScenarioDraft {
	const name = (of: string) => m.edit_apart_name({ name: of, by });
	const over = Math.max(0, name(draft.name).length - LONGEST_NAME);
	return { ...draft, name: name(draft.name.slice(0, draft.name.length - over)) };
}
