import type { Page } from 'playwright-core';
import subsetFont from 'subset-font';
import { pageFaces, type PageFace } from './page-faces.ts';

/**
 * Puts in place of each variable font of a page one font for each weight that the page uses. Chromium prints variable fonts
 * as nameless drawings (Type 3), which other programs neither search nor replace well; these it embeds as TrueType.
 */
export async function useStaticFaces(page: Page): Promise<void> {
	const faces = await pageFaces(page);
	const weights = await weightsOf(page);
	const rules = await Promise.all(faces.flatMap((face) => weights.map((weight) => staticRule(face, weight))));
	const families = [...new Set(faces.map(({ family }) => family))];
	await page.evaluate((replaced) => {
		for (const sheet of document.styleSheets)
			for (let index = sheet.cssRules.length - 1; index >= 0; index--) {
				const rule = sheet.cssRules[index];
				if (rule instanceof CSSFontFaceRule && replaced.includes(rule.style.getPropertyValue('font-family')))
					sheet.deleteRule(index);
			}
	}, families);
	await page.addStyleTag({ content: rules.join('\n') });
	await page.evaluate(() => Promise.all([...document.fonts].map((face) => face.load())));
}

/** Weights that text of the page is set in. */
const weightsOf = (page: Page): Promise<readonly number[]> =>
	page.evaluate(() => {
		const used = [...document.body.querySelectorAll('*')].map(
			(element) => getComputedStyle(element).fontWeight
		);
		return [...new Set(used)].map(Number);
	});

/** A font's rule at one weight, with the font in it. */
export async function staticRule({ family, style, range, woff2 }: PageFace, weight: number): Promise<string> {
	const font = await subsetFont(Buffer.from(woff2, 'base64'), undefined, {
		keepAllGlyphs: true,
		targetFormat: 'sfnt',
		variationAxes: { wght: weight }
	});
	return `@font-face { font-family: ${family}; font-style: ${style}; font-weight: ${weight}; unicode-range: ${range}; src: url("data:font/ttf;base64,${font.toString('base64')}") format("truetype"); }`;
}
