import type { BriefingStep } from '#lib/model/briefing/draft.ts';

/** Number of each step's figure in the order of the text, from 1, by step. */
export function figureNumbers(
	steps: readonly Pick<BriefingStep, 'id' | 'figure'>[]
): ReadonlyMap<string, number> {
	const shown = steps.filter(({ figure }) => figure !== undefined);
	return new Map(shown.map(({ id }, index) => [id, index + 1]));
}
