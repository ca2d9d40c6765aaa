import { mayBePinyin, plainLetters } from '#lib/model/pinyin-text.ts';
import type { Spelling } from '#lib/model/spelling.ts';

/** As far as ranking goes. */
interface Named {
	readonly title: string;
	readonly also?: string;
}

/** Pinyin of a title, once that can be told. */
export type Spell = (title: string) => Spelling | undefined;

/**
 * Entries that the words mean, best first: the whole title, its beginning, the beginning of a word, a piece, its
 * pinyin; equals stay in their order. Without words all of them.
 */
export function rankEntries<E extends Named>(entries: readonly E[], words: string, spell?: Spell): E[] {
	const wanted = words.trim().toLowerCase();
	if (wanted === '') return [...entries];
	const typed = spell && mayBePinyin(wanted) ? plainLetters(wanted) : undefined;
	return entries
		.map((entry) => ({ entry, score: scoreOf(entry, wanted, typed, spell) }))
		.filter(({ score }) => score < NO_MATCH)
		.sort((a, b) => a.score - b.score)
		.map(({ entry }) => entry);
}

const NO_MATCH = 9;

function scoreOf({ title, also }: Named, wanted: string, typed: string | undefined, spell?: Spell): number {
	const name = title.toLowerCase();
	if (name === wanted) return 0;
	if (name.startsWith(wanted)) return 1;
	if (name.split(/[\s·:,()（）]+/).some((word) => word.startsWith(wanted))) return 2;
	if (name.includes(wanted)) return 3;
	if (also?.toLowerCase().includes(wanted)) return 4;
	const spelling = typed ? spell?.(title) : undefined;
	if (!typed || !spelling) return NO_MATCH;
	if (spelling.initials.startsWith(typed) || spelling.whole.startsWith(typed)) return 2.5;
	return spelling.initials.includes(typed) || spelling.whole.includes(typed) ? 5 : NO_MATCH;
}
