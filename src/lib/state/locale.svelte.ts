import { createContext } from 'svelte';
import { getLocale, isLocale, overwriteGetLocale, setLocale, type Locale } from '#lib/paraglide/runtime.js';

let current = $state<Locale>('zh-CN');
/** Another language, while something is read in it. */
let spoken: Locale | undefined;
const [partLanguage, setPartLanguage, isInPart] = createContext<() => Locale>();
/** No page but one with such a part has to look whether it reads in one. */
let hasParts = false;

/** The interface's language. Messages read it, so a change rewrites the page where it stands. */
export const locale = {
	get current(): Locale {
		return spoken ?? (hasParts ? ofPart() : undefined) ?? current;
	},
	/** Short key of names that come in both languages. */
	get nameKey(): 'zh' | 'en' {
		return locale.current === 'en' ? 'en' : 'zh';
	},
	set(next: Locale): void {
		void setLocale(next, { reload: false });
		locale.show(next);
	},
	/** On this page only: a wall's scene says its language, the browser's next page has its own. */
	show(next: Locale): void {
		current = next;
		document.documentElement.lang = next;
	},
	/** All components below this one speak another language than the page. Called while a component is set up. */
	speakBelow(language: () => Locale): void {
		hasParts = true;
		setPartLanguage(language);
	},
	/** What is said in a language, for who needs it in several: read at once, while the page stays in its own. */
	inLanguage<Said>(language: Locale, read: () => Said): Said {
		const before = spoken;
		spoken = language;
		try {
			return read();
		} finally {
			spoken = before;
		}
	}
};

/** Svelte knows the component of whatever it sets up or brings up to date; event handlers and timers belong to none, and speak the page's. */
function ofPart(): Locale | undefined {
	try {
		return isInPart() ? partLanguage()() : undefined;
	} catch {
		return undefined; // nothing of a component is running
	}
}

/** Takes the language from `?lang=`, else cookie or browser. Returns the parameter when it names no language of ours. */
export function startLocale(asked: string | null): string | undefined {
	current = getLocale();
	overwriteGetLocale(() => locale.current);
	if (asked !== null && isLocale(asked)) locale.set(asked);
	else document.documentElement.lang = current;
	return asked !== null && !isLocale(asked) ? asked : undefined;
}
