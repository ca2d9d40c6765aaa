import { locale } from '#lib/state/locale.svelte.ts';
import type { CitySession } from '../map/session.svelte.ts';
import { cityFacts } from './city-facts.ts';
import { sentenceOf, type StateSentence } from './state-words.ts';

/** The state of what a page is about, now. */
export function stateSentence(session: CitySession): StateSentence {
	const theme = session.theme === undefined ? undefined : session.desk.themes.get(session.theme)?.title;
	const { timezone } = session.city;
	return sentenceOf(cityFacts(session), { theme, timezone, language: locale.current });
}
