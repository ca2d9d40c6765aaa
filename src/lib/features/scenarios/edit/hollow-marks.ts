import type { EditMark } from '#lib/layers/edits/edit-marks.ts';
import type { ResultShape } from '#lib/layers/results/result-drawing.ts';

/**
 * Edits as they stand over a result: areas and, over a result of buildings, blocks are edges only, so that colours are
 * those of the key. What is in hand stays as it is. `result`: undefined: none is drawn.
 */
export const hollowMarks = (
	marks: readonly EditMark[],
	result: ResultShape['of'] | undefined
): readonly EditMark[] =>
	result === undefined
		? marks
		: marks.map((mark) => {
				const covers = mark.form.of === 'ring' && (mark.form.height === 0 || result === 'blocks');
				return covers && mark.weight !== 'strong' ? { ...mark, hollow: true } : mark;
			});
