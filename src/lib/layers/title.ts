import { getLocale } from '#lib/paraglide/runtime.js';

/** A dataset's title in the interface's language. */
export const titled = (title: { readonly zh: string; readonly en: string }) => () =>
	getLocale() === 'en' ? title.en : title.zh;

/** A live layer's title; its id in words when its source gives it none. */
export const liveTitle = (id: string, title: { readonly zh: string; readonly en: string } | null) =>
	title ? titled(title) : () => id.replaceAll(/[-_]+/g, ' ');
