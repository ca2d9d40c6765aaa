import type { BriefingLanguage } from '#lib/model/briefing/draft.ts';
import type { ExportSource } from './export-source.ts';
import { marginCss, marginsOf } from './print-margins.ts';
import { requireFiguresDrawn } from './require-drawn.ts';
import { showPrint, type Press } from './show-print.ts';
import { useStaticFaces } from './static-faces.ts';

/** A4 at 96 pixels an inch. */
const A4 = { width: 794, height: 1123 } as const;
const SLIDE = { width: 1280, height: 720 } as const;

/** A briefing on A4: fonts embedded, tagged, with an outline of its headings, and on each page its id, its date and marks. */
export const makePdf = (
	press: Press,
	source: ExportSource,
	language: BriefingLanguage
): Promise<Uint8Array> =>
	showPrint(press, source, { paper: 'a4', language, ...A4, scale: 1 }, async (page) => {
		const margins = marginsOf(source, language);
		const { family, colour } = await page.evaluate(async (text) => {
			const { fontFamily, color } = getComputedStyle(document.querySelector('article') ?? document.body);
			// What only the margins say has to be in the page's fonts too.
			await document.fonts.load(`400 11px ${fontFamily}`, text);
			return { family: fontFamily, colour: color };
		}, Object.values(margins).join(''));
		await useStaticFaces(page);
		await requireFiguresDrawn(page);
		await page.addStyleTag({ content: marginCss(margins, family, colour) });
		return page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true, outline: true });
	});

/** The slides of a briefing, one a page of 16:9; what they must say of themselves stands on each. */
export const makeSlides = (
	press: Press,
	source: ExportSource,
	language: BriefingLanguage
): Promise<Uint8Array> =>
	showPrint(press, source, { paper: 'slides', language, ...SLIDE, scale: 1 }, async (page) => {
		await useStaticFaces(page);
		await requireFiguresDrawn(page);
		return page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true, outline: true });
	});
