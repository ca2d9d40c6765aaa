import type { BrowserContext, Page } from 'playwright-core';
import type { BriefingLanguage } from '#lib/model/briefing/draft.ts';
import { AppError } from '#lib/model/errors.ts';
import type { Milliseconds } from '#lib/model/units.ts';
import type { WarmBrowser } from '#lib/server/chromium/warm-browser.ts';
import type { ExportSource } from './export-source.ts';
import { missingGlyphs } from './missing-glyphs.ts';

const READY_WITHIN: Milliseconds = 45_000;

export interface PrintWish {
	readonly paper: 'a4' | 'slides';
	readonly language: BriefingLanguage;
	readonly width: number;
	readonly height: number;
	/** Pixels of a picture for one of CSS. */
	readonly scale: number;
}

/** What makes pages: a browser, and where it reaches the server. */
export interface Press {
	readonly browser: WarmBrowser;
	readonly origin: string;
}

/** Shows a briefing as it is printed, and uses the page when all of it is there. Throws RENDER_FAILED. */
export const showPrint = <Made>(
	{ browser, origin }: Press,
	{ id, publicOrigin }: Pick<ExportSource, 'id' | 'publicOrigin'>,
	{ paper, language, width, height, scale }: PrintWish,
	use: (page: Page) => Promise<Made>
): Promise<Made> =>
	browser.withPage({ width, height, scale, language }, async (page, context) => {
		await standFor(context, publicOrigin, origin);
		await page
			.goto(`${publicOrigin}/briefings/${id}?print=${paper}&lang=${language}`)
			.catch((cause: unknown) => {
				throw new AppError(
					'RENDER_FAILED',
					{ message: `${origin} does not answer: is the server running?` },
					{ cause }
				);
			});
		await complete(page, id);
		return use(page);
	});

/** The page stands under the address that people know, and all of it comes from here: nothing else is asked. */
async function standFor(context: BrowserContext, publicOrigin: string, origin: string): Promise<void> {
	await context.routeWebSocket(/.*/, (socket) => socket.close());
	await context.route('**/*', async (route) => {
		const url = new URL(route.request().url());
		if (url.origin !== publicOrigin) return route.abort();
		if (publicOrigin === origin) return route.continue();
		const response = await route.fetch({ url: origin + url.pathname + url.search }).catch(() => undefined);
		return response ? route.fulfill({ response }) : route.abort();
	});
}

async function complete(page: Page, id: string): Promise<void> {
	const said = await page
		.waitForFunction(
			() => window.__render?.state !== undefined && window.__render.state !== 'loading',
			undefined,
			{
				timeout: READY_WITHIN
			}
		)
		.then(() => page.evaluate(() => window.__render?.state))
		.catch((cause: unknown) => {
			throw new AppError(
				'RENDER_FAILED',
				{ message: `The pages of briefing ${id} are not complete after ${READY_WITHIN / 1000} s.` },
				{ cause }
			);
		});
	if (said === 'error')
		throw new AppError('RENDER_FAILED', {
			message: `A picture or the rows of a figure of briefing ${id} cannot be shown.`
		});
	const boxes = await missingGlyphs(page);
	if (boxes.length > 0)
		throw new AppError('RENDER_FAILED', {
			message: `No font of this machine has ${boxes.slice(0, 20).join(' ')}: it would be printed as boxes. Install one that has it (Debian, Ubuntu: apt install fonts-noto-cjk) and try again.`
		});
}
