import type { CityLabel } from '#lib/model/city.ts';

/** From which zoom on a rank shows; ranks are one scale over all kinds. */
const FROM_ZOOM = [0, 8, 11.2, 12.4, 13.1, 13.8, 14.4, 15, 15.5, 16, 16.5] as const;
/** A street of a rank is of use only when one can tell it from its neighbours. */
const STREETS_LATER = 0.2;
/** Names of the largest things say nothing when the camera is inside them. */
const LARGEST_UNTIL_ZOOM = 15.2;

/** Names down to this rank are large things': in capitals where the script has any. */
const IN_CAPITALS = 2;

export const LABEL_SIZE = { place: 17, district: 15, water: 14, park: 13, street: 12 } as const;

/** True when a label may show; `zoom` is that of the place it stands at, less the further it is away. */
export function shows(label: CityLabel, zoom: number): boolean {
	const from = FROM_ZOOM[Math.min(Math.max(Math.round(label.rank), 0), FROM_ZOOM.length - 1)]!;
	return zoom >= from + (label.kind === 'street' ? STREETS_LATER : 0);
}

/** True when the camera, not the label's place, is too near for the name of something so large. */
export function isInside(label: CityLabel, cameraZoom: number): boolean {
	return label.rank <= 1 && cameraZoom > LARGEST_UNTIL_ZOOM;
}

/** Names of the largest places and districts in Latin letters are spaced capitals; all others stay as they are. */
export function drawnText({ kind, rank, text, english }: CityLabel, inEnglish = false): string {
	const said = inEnglish ? (english ?? text) : text;
	if ((kind !== 'place' && kind !== 'district') || rank > IN_CAPITALS) return said;
	if (!/^[\p{Script=Latin}\p{P}\p{N}\s]+$/u.test(said)) return said;
	return [...said.toUpperCase()].join('\u200a');
}

/** A whole degree in −90…90 by which a text along a line is turned to be read from left to right. */
export function readableAngle(dx: number, dy: number): number {
	const degrees = (Math.atan2(dy, dx) * 180) / Math.PI;
	const turned = degrees > 90 ? degrees - 180 : degrees <= -90 ? degrees + 180 : degrees;
	return Math.round(turned);
}

/** Screen box around a turned text: its middle and half sides in pixels. */
export interface TextBox {
	readonly x: number;
	readonly y: number;
	readonly halfWidth: number;
	readonly halfHeight: number;
}

/** Room that a text needs, with a little air. `angle` in degrees. */
export function textBox(text: string, size: number, x: number, y: number, angle: number): TextBox {
	let ems = 0;
	for (const letter of text) ems += letter === '\u200a' ? 0.12 : letter.charCodeAt(0) > 0x2e7f ? 1 : 0.6;
	const [length, height] = [ems * size, size * 1.25];
	const [cos, sin] = [
		Math.abs(Math.cos((angle * Math.PI) / 180)),
		Math.abs(Math.sin((angle * Math.PI) / 180))
	];
	return {
		x,
		y,
		halfWidth: (length * cos + height * sin) / 2 + 6,
		halfHeight: (length * sin + height * cos) / 2 + 4
	};
}

/** True when the whole box lies in a picture of that size. */
export function within({ x, y, halfWidth, halfHeight }: TextBox, width: number, height: number): boolean {
	return x >= halfWidth && x <= width - halfWidth && y >= halfHeight && y <= height - halfHeight;
}

/** True when a box lies on a rectangle, pixels from the left and from the top. */
export const liesOn = (
	{ x, y, halfWidth, halfHeight }: TextBox,
	other: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
): boolean =>
	x + halfWidth > other.x &&
	x - halfWidth < other.x + other.width &&
	y + halfHeight > other.y &&
	y - halfHeight < other.y + other.height;

/** True when a box lies on one of the lines, from the left and from the top. */
export const crosses = (
	{ x, y, halfWidth, halfHeight }: TextBox,
	lines: { readonly x: readonly number[]; readonly y: readonly number[] }
): boolean =>
	lines.x.some((line) => Math.abs(line - x) < halfWidth) ||
	lines.y.some((line) => Math.abs(line - y) < halfHeight);

/** One name stands again no nearer than this, in times its size. */
const SAME_NAME_APART = 26;

/** Where names stand already. They are offered in the order of their importance. */
export class LabelRoom {
	readonly #taken: { readonly box: TextBox; readonly text: string }[] = [];

	/** True when nothing stands there, and the same name not near. `size` in pixels. */
	has(box: TextBox, text: string, size: number): boolean {
		return this.#taken.every(
			(other) =>
				!meet(other.box, box) && (other.text !== text || apart(other.box, box) > SAME_NAME_APART * size)
		);
	}

	take(box: TextBox, text: string): void {
		this.#taken.push({ box, text });
	}
}

const meet = (a: TextBox, b: TextBox) =>
	Math.abs(a.x - b.x) < a.halfWidth + b.halfWidth && Math.abs(a.y - b.y) < a.halfHeight + b.halfHeight;

const apart = (a: TextBox, b: TextBox) => Math.hypot(a.x - b.x, a.y - b.y);
