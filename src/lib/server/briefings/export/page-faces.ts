import type { Page } from 'playwright-core';

/** A font that a page shows text in, as its rule declares it. */
export interface PageFace {
	readonly family: string;
	readonly style: string;
	/** Characters that it is for, as CSS writes them. */
	readonly range: string;
	/** The whole rule; it names `address`. */
	readonly rule: string;
	/** As the rule writes it. */
	readonly address: string;
	/** WOFF2 in base64. */
	readonly woff2: string;
}

/** The fonts that a page shows its text in: of a Chinese font that is cut into a hundred parts, those that the text needs. */
export const pageFaces = (page: Page): Promise<readonly PageFace[]> =>
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
		const held = rules.map(async ({ rule: { style: said, cssText: rule }, href }) => {
			const family = said.getPropertyValue('font-family');
			const style = said.getPropertyValue('font-style') || 'normal';
			const range = said.getPropertyValue('unicode-range') || 'U+0-10FFFF';
			const [, address] = /url\("([^"]+)"\)/.exec(said.getPropertyValue('src')) ?? [];
			if (!loaded.has(plain(`${family} ${range} ${style}`)) || address === undefined) return [];
			const bytes = new Uint8Array(
				await (await fetch(new URL(address, href ?? location.href))).arrayBuffer()
			);
			let binary = '';
			for (let at = 0; at < bytes.length; at += 0x8000)
				binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
			return [{ family, style, range, rule, address, woff2: btoa(binary) }];
		});
		return (await Promise.all(held)).flat();
	});
