import type { SceneContext } from '#lib/scene/contract.ts';
import type { AlarmLevel } from './severity.ts';

/** Marks are drawn at twice their size on the map, for sharp edges. */
const CELL = 72;
const RADIUS = 26;
const EDGE = 5;
const CASING = 4;

/** The alarm marks in a row, levels 1–4 and then the one of unknown severity. */
export const markName = (level: AlarmLevel | undefined): string => (level ? `level${level}` : 'unknown');

/** Where each mark lies in the atlas, for deck's icon layer. */
export const MARKS = Object.fromEntries(
	([1, 2, 3, 4, undefined] as const).map((level, index) => [
		markName(level),
		{ x: index * CELL, y: 0, width: CELL, height: CELL, anchorX: CELL / 2, anchorY: CELL / 2 }
	])
);

/** Octagon 1, triangle 2, diamond 3, circle 4, and a square for what nobody graded; each with edge and casing. */
export function drawMarks(context: SceneContext): HTMLCanvasElement {
	const canvas = document.createElement('canvas');
	canvas.width = 5 * CELL;
	canvas.height = CELL;
	const pen = canvas.getContext('2d');
	if (!pen) return canvas; // a 2D context is never refused; then marks are invisible and lists still speak
	const css = (token: string) => `rgb(${context.colour(token).slice(0, 3).join(' ')})`;
	([1, 2, 3, 4, undefined] as const).forEach((level, index) => {
		const shape = outlineOf(level, index * CELL + CELL / 2, CELL / 2);
		pen.lineJoin = 'round';
		pen.strokeStyle = css('--alarm-casing');
		pen.lineWidth = 2 * (EDGE + CASING);
		pen.stroke(shape);
		pen.strokeStyle = css('--alarm-edge');
		pen.lineWidth = 2 * EDGE;
		pen.stroke(shape);
		pen.fillStyle = css(level ? `--alarm-${level}` : '--bg-2');
		pen.fill(shape);
		pen.fillStyle = css(level ? `--alarm-${level}-ink` : '--tx-0');
		pen.font = `700 ${RADIUS * 1.15}px ${getComputedStyle(document.documentElement).fontFamily}`;
		pen.textAlign = 'center';
		pen.textBaseline = 'alphabetic';
		const low = level === 2 ? RADIUS * 0.62 : RADIUS * 0.42;
		pen.fillText(level ? String(level) : '?', index * CELL + CELL / 2, CELL / 2 + low);
	});
	return canvas;
}

function outlineOf(level: AlarmLevel | undefined, x: number, y: number): Path2D {
	const path = new Path2D();
	if (level === 4) path.arc(x, y, RADIUS * 0.88, 0, 2 * Math.PI);
	else {
		const [corners, turn, size] =
			level === 1
				? [8, 22.5, 0.95]
				: level === 2
					? [3, -90, 1.1]
					: level === 3
						? [4, 0, 1.02]
						: [4, 45, 1.05];
		for (let corner = 0; corner < corners; corner++) {
			const angle = ((turn + (360 / corners) * corner) * Math.PI) / 180;
			const at = [
				x + Math.cos(angle) * RADIUS * size,
				y + Math.sin(angle) * RADIUS * size + (level === 2 ? 4 : 0)
			] as const;
			if (corner === 0) path.moveTo(...at);
			else path.lineTo(...at);
		}
	}
	path.closePath();
	return path;
}
