import type { Words } from '#lib/model/alarm-rule.ts';
import { locale } from '#lib/state/locale.svelte.ts';

/** What is said in both languages: a figure speaks for briefings in either. */
export const inBoth = (say: () => string): Words => ({
	zh: locale.inLanguage('zh-CN', say),
	en: locale.inLanguage('en', say)
});
