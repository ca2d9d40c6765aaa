import { join } from 'node:path';
import { FrozenStore } from '#lib/server/briefings/frozen-store.ts';
import type { VerifyReport } from '#lib/server/briefings/verify/report.ts';
import { verifyBriefing } from '#lib/server/briefings/verify/verify-briefing.ts';
import { figureDrawer } from '#lib/server/chromium/draw-figure.ts';
import { WarmBrowser } from '#lib/server/chromium/warm-browser.ts';
import { listPacks, openPack } from '#lib/server/http/city-pack.ts';
import { builtPages } from '../built-pages.ts';
import { servePackPages } from './pack-pages.ts';

export interface VerifyWish {
	/** Data folder; a server may hold it. */
	readonly data: string;
	readonly city: string;
	/** Of the city's briefings. */
	readonly folder: string;
	/** Maps are drawn again. */
	readonly maps: boolean;
}

/** Ids of the newest briefings of a folder, those whose time is over too. */
export const newestBriefings = (folder: string, count: number): readonly string[] =>
	new FrozenStore(folder)
		.all()
		.slice(0, count)
		.map(({ id }) => id);

/** Verifies briefings one after the other. Throws NOT_FOUND; NOT_BUILT and CHROMIUM_MISSING when maps are to be drawn. */
export async function verifyBriefings(
	ids: readonly string[],
	{ data, city, folder, maps }: VerifyWish,
	onReport: (report: VerifyReport) => void
): Promise<readonly VerifyReport[]> {
	const drawer = maps && listPacks(data).includes(city) ? await openDrawer(data, city) : undefined;
	try {
		const reports: VerifyReport[] = [];
		for (const id of ids) {
			const report = await verifyBriefing(join(folder, id), drawer);
			reports.push(report);
			onReport(report);
		}
		return reports;
	} finally {
		await drawer?.close();
	}
}

/** Throws NOT_BUILT, PACK_BROKEN. */
async function openDrawer(data: string, city: string) {
	const pages = await servePackPages(data, city, await builtPages());
	const browser = new WarmBrowser();
	return {
		pack: openPack(data, city).manifest.version,
		draw: figureDrawer(browser, pages.origin),
		async close() {
			await browser.close();
			await pages.close();
		}
	};
}
