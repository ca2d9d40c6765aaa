import { getLocale, isLocale, overwriteGetLocale, setLocale, type Locale } from '#lib/paraglide/runtime.js';

let current = $state<Locale>('zh-CN');

/** The interface's language. Messages read it, so a change rewrites the page where it stands. */
export const locale = {
	get current(): Locale {
		return current;
	},
	/** Short key of names that come in both languages. */
	get nameKey(): 'zh' | 'en' {
		return current === 'en' ? 'en' : 'zh';
	},
	set(next: Locale): void {
		void setLocale(next, { reload: false });
		current = next;
		document.documentElement.lang = next;
	},
	/** What is said in a language, for who needs it in several: read at once, while the page stays in its own. */
	inLanguage<Said>(language: Locale, read: () => Said): Said {
		const own = current;
		current = language;
		try {
			return read();
		} finally {
			current = own;
		}
	}
};

/** Takes the language from `?lang=`, else cookie or browser. Returns the parameter when it names no language of ours. */
export function startLocale(asked: string | null): string | undefined {
	current = getLocale();
	overwriteGetLocale(() => current);
	if (asked !== null && isLocale(asked)) locale.set(asked);
	else document.documentElement.lang = current;
	return asked !== null && !isLocale(asked) ? asked : undefined;
}
