import type { BriefingDraft, BriefingLanguage } from './draft.ts';
import { formatValue } from './format-value.ts';
import type { FrozenValue } from './frozen.ts';

/** `{{wait}}` in a text: the place of a number. */
const PLACE = /\{\{([^{}\n]*)\}\}/g;

/** Names of the numbers that a text has places for, as they are written there. */
export const numberNames = (text: string): readonly string[] => [
	...new Set([...text.matchAll(PLACE)].map(([, name = '']) => name.trim()))
];

/** Everything that a draft says, in all of its languages. */
export const textsOf = ({ title, sentence, steps }: BriefingDraft): readonly string[] =>
	[title, sentence, ...steps.flatMap((step) => [step.title, step.text, step.alt])].flatMap((words) =>
		words ? [words['zh-CN'], words.en].filter((text) => text !== undefined) : []
	);

/** Plain text with its numbers in place; a name that nothing is frozen under stays as it is written. */
export const fillNumbers = (
	text: string,
	values: Readonly<Record<string, FrozenValue>>,
	language: BriefingLanguage
): string =>
	text.replaceAll(PLACE, (written, name: string) => {
		const value = values[name.trim()];
		return value ? formatValue(value, language) : written;
	});

/** Words in the reader's language, or in the other one when there are none. */
export const wordsIn = (words: BriefingDraft['title'], language: BriefingLanguage): string =>
	words[language] ?? words['zh-CN'] ?? words.en ?? '';
