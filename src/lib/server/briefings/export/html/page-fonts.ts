import type { Page } from 'playwright-core';

/**
 * The fonts that a page shows its text in, as rules that hold them: of a Chinese font that is cut into a hundred parts,
 * those that the text needs.
 */
export const pageFonts = (page: Page): Promise<readonly string[]> =>
	page.evaluate(async () => {
		const plain = (text: string) => text.replaceAll(/["'\s]/g, '').toLowerCase();
		const loaded = new Set(
			[...document.fonts]
				.filter(({ status }) => status === 'loaded')
				.map(({ family, unicodeRange, style }) => plain(`${family} ${unicodeRange} ${style}`))
		);
		const rules = [...document.styleSheets].flatMap(({ cssRules, href }) =>
			[...cssRules].flatMap((rule) => (rule instanceof CSSFontFaceRule ? [{ rule, href }] : []))
		);
		const held = rules.map(async ({ rule: { style, cssText }, href }) => {
			const said = (name: string) => style.getPropertyValue(name);
			const range = said('unicode-range') || 'U+0-10FFFF';
			const key = plain(`${said('font-family')} ${range} ${said('font-style') || 'normal'}`);
			const [, address] = /url\("([^"]+)"\)/.exec(said('src')) ?? [];
			if (!loaded.has(key) || address === undefined) return [];
			const bytes = new Uint8Array(
				await (await fetch(new URL(address, href ?? location.href))).arrayBuffer()
			);
			let binary = '';
			for (let at = 0; at < bytes.length; at += 0x8000)
				binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
			return [cssText.replace(/url\("[^"]+"\)/, `url("data:font/woff2;base64,${btoa(binary)}")`)];
		});
		return (await Promise.all(held)).flat();
	});
