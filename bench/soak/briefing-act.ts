import type { Page } from 'playwright-core';
import type { FreezeState, KeptDraft } from '#lib/model/briefing/contract.ts';
import type { BriefingDraft } from '#lib/model/briefing/draft.ts';
import type { IndicatorList } from '#lib/model/indicator.ts';

type Post = (path: string, body: object) => Promise<unknown>;

/** A briefing of what the city says now: a card, a sentence with numbers, a chart and a table. */
const draftOf = (indicator: string): BriefingDraft => ({
	v: 1,
	title: { en: 'Soak' },
	sentence: { en: '{{open}} alarms are open.' },
	cards: [indicator],
	bindings: { open: { kind: 'alarms' }, now: { kind: 'indicator', indicator } },
	steps: [
		{
			id: 'course',
			title: { en: 'Its course' },
			text: { en: 'It is {{now}}.' },
			figure: { kind: 'series', indicator, hours: 6 }
		},
		{
			id: 'rows',
			title: { en: 'Its rows' },
			text: { en: '{{open}} alarms.' },
			figure: { kind: 'query', sql: 'SELECT 1 AS one', show: 'table' }
		}
	],
	author: 'soak',
	rights: 'internal',
	expiresAfter: 3_600_000
});

/** Freezes a briefing of what the city says now. Answers its id; throws what keeps it from being frozen. */
export async function freezeBriefing(origin: string, post: Post): Promise<string> {
	const { indicators } = await got<IndicatorList>(`${origin}/api/indicators`);
	const known = indicators.find(({ latest }) => typeof latest?.value === 'number');
	if (!known) throw new Error('no indicator is known yet');
	const draft = draftOf(known.key);
	const kept = (await post('/api/briefings/drafts', { draft, by: 'soak' })) as KeptDraft; // our own server's reply
	const { job } = (await post(`/api/briefings/drafts/${kept.id}/freeze`, { by: 'soak' })) as {
		readonly job: string;
	};
	for (;;) {
		const state = await got<FreezeState>(`${origin}/api/briefings/freezing/${job}`);
		if (state.state === 'done') return state.id;
		if (state.state === 'failed') throw new Error(JSON.stringify(state.failures));
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
}

/** The wall shows a page of the briefing. */
export async function seesBriefing(page: Page, id: string): Promise<void> {
	await page.locator(`[data-briefing="${id}"]`).waitFor({ state: 'attached' });
	await page.locator('[data-wall-box="words"] h2').waitFor();
}

async function got<T>(url: string): Promise<T> {
	const reply = await fetch(url);
	if (!reply.ok) throw new Error(`${url}: ${String(reply.status)} ${await reply.text()}`);
	return (await reply.json()) as T; // our own server's reply
}
