import type { Box } from '../picture/box.ts';
import { readTexts } from '../check/read-texts.ts';

/** CSS pixels that a machine's picture of itself is wide. */
export const THUMBNAIL_WIDTH = 480;
const QUALITY = 0.7;

/** A picture of a window of a wall as JPEG: its maps as they are, its panels as boxes with their words. */
export async function drawThumbnail(wall: Element): Promise<Blob | undefined> {
	const bounds = wall.getBoundingClientRect();
	const scale = THUMBNAIL_WIDTH / bounds.width;
	const canvas = document.createElement('canvas');
	canvas.width = THUMBNAIL_WIDTH;
	canvas.height = Math.max(1, Math.round(bounds.height * scale));
	const context = canvas.getContext('2d')!; // a 2D context is never refused
	context.scale(scale, scale);
	context.fillStyle = getComputedStyle(wall).backgroundColor;
	context.fillRect(0, 0, bounds.width, bounds.height);
	for (const map of wall.querySelectorAll('canvas')) {
		const { x, y, width, height } = map.getBoundingClientRect();
		context.drawImage(map, x, y, width, height);
	}
	for (const panel of wall.querySelectorAll('[data-wall-box] *')) fillPanel(context, panel);
	// The page's own fonts: those of the machine may have no Chinese.
	const { fontFamily } = getComputedStyle(wall);
	for (const { text, box, fontSize, weight } of readTexts(wall))
		write(context, text, box, `${weight} ${fontSize}px ${fontFamily}`);
	return new Promise((resolve) => canvas.toBlob((blob) => resolve(blob ?? undefined), 'image/jpeg', QUALITY));
}

function fillPanel(context: CanvasRenderingContext2D, panel: Element): void {
	const { backgroundColor } = getComputedStyle(panel);
	if (backgroundColor === 'rgba(0, 0, 0, 0)') return;
	const { x, y, width, height } = panel.getBoundingClientRect();
	context.fillStyle = backgroundColor;
	context.fillRect(x, y, width, height);
}

/** One colour for all: it is a picture of what stands where, not of how it looks. */
function write(
	context: CanvasRenderingContext2D,
	text: string,
	{ x, y, width, height }: Box,
	font: string
): void {
	context.fillStyle = '#ffffff';
	context.font = font;
	context.textBaseline = 'middle';
	context.fillText(text, x, y + height / 2, width);
}
