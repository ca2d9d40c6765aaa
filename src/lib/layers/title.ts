import { getLocale } from '#lib/paraglide/runtime.js';

/** A dataset's title in the interface's language. */
export const titled = (title: { readonly zh: string; readonly en: string }) => () =>
	getLocale() === 'en' ? title.en : title.zh;
