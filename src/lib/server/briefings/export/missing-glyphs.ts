import type { Page } from 'playwright-core';

/**
 * Characters of a page's text that no font has, each once: they would be printed as boxes. Found by drawing each beside a
 * code point that is no character and that no font can have.
 */
export const missingGlyphs = (page: Page): Promise<readonly string[]> =>
	page.evaluate(() => {
		const root = document.querySelector<HTMLElement>('main') ?? document.body;
		const characters = new Set(root.innerText.match(/[^\s\p{Cc}\p{Cf}\p{M}\u0020-\u007e]/gu) ?? []);
		const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
		if (!context) return [];
		context.canvas.width = context.canvas.height = 48;
		context.font = `24px ${getComputedStyle(root).fontFamily}`;
		const drawn = (character: string) => {
			context.clearRect(0, 0, 48, 48);
			context.fillText(character, 8, 36);
			return context.getImageData(0, 0, 48, 48).data.join();
		};
		const box = drawn('\u{10ffff}');
		return [...characters].filter((character) => drawn(character) === box);
	});
