import { categoryWords } from '#lib/model/category-words.ts';
import { getLocale } from '#lib/paraglide/runtime.js';

/** A category in the reader's language; those of the source's own stand as it wrote them, without underscores. */
export const categoryName = (value: string): string =>
	categoryWords(value)[getLocale() === 'en' ? 'en' : 'zh'];
