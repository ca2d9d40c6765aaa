import { zipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { PNG } from 'pngjs';
import type { BriefingLanguage } from '#lib/model/briefing/draft.ts';
import type { ExportSource } from './export-source.ts';
import { requireDrawn } from './require-drawn.ts';
import { showPrint, type Press } from './show-print.ts';

const SLIDE = { width: 1280, height: 720 } as const;
/** Of a long picture, CSS pixels; two of the picture for each. */
const COLUMN = 540;
const COLUMN_SCALE = 2;
/** Beyond this a browser draws nothing: pictures are put together of such parts, CSS pixels. */
const PART = 4000;
/** CSS pixels of a long picture from watermark to watermark. */
const WATERMARK_EVERY = 700;

/** One picture for each slide, in a zip; 1920 or 3840 pixels wide. */
export const makePictures = (
	press: Press,
	source: ExportSource,
	language: BriefingLanguage,
	width: 1920 | 3840
): Promise<Uint8Array> =>
	showPrint(
		press,
		source,
		{ paper: 'slides', language, ...SLIDE, scale: width / SLIDE.width },
		async (page) => {
			const slides = await page.locator('[data-slide]').all();
			const pictures: Record<string, [Uint8Array, { level: 0 }]> = {};
			for (const [index, slide] of slides.entries()) {
				const picture = await slide.screenshot({ animations: 'disabled', timeout: 30_000 });
				requireDrawn(picture, `Slide ${index + 1}`);
				pictures[`${source.id}-${String(index + 1).padStart(2, '0')}.png`] = [picture, { level: 0 }];
			}
			return zipSync(pictures);
		}
	);

/** The whole briefing as one picture of 1080 pixels' width, for phones and chats. */
export const makeLongPicture = (
	press: Press,
	source: ExportSource,
	language: BriefingLanguage
): Promise<Uint8Array> =>
	showPrint(
		press,
		source,
		{ paper: 'a4', language, width: COLUMN, height: 960, scale: COLUMN_SCALE },
		async (page) => {
			await page.addStyleTag({
				content: `main.a4 { width: ${COLUMN}px !important; padding: 24px 20px !important; }`
			});
			await repeatWatermark(page);
			const height = await page.evaluate(() => Math.ceil(document.querySelector('main')?.scrollHeight ?? 0));
			const whole = new PNG({ width: COLUMN * COLUMN_SCALE, height: height * COLUMN_SCALE });
			for (let top = 0; top < height; top += PART) {
				const clip = { x: 0, y: top, width: COLUMN, height: Math.min(PART, height - top) };
				const part = PNG.sync.read(await page.screenshot({ fullPage: true, clip, animations: 'disabled' }));
				PNG.bitblt(part, whole, 0, 0, part.width, part.height, 0, top * COLUMN_SCALE);
			}
			const picture = PNG.sync.write(whole);
			requireDrawn(picture, 'The long picture');
			return picture;
		}
	);

/** A fixed watermark stands once, however long a picture is: here whoever cuts out a part has it too. */
const repeatWatermark = (page: Page): Promise<void> =>
	page.evaluate((every) => {
		const mark = document.querySelector<HTMLElement>('article > .watermark');
		const article = mark?.parentElement;
		if (!mark || !article) return;
		const { scrollHeight } = article;
		for (let top = 0; top < scrollHeight; top += every) {
			const copy = mark.cloneNode(true) as HTMLElement;
			copy.style.cssText = `position: absolute; inset: ${top}px 0 auto; height: ${Math.min(every, scrollHeight - top)}px;`;
			article.append(copy);
		}
		mark.remove();
	}, WATERMARK_EVERY);
