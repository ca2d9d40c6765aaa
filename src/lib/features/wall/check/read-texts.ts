import type { Box } from '../picture/box.ts';
import type { ReadText } from './find-small-text.ts';

/** A text on the page with its place in the window, CSS pixels. */
export interface PlacedText extends ReadText {
	readonly box: Box;
	/** As CSS has it. */
	readonly colour: string;
}

/** Every text that is seen beneath an element, line by line; what only screen readers have is none. */
export function readTexts(root: Element): readonly PlacedText[] {
	const texts: PlacedText[] = [];
	const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
	for (let node = walker.nextNode(); node; node = walker.nextNode()) texts.push(...linesOf(node));
	return texts;
}

/** The same of one text. */
export function linesOf(node: Node): readonly PlacedText[] {
	const text = node.textContent?.trim() ?? '';
	const parent = node.parentElement;
	if (text === '' || !parent || isUnseen(parent)) return [];
	const style = getComputedStyle(parent);
	const range = document.createRange();
	range.selectNodeContents(node);
	const zone = parent.closest<HTMLElement>('[data-wall-zone]');
	const rects = [...range.getClientRects()];
	const words = rects.length > 1 ? wordsOfLines(node, rects) : [text];
	return rects
		.map(({ x, y, width, height }, line) => ({
			text: words[line]?.trim() ?? '',
			fontSize: fontSizeIn(parent, Number.parseFloat(style.fontSize)),
			weight: Number(style.fontWeight),
			distance: Number(zone ? getComputedStyle(zone).getPropertyValue('--wall-dist-m') : 0),
			box: seenOf(parent, { x, y, width, height }),
			colour: parent instanceof SVGElement ? style.fill : style.color
		}))
		.filter(({ box }) => box.width > 1 && box.height > 1);
}

/** What of a text that is broken into lines stands on each of them. */
function wordsOfLines(node: Node, lines: readonly DOMRect[]): readonly string[] {
	const words = lines.map(() => '');
	const text = node.textContent ?? '';
	const range = document.createRange();
	for (let at = 0; at < text.length; at++) {
		range.setStart(node, at);
		range.setEnd(node, at + 1);
		const { top, bottom } = range.getBoundingClientRect();
		const middle = (top + bottom) / 2;
		const line = lines.findIndex((rect) => middle > rect.top && middle < rect.bottom);
		if (line >= 0) words[line] += text.charAt(at);
	}
	return words;
}

function isUnseen(element: Element): boolean {
	if (element.closest('.visually-hidden, [data-check], style, title')) return true;
	// A name that a mark in a drawing stands for says it by its shape too.
	return !element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true });
}

/** Type in a drawing grows with the drawing. */
function fontSizeIn(element: Element, size: number): number {
	const svg = element.closest('svg');
	const view = svg?.viewBox.baseVal;
	return svg && view && view.height > 0 ? (size * svg.getBoundingClientRect().height) / view.height : size;
}

/** The part of a line that no container cuts away. */
function seenOf(element: Element, box: Box): Box {
	let { x, y } = box;
	let [right, bottom] = [x + box.width, y + box.height];
	for (let at: Element | null = element; at; at = at.parentElement) {
		if (getComputedStyle(at).overflow === 'visible') continue;
		const outer = at.getBoundingClientRect();
		x = Math.max(x, outer.left);
		y = Math.max(y, outer.top);
		right = Math.min(right, outer.right);
		bottom = Math.min(bottom, outer.bottom);
	}
	return { x, y, width: Math.max(0, right - x), height: Math.max(0, bottom - y) };
}
