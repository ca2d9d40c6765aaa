import { categoryWords } from '#lib/model/category-words.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import { areaInEnglish } from '#lib/state/area-names.ts';

/** A category in the reader's language; those of the source's own stand as it wrote them, without underscores. */
export const categoryName = (value: string): string =>
	getLocale() === 'en' ? (areaInEnglish(value) ?? categoryWords(value).en) : categoryWords(value).zh;
