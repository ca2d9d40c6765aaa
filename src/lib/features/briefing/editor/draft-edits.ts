import type { Binding, BriefingDraft, BriefingStep, Figure } from '#lib/model/briefing/draft.ts';
import { numberNames, textsOf } from '#lib/model/briefing/number-names.ts';

/** A new draft with one empty step. */
export const emptyDraft = (author: string): BriefingDraft => ({
	v: 1,
	title: { 'zh-CN': '新简报', en: 'New briefing' },
	cards: [],
	bindings: {},
	steps: [newStep('1')],
	author,
	rights: 'internal',
	expiresAfter: null
});

const newStep = (id: string): BriefingStep => ({
	id,
	title: { 'zh-CN': '新的一节', en: 'New section' },
	// A text has to have something in it to be kept; that it says nothing stops the freezing.
	text: { 'zh-CN': ' ', en: ' ' }
});

/** The draft with another step at its end; answers its id too. */
export function withStep(
	draft: BriefingDraft,
	step: Partial<Omit<BriefingStep, 'id'>> = {}
): { readonly draft: BriefingDraft; readonly id: string } {
	const taken = new Set(draft.steps.map(({ id }) => id));
	let number = draft.steps.length + 1;
	while (taken.has(String(number))) number++;
	const id = String(number);
	return { draft: { ...draft, steps: [...draft.steps, { ...newStep(id), ...step }] }, id };
}

export const withoutStep = (draft: BriefingDraft, id: string): BriefingDraft => ({
	...draft,
	steps: draft.steps.filter((step) => step.id !== id)
});

/** A step that was taken out comes back to its place. */
export const withStepAt = (draft: BriefingDraft, step: BriefingStep, place: number): BriefingDraft => ({
	...draft,
	steps: draft.steps.toSpliced(place, 0, step)
});

/** The step goes so many places towards the end; it stops at both ends. */
export function movedStep(draft: BriefingDraft, id: string, by: number): BriefingDraft {
	const from = draft.steps.findIndex((step) => step.id === id);
	const step = draft.steps[from];
	if (!step) return draft;
	const to = Math.min(draft.steps.length - 1, Math.max(0, from + by));
	return { ...draft, steps: draft.steps.toSpliced(from, 1).toSpliced(to, 0, step) };
}

/** Replaces what `patch` has; what it has as undefined goes. */
export function changedStep(
	draft: BriefingDraft,
	id: string,
	patch: { readonly [Key in keyof BriefingStep]?: BriefingStep[Key] | undefined }
): BriefingDraft {
	const change = (step: BriefingStep): BriefingStep =>
		Object.fromEntries(
			Object.entries({ ...step, ...patch }).filter(([, value]) => value !== undefined)
		) as BriefingStep; // what a step must have is never undefined in a patch
	return { ...draft, steps: draft.steps.map((step) => (step.id === id ? change(step) : step)) };
}

/** The figure of a step is another one; its description was of the one before. */
export const withFigure = (draft: BriefingDraft, id: string, figure: Figure | undefined): BriefingDraft =>
	changedStep(draft, id, { figure, alt: undefined });

/** A name for a new number: a letter first, then letters, digits and low lines; free in the draft. */
export function freeName({ bindings }: Pick<BriefingDraft, 'bindings'>, wanted: string): string {
	const plain = wanted
		.toLowerCase()
		.replaceAll(/[^a-z0-9]+/g, '_')
		.replaceAll(/^[^a-z]+|_+$/g, '')
		.slice(0, 32);
	const base = plain === '' ? 'number' : plain;
	if (!(base in bindings)) return base;
	let count = 2;
	while (`${base}_${count}` in bindings) count++;
	return `${base}_${count}`;
}

export const withBinding = (draft: BriefingDraft, name: string, binding: Binding): BriefingDraft => ({
	...draft,
	bindings: { ...draft.bindings, [name]: binding }
});

export function withoutBinding(draft: BriefingDraft, name: string): BriefingDraft {
	const { [name]: _, ...bindings } = draft.bindings;
	return { ...draft, bindings };
}

/** Names of numbers that some text of the draft says. */
export const usedNames = (draft: BriefingDraft): ReadonlySet<string> =>
	new Set(textsOf(draft).flatMap(numberNames));
