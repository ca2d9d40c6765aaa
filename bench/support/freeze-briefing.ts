import type { FreezeState, KeptDraft } from '#lib/model/briefing/contract.ts';
import type { BriefingDraft } from '#lib/model/briefing/draft.ts';
import { ask } from './ask.ts';

/** Freezes a draft. Answers the briefing's id; throws what keeps it from being frozen. */
export async function freezeBriefing(origin: string, draft: BriefingDraft): Promise<string> {
	const { id } = await ask<KeptDraft>(`${origin}/api/briefings/drafts`, { draft, by: 'bench' });
	const { job } = await ask<{ job: string }>(`${origin}/api/briefings/drafts/${id}/freeze`, { by: 'bench' });
	for (;;) {
		const state = await ask<FreezeState>(`${origin}/api/briefings/freezing/${job}`);
		if (state.state === 'done') return state.id;
		if (state.state === 'failed') throw new Error(JSON.stringify(state.failures));
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
}
