import type { BriefingDraft, BriefingLanguage, BriefingStep } from '#lib/model/briefing/draft.ts';
import { numberNames } from '#lib/model/briefing/number-names.ts';
import { typedNumbers } from './typed-numbers.ts';

/** What is wrong with a draft. `stops`: it cannot be frozen like that. */
export type DraftProblem =
	| {
			readonly kind: 'unknown-number';
			readonly name: string;
			readonly step: string | undefined;
			readonly stops: true;
	  }
	| {
			readonly kind: 'empty';
			readonly step: string;
			readonly language: BriefingLanguage;
			readonly stops: boolean;
	  }
	| { readonly kind: 'no-title'; readonly language: BriefingLanguage; readonly stops: boolean }
	| { readonly kind: 'unused-number'; readonly name: string; readonly stops: false }
	| {
			readonly kind: 'typed-number';
			readonly text: string;
			readonly step: string | undefined;
			readonly stops: false;
	  }
	| { readonly kind: 'no-columns'; readonly step: string; readonly stops: true };

/** Problems that can be seen without asking the server, in the order of the draft. */
export function problemsOf(draft: BriefingDraft): readonly DraftProblem[] {
	const { title, sentence, steps, bindings } = draft;
	const used = new Set<string>();
	const unknown = (texts: readonly (string | undefined)[], step: string | undefined): DraftProblem[] => {
		const names = [...new Set(texts.flatMap((text) => (text === undefined ? [] : numberNames(text))))];
		for (const name of names) used.add(name);
		return names
			.filter((name) => !(name in bindings))
			.map((name) => ({ kind: 'unknown-number', name, step, stops: true }));
	};
	const headTexts = [...Object.values(title), ...Object.values(sentence ?? {})];
	return [
		...missing(title).map(({ language, stops }): DraftProblem => ({ kind: 'no-title', language, stops })),
		...unknown(headTexts, undefined),
		...typed(headTexts, undefined),
		...steps.flatMap((step): DraftProblem[] => [
			...missing(step.text).map(({ language, stops }): DraftProblem => ({
				kind: 'empty',
				step: step.id,
				language,
				stops
			})),
			...unknown(
				[step.title, step.text, step.alt ?? {}].flatMap((words) => Object.values(words)),
				step.id
			),
			...typed(
				[step.title, step.text].flatMap((words) => Object.values(words)),
				step.id
			),
			...(wantsColumns(step) ? [{ kind: 'no-columns', step: step.id, stops: true } as const] : [])
		]),
		...Object.keys(bindings)
			.filter((name) => !used.has(name))
			.map((name): DraftProblem => ({ kind: 'unused-number', name, stops: false }))
	];
}

const typed = (texts: readonly (string | undefined)[], step: string | undefined): DraftProblem[] =>
	[...new Set(texts.flatMap((text) => (text === undefined ? [] : typedNumbers(text))))].map((text) => ({
		kind: 'typed-number',
		text,
		step,
		stops: false
	}));

/** Languages that a text does not come in: it stops only when it comes in none. */
function missing(
	text: BriefingDraft['title']
): readonly { readonly language: BriefingLanguage; readonly stops: boolean }[] {
	const none = (['zh-CN', 'en'] as const).filter((language) => (text[language] ?? '').trim() === '');
	return none.map((language) => ({ language, stops: none.length === 2 }));
}

const wantsColumns = ({ figure }: BriefingStep): boolean =>
	figure?.kind === 'query' &&
	figure.show === 'bars' &&
	(figure.label === undefined || figure.value === undefined);
