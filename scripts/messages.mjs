/** How Paraglide compiles the messages: for Vite and for checks and tests that run without it. */
export const messageOptions = {
	project: './project.inlang',
	outdir: './src/lib/paraglide',
	/** @type {['cookie', 'preferredLanguage', 'baseLocale']} */
	strategy: ['cookie', 'preferredLanguage', 'baseLocale']
};
