import type { Page } from 'playwright-core';
import type { BriefingDraft } from '#lib/model/briefing/draft.ts';
import type { IndicatorList } from '#lib/model/indicator.ts';
import { ask } from '../support/ask.ts';
import { freezeBriefing } from '../support/freeze-briefing.ts';

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
export async function freezeNow(origin: string): Promise<string> {
	const { indicators } = await ask<IndicatorList>(`${origin}/api/indicators`);
	const known = indicators.find(({ latest }) => typeof latest?.value === 'number');
	if (!known) throw new Error('no indicator is known yet');
	return freezeBriefing(origin, draftOf(known.key));
}

/** The wall shows a page of the briefing. */
export async function seesBriefing(page: Page, id: string): Promise<void> {
	await page.locator(`[data-briefing="${id}"]`).waitFor({ state: 'attached' });
	await page.locator('[data-wall-box="words"] h2').waitFor();
}
