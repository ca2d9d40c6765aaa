import type { Page } from 'playwright-core';
import type { BriefingLanguage } from '#lib/model/briefing/draft.ts';
import { fillNumbers, wordsIn } from '#lib/model/briefing/number-names.ts';
import type { ExportSource } from '../export-source.ts';
import { exportWords } from '../export-words.ts';
import { pageFaces } from '../page-faces.ts';
import { marginsOf } from '../print-margins.ts';
import { showPrint, type Press } from '../show-print.ts';
import { escaped } from './escaped.ts';
import { frozenData } from './frozen-data.ts';
import { inlineFiles } from './inline-files.ts';
import { offlineDocument } from './offline-document.ts';

/** Of the pages whose markup it takes, CSS pixels. */
const PAPER = { width: 794, height: 1123 } as const;
const SLIDE = { width: 1280, height: 720 } as const;

/**
 * One file that opens anywhere and asks nobody: the pages' own markup and styles, the pictures, the slides, and all that
 * was frozen, as tables and as the very files.
 */
export async function makeHtml(
	press: Press,
	source: ExportSource,
	language: BriefingLanguage
): Promise<Uint8Array> {
	const { id, briefing } = source;
	const paper = await showPrint(press, source, { paper: 'a4', language, ...PAPER, scale: 1 }, (page) =>
		markupOf(page, 'main')
	);
	const slides = await showPrint(press, source, { paper: 'slides', language, ...SLIDE, scale: 1 }, (page) =>
		markupOf(page, '[data-slide]')
	);
	const words = exportWords(language);
	const { topLeft, bottomLeft } = marginsOf(source, language);
	const html = offlineDocument({
		language,
		title: fillNumbers(wordsIn(briefing.draft.title, language), briefing.values, language),
		about: [topLeft, bottomLeft, id].filter(Boolean).map(escaped).join(' · '),
		styles: [...new Set([...paper.styles, ...slides.styles])].join('\n'),
		article: inlineFiles(source, paper.markup, 'whole'),
		slides: inlineFiles(source, slides.markup, 'named'),
		data: frozenData(source, language, words),
		words
	});
	return Buffer.from(html);
}

interface Markup {
	readonly markup: string;
	/** One rule each, the fonts that it is shown in among them. */
	readonly styles: readonly string[];
}

async function markupOf(page: Page, selector: string): Promise<Markup> {
	const { markup, styles } = await page.evaluate((wanted) => {
		// A chart is drawn for the paper's width; narrower pages show all of it, smaller.
		for (const chart of document.querySelectorAll('svg[width][height]:not([viewBox])'))
			chart.setAttribute('viewBox', `0 0 ${chart.getAttribute('width')} ${chart.getAttribute('height')}`);
		return {
			markup: [...document.querySelectorAll(wanted)].map(({ outerHTML }) => outerHTML).join('\n'),
			styles: [...document.styleSheets].flatMap(({ cssRules }) =>
				[...cssRules].filter((rule) => !(rule instanceof CSSFontFaceRule)).map(({ cssText }) => cssText)
			)
		};
	}, selector);
	const fonts = (await pageFaces(page)).map(({ rule, address, woff2 }) =>
		rule.replace(`url("${address}")`, `url("data:font/woff2;base64,${woff2}")`)
	);
	return { markup, styles: [...fonts, ...styles] };
}
