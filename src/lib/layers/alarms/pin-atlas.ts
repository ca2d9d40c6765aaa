import type { AlarmLevel } from '#lib/model/alarm-rule.ts';
import type { SceneContext } from '#lib/scene/contract.ts';
import { drawMark, MARK_CELL, type MarkStyle } from '../alarm-mark.ts';

/** A pin is a mark over the roofs, a stem and a ring on the ground, at twice its size on the map. */
const STEM = 64;
const FOOT = 10;
export const PIN_HEIGHT = MARK_CELL + STEM + FOOT;
/** Share of a pin's height that is its mark. */
export const MARK_SHARE = MARK_CELL / PIN_HEIGHT;
/** Height of a stem, from the ring to the mark, in marks. */
export const STEM_SHARE = STEM / MARK_CELL;
const LEVELS = [1, 2, 3, 4] as const;
const STYLES = ['filled', 'thick', 'hollow'] as const satisfies readonly MarkStyle[];

export const pinName = (level: AlarmLevel, style: MarkStyle): string => `${style}${level}`;

/** Where each pin lies in the atlas, for deck's icon layer: it stands on the middle of its ring. */
export const PINS = Object.fromEntries(
	STYLES.flatMap((style, row) =>
		LEVELS.map((level, column) => [
			pinName(level, style),
			{
				x: column * MARK_CELL,
				y: row * PIN_HEIGHT,
				width: MARK_CELL,
				height: PIN_HEIGHT,
				anchorX: MARK_CELL / 2,
				anchorY: PIN_HEIGHT - FOOT
			}
		])
	)
);

/** All pins, one style a row. */
export function drawPins(context: SceneContext): HTMLCanvasElement {
	const canvas = document.createElement('canvas');
	canvas.width = LEVELS.length * MARK_CELL;
	canvas.height = STYLES.length * PIN_HEIGHT;
	const pen = canvas.getContext('2d');
	if (!pen) return canvas; // a 2D context is never refused; then pins are invisible and lists still speak
	const css = (token: string) => `rgb(${context.colour(token).slice(0, 3).join(' ')})`;
	STYLES.forEach((style, row) =>
		LEVELS.forEach((level, column) => {
			const x = (column + 0.5) * MARK_CELL;
			const top = row * PIN_HEIGHT;
			const ground = top + PIN_HEIGHT - FOOT;
			for (const [token, width] of [
				['--alarm-casing', 8],
				['--alarm-edge', 3]
			] as const) {
				pen.strokeStyle = css(token);
				pen.lineWidth = width;
				pen.beginPath();
				pen.moveTo(x, top + MARK_CELL / 2);
				pen.lineTo(x, ground);
				pen.stroke();
				pen.beginPath();
				pen.ellipse(x, ground, 15, 5, 0, 0, 2 * Math.PI);
				pen.stroke();
			}
			drawMark(pen, css, level, [x, top + MARK_CELL / 2], style);
		})
	);
	return canvas;
}
