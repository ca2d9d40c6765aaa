import { containedBox } from '../picture/contained-box.ts';
import { linesOf } from '../check/read-texts.ts';

/** CSS pixels that a machine's picture of itself is wide. */
export const THUMBNAIL_WIDTH = 480;
const QUALITY = 0.7;

/**
 * A picture of a window of a wall as JPEG: maps and pictures as they are, whatever is filled as a box, drawings by their
 * shapes, and words. What comes later in the document lies above, as on a wall: black, a briefing's ground, the night.
 */
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
	// The page's own fonts: those of the machine may have no Chinese.
	const { fontFamily } = getComputedStyle(wall);
	const walker = document.createTreeWalker(wall, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
	for (let node = walker.nextNode(); node; node = walker.nextNode())
		if (node instanceof Text) write(context, node, fontFamily);
		else draw(context, node as Element); // the walker shows no third kind
	return new Promise((resolve) => canvas.toBlob((blob) => resolve(blob ?? undefined), 'image/jpeg', QUALITY));
}

function draw(context: CanvasRenderingContext2D, element: Element): void {
	const style = getComputedStyle(element);
	if (!element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true })) return;
	context.globalAlpha = Number(style.opacity);
	if (element instanceof SVGGeometryElement) drawShape(context, element, style);
	else if (!(element instanceof SVGElement)) {
		const { x, y, width, height } = element.getBoundingClientRect();
		if (!isNone(style.backgroundColor)) {
			context.fillStyle = style.backgroundColor;
			context.fillRect(x, y, width, height);
		}
		if (element instanceof HTMLCanvasElement) context.drawImage(element, x, y, width, height);
		if (element instanceof HTMLImageElement) drawPicture(context, element, style);
	}
	context.globalAlpha = 1;
}

function drawPicture(
	context: CanvasRenderingContext2D,
	picture: HTMLImageElement,
	{ objectFit }: CSSStyleDeclaration
): void {
	const { naturalWidth, naturalHeight } = picture;
	if (!picture.complete || naturalWidth === 0) return;
	const outer = picture.getBoundingClientRect();
	const { x, y, width, height } =
		objectFit === 'contain' ? containedBox({ width: naturalWidth, height: naturalHeight }, outer) : outer;
	context.drawImage(picture, x, y, width, height);
}

function drawShape(
	context: CanvasRenderingContext2D,
	shape: SVGGeometryElement,
	{ fill, stroke, strokeWidth, vectorEffect }: CSSStyleDeclaration
): void {
	const matrix = shape.getScreenCTM();
	if (!matrix) return;
	const placed = new Path2D();
	placed.addPath(outlineOf(shape), matrix);
	if (!isNone(fill)) {
		context.fillStyle = fill;
		context.fill(placed);
	}
	if (isNone(stroke)) return;
	const scale = vectorEffect === 'non-scaling-stroke' ? 1 : Math.hypot(matrix.a, matrix.b);
	context.strokeStyle = stroke;
	context.lineWidth = scale * Number.parseFloat(strokeWidth);
	context.stroke(placed);
}

/** Of paths, rectangles and circles: lines and polygons, which only icons have, are left out. */
function outlineOf(shape: SVGGeometryElement): Path2D {
	if (shape instanceof SVGPathElement) return new Path2D(shape.getAttribute('d') ?? '');
	const outline = new Path2D();
	const { x, y, width, height } = shape.getBBox();
	if (shape instanceof SVGRectElement) outline.rect(x, y, width, height);
	if (shape instanceof SVGCircleElement)
		outline.ellipse(x + width / 2, y + height / 2, width / 2, height / 2, 0, 0, 2 * Math.PI);
	return outline;
}

/** No colour; a pattern is none here either. */
const isNone = (colour: string): boolean =>
	colour === 'none' || colour === 'rgba(0, 0, 0, 0)' || colour.startsWith('url(');

function write(context: CanvasRenderingContext2D, text: Text, fontFamily: string): void {
	context.textBaseline = 'middle';
	for (const { text: line, colour, box, fontSize, weight } of linesOf(text)) {
		context.fillStyle = colour;
		context.font = `${weight} ${fontSize}px ${fontFamily}`;
		context.fillText(line, box.x, box.y + box.height / 2, box.width);
	}
}
