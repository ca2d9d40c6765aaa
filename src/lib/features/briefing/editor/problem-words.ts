import type { BriefingDraft } from '#lib/model/briefing/draft.ts';
import { wordsIn } from '#lib/model/briefing/number-names.ts';
import { m } from '#lib/paraglide/messages.js';
import { locale } from '#lib/state/locale.svelte.ts';
import type { DraftProblem } from './draft-problems.ts';

/** A problem as the editor says it. */
export function problemText(problem: DraftProblem, draft: BriefingDraft): string {
	const language = () =>
		'language' in problem && problem.language === 'en' ? m.briefing_in_english() : m.briefing_in_chinese();
	const where = (id: string | undefined) => {
		const step = draft.steps.find((one) => one.id === id);
		return step ? wordsIn(step.title, locale.current) : m.briefing_head();
	};
	switch (problem.kind) {
		case 'unknown-number':
			return m.briefing_problem_unknown({ name: problem.name, where: where(problem.step) });
		case 'empty':
			return m.briefing_problem_empty({ language: language(), where: where(problem.step) });
		case 'no-title':
			return m.briefing_problem_title({ language: language() });
		case 'unused-number':
			return m.briefing_problem_unused({ name: problem.name });
		case 'typed-number':
			return m.briefing_problem_typed({ text: problem.text, where: where(problem.step) });
		case 'no-columns':
			return m.briefing_problem_columns({ where: where(problem.step) });
	}
}
