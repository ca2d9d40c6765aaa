import type { Server } from 'node:http';
import { BRIEFING_LANGUAGES } from '#lib/model/briefing/draft.ts';
import type { CityManifest } from '#lib/model/city.ts';
import { AppError } from '#lib/model/errors.ts';
import { figureDrawer } from '#lib/server/chromium/draw-figure.ts';
import { WarmBrowser } from '#lib/server/chromium/warm-browser.ts';
import { publicOrigin } from '#lib/server/http/public-origin.ts';
import type { LiveService } from '#lib/server/live/start-live.ts';
import type { CityScenarios } from '#lib/server/scenarios/city-scenarios.ts';
import { VERSION } from '#lib/server/version.ts';
import { Briefings } from './briefings.ts';
import { Exports } from './export/exports.ts';
import { liveFacts } from './freeze/live-facts.ts';

export interface CityBriefingsOptions {
	/** `<data>/briefings/<city>`. */
	readonly dir: string;
	/** Where exports are kept; it may be removed at any time. */
	readonly cacheDir: string;
	readonly city: CityManifest;
	readonly live: LiveService | undefined;
	readonly scenarios: CityScenarios;
	/** Serves the pages that maps are drawn on. */
	readonly httpServer: Server | undefined;
}

export interface CityBriefings {
	readonly briefings: Briefings;
	readonly exports: Exports;
	/** Draws maps and makes exports. */
	readonly browser: WarmBrowser;
	/** Where this machine reaches the server's pages. Throws NOT_FOUND when they are not served. */
	readonly origin: () => string;
	close(): Promise<void>;
}

/** The briefings of a city that is served: read from its live side, drawn by the server's own browser. */
export function openCityBriefings({
	dir,
	cacheDir,
	city,
	live,
	scenarios,
	httpServer
}: CityBriefingsOptions): CityBriefings {
	const browser = new WarmBrowser();
	const origin = () => originOf(httpServer);
	function alive(): LiveService {
		if (live) return live;
		throw new AppError('NOT_FOUND', { message: 'This server has no live layers: nothing can be frozen.' });
	}
	const briefings = new Briefings({
		dir,
		now: Date.now,
		facts() {
			return liveFacts(
				alive(),
				city,
				scenarios,
				(request, answers) => figureDrawer(browser, origin())(request, answers),
				Date.now
			);
		},
		daily() {
			const { themes, indicators, alarms } = alive();
			return {
				city,
				themes: themes?.current().map(({ theme }) => theme) ?? [],
				indicators: indicators?.list().indicators ?? [],
				alarms: alarms?.list().alarms ?? []
			};
		},
		timezone: city.timezone,
		redrawing: {
			pack: city.version,
			draw: (request, answers) => figureDrawer(browser, origin())(request, answers)
		},
		async exportAll({ formats }, id) {
			for (const format of formats)
				for (const language of BRIEFING_LANGUAGES)
					await exports.path({ id, format, language, publicOrigin: publicOrigin() ?? origin() });
		},
		onChanged: (rev) => live?.changes.announce('briefings', rev)
	});
	live?.changes.announce('briefings', briefings.rev);
	const exports = new Exports({
		dir: cacheDir,
		frozen: briefings.frozen,
		now: Date.now,
		version: VERSION,
		// What pages, slides and words are made with is read when it is first needed.
		async make(source, wish) {
			const { makeExport } = await import('./export/make-export.ts');
			return makeExport({ browser, origin: origin() }, source, wish);
		}
	});
	return {
		briefings,
		exports,
		browser,
		origin,
		async close() {
			// What is being drawn ends with it.
			await browser.close();
			await briefings.close();
		}
	};
}

function originOf(httpServer: Server | undefined): string {
	const address = httpServer?.address();
	if (!address || typeof address === 'string')
		throw new AppError('NOT_FOUND', { message: 'This server has no pages to draw maps on.' });
	const everywhere = address.address === '::' || address.address === '0.0.0.0';
	const host = everywhere
		? '127.0.0.1'
		: address.family === 'IPv6'
			? `[${address.address}]`
			: address.address;
	return `http://${host}:${address.port}`;
}
