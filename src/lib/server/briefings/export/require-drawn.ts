import type { Page } from 'playwright-core';
import { AppError } from '#lib/model/errors.ts';
import type { Milliseconds } from '#lib/model/units.ts';
import { pictureFacts } from '#lib/server/chromium/picture-check.ts';

/** An empty sheet of 3840 pixels' width is a tenth of this: what is larger need not be looked at pixel by pixel. */
const SURELY_DRAWN = 400_000;
/** Not even a line of text. */
const LEAST_EDGES = 0.0005;
const WITHIN: Milliseconds = 30_000;
/** What shows something in a figure, without its caption and key. */
const SHOWN = 'figure :is(img, svg[role="img"], table)';
/** What lies over a figure would make a blank one look drawn. */
const ALONE = '.watermark, figure .mark { visibility: hidden !important; }';

/** Throws RENDER_FAILED for a picture (PNG) of nothing. */
export function requireDrawn(picture: Uint8Array, name: string): void {
	if (picture.byteLength > SURELY_DRAWN) return;
	const { edges } = pictureFacts(picture);
	if (edges < LEAST_EDGES) throw new AppError('RENDER_FAILED', { message: `${name} is blank.` });
}

/** Throws RENDER_FAILED when a map, chart or table on a page that is about to be printed is blank. */
export async function requireFiguresDrawn(page: Page): Promise<void> {
	const figures = await page.locator(SHOWN).filter({ visible: true }).all();
	for (const [index, figure] of figures.entries())
		requireDrawn(
			await figure.screenshot({ animations: 'disabled', style: ALONE, timeout: WITHIN }),
			`Figure ${index + 1}`
		);
}
