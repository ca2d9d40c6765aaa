import type { ResultLayer } from './result.ts';

/** What rows are called in a language: in English where that is known, else as the city says, else by their keys. */
export const rowNames = (
	{ keys, names = keys, namesEn }: Pick<ResultLayer, 'keys' | 'names' | 'namesEn'>,
	language: 'zh' | 'en'
): readonly string[] =>
	language === 'en' && namesEn ? names.map((name, row) => namesEn[row] ?? name) : names;
