import type { Page } from 'playwright-core';
import { figureAddress, standingAt } from '#lib/model/briefing/figure-address.ts';
import type { FigureReport } from '#lib/model/briefing/figure-report.ts';
import type { Words } from '#lib/model/alarm-rule.ts';
import type { RenderState } from '#lib/model/render-state.ts';
import { saidError } from '#lib/model/said-error.ts';
import type { Milliseconds } from '#lib/model/units.ts';
import type { Answers, DrawFigure, DrawnFigure, FigureRequest } from './figure.ts';
import { hearAnswers, type HeardAnswers } from './heard-answers.ts';
import { blankness, pictureFacts } from './picture-check.ts';
import type { WarmBrowser } from './warm-browser.ts';

/** A picture that has not come nearer to being complete for so long fails: a busy machine is slow, a broken layer stands. */
const STANDS_FOR: Milliseconds = 45_000;
const LOOK_EVERY: Milliseconds = 50;
const UNSAID: Words = { zh: '页面没有说明原因', en: 'the page says nothing of itself' };
/** Complete, and nothing asked for so long: nothing more will come. */
const QUIET: Milliseconds = 300;

/** Draws figures of the pages at `origin`. */
export const figureDrawer =
	(browser: WarmBrowser, origin: string): DrawFigure =>
	(request, answers) => {
		const { width, height, scale = 1 } = request;
		return browser.withPage({ width, height, scale, language: 'zh-CN' }, async (page, context) =>
			draw(page, await hearAnswers(context, origin, answers), origin, request, answers)
		);
	};

async function draw(
	page: Page,
	heard: HeardAnswers,
	origin: string,
	{ view, at }: FigureRequest,
	answers: Answers | undefined
): Promise<DrawnFigure> {
	const failures: string[] = [];
	page.on('pageerror', ({ message }) => failures.push(message));
	await page.goto(origin + figureAddress(standingAt(view, at)), { waitUntil: 'commit' }).catch(() => {
		throw saidError('RENDER_FAILED', {
			zh: `${origin} 没有应答：服务器在运行吗？`,
			en: `${origin} does not answer: is the server running?`
		});
	});
	const { render, figure } = await complete(page, heard, failures);
	if (answers && heard.missing.size > 0)
		throw saidError('RENDER_FAILED', {
			zh: `图要读取冻结时没有读取过的内容：${[...heard.missing].join('、')}。`,
			en: `The picture asks what it did not ask when it was frozen: ${[...heard.missing].join(', ')}.`
		});
	const picture = await page.screenshot({ animations: 'disabled', caret: 'hide' });
	const blank = blankness(pictureFacts(picture));
	if (blank)
		throw saidError('RENDER_FAILED', {
			zh: `图是空白的：${blank.zh}。`,
			en: `The picture is blank: ${blank.en}.`
		});
	const { legend, sources, dataAsOf, simulated, replayed, scenarios } = figure;
	const { renderer } = render;
	const { asked } = heard;
	return { picture, asked, legend, sources, dataAsOf, simulated, replayed, scenarios, renderer };
}

interface Said {
	readonly render: RenderState;
	readonly figure: FigureReport;
}

/** Waits until the page says that its picture is complete, and nothing is asked any more. Throws RENDER_FAILED. */
async function complete(page: Page, heard: HeardAnswers, failures: readonly string[]): Promise<Said> {
	let said: Partial<Said> = {};
	let progress = '';
	let movedAt = performance.now();
	let quietSince: number | undefined;
	let asked = -1;
	while (performance.now() - movedAt < STANDS_FOR) {
		said = await page.evaluate(() => ({ render: window.__render, figure: window.__figure }) as Partial<Said>); // as the page's own code sets them
		const { render, figure } = said;
		if (figure?.state === 'error') throw saidError('RENDER_FAILED', figure.message ?? UNSAID);
		const isQuiet = heard.pending() === 0 && heard.count() === asked;
		asked = heard.count();
		const reached = `${render?.tilesLoaded} ${render?.layersLoaded} ${figure?.message?.en} ${asked} ${heard.pending()}`;
		if (reached !== progress) movedAt = performance.now();
		progress = reached;
		if (render?.state !== 'ready' || figure?.state !== 'ready' || !isQuiet) quietSince = undefined;
		else if (performance.now() - (quietSince ??= performance.now()) >= QUIET)
			return checked({ render, figure });
		await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY));
	}
	const waitsFor =
		said.figure?.message ?? (failures[0] === undefined ? UNSAID : { zh: failures[0], en: failures[0] });
	throw saidError('RENDER_FAILED', {
		zh: `图停了 ${STANDS_FOR / 1000} 秒没有进展：${waitsFor.zh}`,
		en: `The picture got no further for ${STANDS_FOR / 1000} s: ${waitsFor.en}`
	});
}

function checked(said: Said): Said {
	const { tilesLoaded, fontsLoaded } = said.render;
	if (tilesLoaded > 0 && fontsLoaded) return said;
	throw saidError('RENDER_FAILED', {
		zh: `图中有 ${tilesLoaded} 个瓦片，${fontsLoaded ? '地名齐全' : '没有地名'}：城市数据包可能不完整。`,
		en: `The picture has ${tilesLoaded} tiles and ${fontsLoaded ? 'its' : 'no'} names: the city's pack may be incomplete.`
	});
}
