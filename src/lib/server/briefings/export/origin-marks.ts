import type { BriefingLanguage } from '#lib/model/briefing/draft.ts';
import type { Briefing } from '#lib/model/briefing/frozen.ts';
import { exportWords } from './export-words.ts';

/** What every page of an export must say so that nobody takes it for measured: of a scenario, simulated, replayed, fictional. */
export function originMarks(
	{ city, sources, values, cards, figures }: Briefing,
	language: BriefingLanguage
): readonly string[] {
	const words = exportWords(language);
	const parts = [...sources, ...Object.values(values), ...cards, ...Object.values(figures)];
	return [
		...(parts.some(({ scenario }) => scenario) ? [words.planned] : []),
		...(parts.some(({ simulated }) => simulated) ? [words.simulated] : []),
		...(parts.some(({ replayed }) => replayed) ? [words.replayed] : []),
		...(city.fictional ? [words.fictional] : [])
	];
}
