import type { Server } from 'node:http';
import type { CityManifest } from '#lib/model/city.ts';
import { AppError } from '#lib/model/errors.ts';
import { figureDrawer } from '#lib/server/chromium/draw-figure.ts';
import { WarmBrowser } from '#lib/server/chromium/warm-browser.ts';
import type { LiveService } from '#lib/server/live/start-live.ts';
import { Briefings } from './briefings.ts';
import { liveFacts } from './freeze/live-facts.ts';

export interface CityBriefingsOptions {
	/** `<data>/briefings/<city>`. */
	readonly dir: string;
	readonly city: CityManifest;
	readonly live: LiveService | undefined;
	/** Serves the pages that maps are drawn on. */
	readonly httpServer: Server | undefined;
}

export interface CityBriefings {
	readonly briefings: Briefings;
	/** Draws maps and makes exports. */
	readonly browser: WarmBrowser;
	/** Where this machine reaches the server's pages. Throws NOT_FOUND when they are not served. */
	readonly origin: () => string;
	close(): Promise<void>;
}

/** The briefings of a city that is served: read from its live side, drawn by the server's own browser. */
export function openCityBriefings({ dir, city, live, httpServer }: CityBriefingsOptions): CityBriefings {
	const browser = new WarmBrowser();
	const origin = () => originOf(httpServer);
	const briefings = new Briefings({
		dir,
		now: Date.now,
		facts() {
			if (!live)
				throw new AppError('NOT_FOUND', {
					message: 'This server has no live layers: nothing can be frozen.'
				});
			return liveFacts(
				live,
				city,
				(request, answers) => figureDrawer(browser, origin())(request, answers),
				Date.now
			);
		},
		onChanged: (rev) => live?.changes.announce('briefings', rev)
	});
	live?.changes.announce('briefings', briefings.rev);
	return {
		briefings,
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
