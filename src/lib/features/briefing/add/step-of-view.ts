import type { BriefingLanguage, BriefingStep } from '#lib/model/briefing/draft.ts';

/** Heading of a step that a view was added as: what was written, in the language it was written in; nothing otherwise. */
export function stepOfView(title: string, language: BriefingLanguage): Partial<Pick<BriefingStep, 'title'>> {
	const written = title.trim();
	return written === '' ? {} : { title: { [language]: written } };
}
