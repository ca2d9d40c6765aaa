import type { AlarmLevel } from '#lib/model/alarm-rule.ts';

/** Marks are drawn at twice their size on the map, for sharp edges. */
export const MARK_CELL = 72;
const RADIUS = 26;
const CASING = 4;
const EDGE = 5;
const THICK_EDGE = 9;

/** How a mark is drawn: filled, with a thick edge in place of blinking, or hollow and struck when its cause is gone. */
export type MarkStyle = 'filled' | 'thick' | 'hollow';

/**
 * An alarm mark around a place of a canvas: octagon 1, triangle 2, diamond 3, circle 4, and a square for what nobody
 * graded; each with numeral, edge and casing. `css` gives a token's colour.
 */
export function drawMark(
	pen: CanvasRenderingContext2D,
	css: (token: string) => string,
	level: AlarmLevel | undefined,
	[x, y]: readonly [number, number],
	style: MarkStyle = 'filled'
): void {
	const shape = outlineOf(level, x, y);
	const edge = style === 'thick' ? THICK_EDGE : EDGE;
	const colour = css(level ? `--alarm-${level}` : '--bg-2');
	const hollow = style === 'hollow';
	pen.lineJoin = 'round';
	pen.strokeStyle = css('--alarm-casing');
	pen.lineWidth = 2 * (edge + CASING);
	pen.stroke(shape);
	pen.strokeStyle = css('--alarm-edge');
	pen.lineWidth = 2 * edge;
	pen.stroke(shape);
	pen.fillStyle = hollow ? css('--bg-1') : colour;
	pen.fill(shape);
	if (hollow) {
		pen.strokeStyle = colour;
		pen.lineWidth = EDGE;
		pen.stroke(shape);
	}
	pen.fillStyle = hollow ? css('--tx-0') : css(level ? `--alarm-${level}-ink` : '--tx-0');
	pen.font = `700 ${RADIUS * 1.15}px ${getComputedStyle(document.documentElement).fontFamily}`;
	pen.textAlign = 'center';
	pen.textBaseline = 'alphabetic';
	pen.fillText(level ? String(level) : '?', x, y + (level === 2 ? RADIUS * 0.62 : RADIUS * 0.42));
	if (!hollow) return;
	pen.strokeStyle = css('--tx-0');
	pen.lineWidth = 3;
	pen.beginPath();
	pen.moveTo(x - RADIUS * 0.62, y + RADIUS * 0.62);
	pen.lineTo(x + RADIUS * 0.62, y - RADIUS * 0.62);
	pen.stroke();
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
