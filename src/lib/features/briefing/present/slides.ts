import type { BriefingDraft, BriefingStep } from '#lib/model/briefing/draft.ts';

/** A page of a slide show. */
export type SlideOf =
	| { readonly kind: 'title' }
	| { readonly kind: 'step'; readonly step: BriefingStep; readonly figureNumber: number | undefined }
	/** Sources, numbers and method. */
	| { readonly kind: 'sources' };

/** Title, a slide for each claim, sources. */
export function slidesOf({ steps }: Pick<BriefingDraft, 'steps'>): readonly SlideOf[] {
	let figures = 0;
	return [
		{ kind: 'title' },
		...steps.map((step): SlideOf => ({
			kind: 'step',
			step,
			figureNumber: step.figure === undefined ? undefined : ++figures
		})),
		{ kind: 'sources' }
	];
}

/** Where a key leads from a slide; undefined for keys that lead nowhere. Clickers press Page Up and Page Down. */
export function slideByKey(key: string, slide: number, count: number): number | undefined {
	const last = count - 1;
	switch (key) {
		case 'ArrowRight':
		case 'ArrowDown':
		case 'PageDown':
		case ' ':
		case 'Enter':
			return Math.min(last, slide + 1);
		case 'ArrowLeft':
		case 'ArrowUp':
		case 'PageUp':
		case 'Backspace':
			return Math.max(0, slide - 1);
		case 'Home':
			return 0;
		case 'End':
			return last;
		default:
			return undefined;
	}
}

const SWIPE = 48;
/** What a finger means that went so far, CSS pixels: 1 forwards, −1 back, 0 nothing. */
export const swipe = (x: number, y: number): -1 | 0 | 1 =>
	Math.abs(x) < SWIPE || Math.abs(x) < 1.5 * Math.abs(y) ? 0 : x < 0 ? 1 : -1;
