import type { Rgba } from '../tokens.ts';

/** One text to draw. Sizes in CSS pixels. */
export interface SheetText {
	readonly text: string;
	readonly size: number;
	/** Whole degrees anticlockwise. */
	readonly angle: number;
	readonly italic: boolean;
	readonly bold: boolean;
	readonly colour: Rgba;
}

/** Where a text stands on its sheet, device pixels. */
export interface SheetPlace {
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
}

export interface LabelSheet {
	readonly image: ImageData;
	/** As long as the texts, in their order. */
	readonly places: readonly SheetPlace[];
	/** Device pixels per CSS pixel it was drawn for. */
	readonly ratio: number;
}

export const LABEL_FONT = "'Inter Variable', 'Noto Sans SC Variable', 'Noto Sans SC', sans-serif";
export const LABEL_WEIGHTS = { plain: 500, bold: 600 } as const;

/** Width of a sheet in device pixels; wider texts widen it. */
const SHEET_WIDTH = 2048;
/** The halo reaches so far out of the letters, as a share of their size. */
const HALO = 0.13;
const HALO_ALPHA = 0.86;

/**
 * Draws texts with their halo side by side, turned as they will stand, pixel for pixel as they will be
 * seen. The browser's own text is sharper at a dozen pixels than glyphs scaled by the GPU, and turned
 * letters keep their line. Texts must be in fonts that are loaded.
 */
export function drawLabelSheet(texts: readonly SheetText[], halo: Rgba, ratio: number): LabelSheet {
	const canvas = document.createElement('canvas');
	const context = canvas.getContext('2d', { willReadFrequently: true })!; // a 2D context is never refused
	const boxes = texts.map((text) => boxOf(context, text, ratio));
	const { places, width, height } = packShelves(boxes, SHEET_WIDTH);
	canvas.width = Math.max(1, width);
	canvas.height = Math.max(1, height);
	context.textAlign = 'center';
	context.textBaseline = 'middle';
	context.lineJoin = 'round';
	texts.forEach((text, index) => {
		const { x, y, width: w, height: h } = places[index]!;
		context.setTransform(1, 0, 0, 1, x + w / 2, y + h / 2);
		context.rotate((-text.angle * Math.PI) / 180);
		context.font = fontOf(text, ratio);
		context.lineWidth = 2 * HALO * text.size * ratio;
		context.strokeStyle = css(halo, HALO_ALPHA);
		context.strokeText(text.text, 0, 0);
		context.fillStyle = css(text.colour, 1);
		context.fillText(text.text, 0, 0);
	});
	return { image: context.getImageData(0, 0, canvas.width, canvas.height), places, ratio };
}

/** Puts boxes in rows, in the order given; the sheet is as wide as `width` or the widest box. */
export function packShelves(
	boxes: readonly { readonly width: number; readonly height: number }[],
	width: number
): { places: SheetPlace[]; width: number; height: number } {
	const sheet = Math.max(width, ...boxes.map((box) => box.width));
	const places: SheetPlace[] = [];
	let [x, y, shelf] = [0, 0, 0];
	for (const box of boxes) {
		if (x + box.width > sheet) [x, y, shelf] = [0, y + shelf, 0];
		places.push({ x, y, width: box.width, height: box.height });
		x += box.width;
		shelf = Math.max(shelf, box.height);
	}
	return { places, width: sheet, height: y + shelf };
}

/** Even sides, so that the middle lies between two pixels. */
function boxOf(context: CanvasRenderingContext2D, text: SheetText, ratio: number) {
	context.font = fontOf(text, ratio);
	const size = text.size * ratio;
	const length = context.measureText(text.text).width + 2 * HALO * size;
	const height = (1.3 + 2 * HALO) * size;
	const radians = (text.angle * Math.PI) / 180;
	const [cos, sin] = [Math.abs(Math.cos(radians)), Math.abs(Math.sin(radians))];
	const even = (value: number) => 2 * Math.ceil(value / 2 + 1);
	return { width: even(length * cos + height * sin), height: even(length * sin + height * cos) };
}

const fontOf = ({ size, italic, bold }: SheetText, ratio: number) =>
	`${italic ? 'italic ' : ''}${LABEL_WEIGHTS[bold ? 'bold' : 'plain']} ${size * ratio}px ${LABEL_FONT}`;

const css = ([red, green, blue]: Rgba, alpha: number) => `rgb(${red} ${green} ${blue} / ${alpha})`;
