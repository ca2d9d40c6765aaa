/** Names of the words that a source text says: `m.name`. */
export const wordsIn = (text: string): readonly string[] =>
	[...text.matchAll(/\bm\.(\w+)/g)].map(([, word]) => word!); // the pattern has one group

/** The word whose module this is; undefined for any other module. */
export const wordOf = (id: string): string | undefined =>
	/\/paraglide\/messages\/(\w+)\.js$/.exec(id.replaceAll('\\', '/').replace(/\?.*$/, ''))?.[1];
