import type { ViewState } from '#lib/state/view.svelte.ts';

/** What of a link could not be understood, as it stands in the address: `cam=nowhere`. */
export const linkProblems = (view: ViewState, languageProblem: string | undefined): readonly string[] => [
	...view.problems.map(({ parameter, value }) => `${parameter}=${value}`),
	...(languageProblem ? [`lang=${languageProblem}`] : [])
];
