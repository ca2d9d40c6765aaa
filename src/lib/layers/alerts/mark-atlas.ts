import type { SceneContext } from '#lib/scene/contract.ts';
import { drawMark, MARK_CELL } from '../alarm-mark.ts';
import type { AlarmLevel } from './severity.ts';

/** The alarm marks in a row, levels 1–4 and then the one of unknown severity. */
export const markName = (level: AlarmLevel | undefined): string => (level ? `level${level}` : 'unknown');

const MARKED = [1, 2, 3, 4, undefined] as const;

/** Where each mark lies in the atlas, for deck's icon layer. */
export const MARKS = Object.fromEntries(
	MARKED.map((level, index) => [
		markName(level),
		{
			x: index * MARK_CELL,
			y: 0,
			width: MARK_CELL,
			height: MARK_CELL,
			anchorX: MARK_CELL / 2,
			anchorY: MARK_CELL / 2
		}
	])
);

/** A mark for every severity, side by side. */
export function drawMarks(context: SceneContext): HTMLCanvasElement {
	const canvas = document.createElement('canvas');
	canvas.width = MARKED.length * MARK_CELL;
	canvas.height = MARK_CELL;
	const pen = canvas.getContext('2d');
	if (!pen) return canvas; // a 2D context is never refused; then marks are invisible and lists still speak
	const css = (token: string) => `rgb(${context.colour(token).slice(0, 3).join(' ')})`;
	MARKED.forEach((level, index) => drawMark(pen, css, level, [(index + 0.5) * MARK_CELL, MARK_CELL / 2]));
	return canvas;
}
