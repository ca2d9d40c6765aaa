import type { Spell } from './rank-entries.ts';

/** Pinyin of titles; its tables are loaded when they are first of use. Undefined where they cannot be had. */
export const loadSpell = (): Promise<Spell | undefined> =>
	import('#lib/model/spelling.ts').then(
		({ spellingOf }) => spellingOf,
		() => undefined
	);
