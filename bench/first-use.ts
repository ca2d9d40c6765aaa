import type { Browser } from 'playwright-core';
import { ensureBuilt } from '../scripts/build.mjs';
import { cli, serve } from '../tests/e2e/fixture-city.ts';
import { GRIDTOWN, writeGridtown } from '../tests/fixtures/gridtown.ts';
import { launchChromium } from '../tests/support/chromium.ts';
import { openOffline } from './first-use/open-offline.ts';
import { installPeer, peerVersion, servePeer } from './first-use/peer.ts';
import { visit, type Visit, type VisitOptions } from './first-use/visit.ts';
import { benchOptions, CACHE, goal, median, say, spread, versionsOf, writeResult } from './harness.ts';
import { rendererOf, virtualDisplay } from './pages/browser-page.ts';

/**
 * P14: the first visit to a map of the same points, over a slow line and with a slow processor, beside the least
 * page of kepler.gl that shows them. Both draw every point in one call: the count of its instances is the proof, and that
 * of a path's circles for the plan that ours shows while its engines come. Kepler.gl's first map is the one that stays.
 */
const options = benchOptions();
const ROUNDS = options.smoke ? 1 : 6;
const LINE = { bitsPerSecond: 10e6, delayMs: 20, slowdown: options.smoke ? 1 : 4 };
const ROWS = GRIDTOWN.requests - GRIDTOWN.requestsWithoutPosition;
const SOURCE = `${CACHE}first-use-city/source`;
const DATA = `${CACHE}first-use-city/data`;

const OURS = {
	path: '/explore?lang=en&layers=requests&cam=-30,40,13.2,0,0',
	press: '.layers button.name',
	answer: '.layers button.name[aria-expanded="true"]',
	says: true
};
const PEER = {
	path: '/',
	press: '.side-panel__tab[data-for="filter-nav"]',
	answer: '.filter-manager',
	says: false
};

async function main(): Promise<void> {
	ensureBuilt();
	cli(['import', ...writeGridtown(SOURCE), '--data', DATA, '--force']);
	const hasPeer = !options.smoke && installPeer();
	if (!hasPeer && !options.smoke)
		say('kepler.gl could not be installed (no network?): only ours is visited, nothing is kept');
	const city = await serve(['--city', 'gridtown', '--data', DATA]);
	const peer = hasPeer ? await servePeer(`${SOURCE}/requests.csv`) : undefined;
	const display = virtualDisplay();
	const browser = await launchChromium(display ? 'window' : 'headless', {
		env: { ...process.env, ...(display ? { DISPLAY: display.name } : {}) }
	});
	try {
		const blank = await browser.newPage();
		const renderer = await rendererOf(blank);
		await blank.close();
		const ourPage = { ...LINE, ...OURS, rows: ROWS, port: Number(new URL(city.origin).port) };
		const theirPage = peer && { ...LINE, ...PEER, rows: ROWS, port: peer.port };
		const ours = () => visit(browser, ourPage);
		const theirs = theirPage && (() => visit(browser, theirPage));
		// Not counted: shaders and files of this machine are warm for both from then on.
		const asked = options.smoke
			? {}
			: { ours: (await ours()).asked, 'kepler.gl': (await theirs?.())?.asked ?? [] };
		const visits = await rounds(ours, theirs);
		const offline = {
			ours: await again(browser, ourPage),
			theirs: theirPage ? await openOffline(browser, theirPage) : undefined
		};
		report(visits, { browser, renderer, asked, offline, complete: peer !== undefined });
	} finally {
		await browser.close();
		display?.end();
		peer?.close();
		city.stop();
	}
}

/** Openings without the line, ms. Throws when the shell does not open. */
async function again(browser: Browser, page: VisitOptions): Promise<number[]> {
	const times: number[] = [];
	for (let round = 0; round < ROUNDS; round++) {
		const ms = await openOffline(browser, page);
		if (ms === undefined) throw new Error('the shell did not open without its server');
		say(`  ours without the line: ${ms.toFixed(0)} ms`);
		times.push(ms);
	}
	return times;
}

interface Visits {
	readonly ours: readonly Visit[];
	readonly theirs: readonly Visit[];
}

async function rounds(ours: () => Promise<Visit>, theirs?: () => Promise<Visit>): Promise<Visits> {
	const visits = { ours: [] as Visit[], theirs: [] as Visit[] };
	for (let round = 0; round < ROUNDS; round++) {
		const order = round % 2 === 0 ? (['ours', 'theirs'] as const) : (['theirs', 'ours'] as const);
		for (const who of order) {
			const go = who === 'ours' ? ours : theirs;
			if (!go) continue;
			const one = await go();
			visits[who].push(one);
			say(
				`  ${who}: usable ${one.usableMs.toFixed(0)}, largest paint ${one.largestMs.toFixed(0)}, first map ${one.firstMapMs.toFixed(0)}, map ${one.mapMs.toFixed(0)}, complete ${one.completeMs.toFixed(0)} ms, ${(one.bytesBeforeFirstMap / 1e6).toFixed(3)} and ${(one.bytesBeforeMap / 1e6).toFixed(3)} MB`
			);
		}
	}
	return visits;
}

const figures = (visits: readonly Visit[]) => ({
	bytesBeforeFirstMap: spread(visits.map((visit) => visit.bytesBeforeFirstMap)),
	bytesBeforeMap: spread(visits.map((visit) => visit.bytesBeforeMap)),
	usableMs: spread(visits.map(({ usableMs }) => usableMs)),
	largestPaintMs: spread(visits.map(({ largestMs }) => largestMs)),
	firstMapMs: spread(visits.map(({ firstMapMs }) => firstMapMs)),
	mapMs: spread(visits.map(({ mapMs }) => mapMs))
});

interface Circumstances {
	readonly browser: Browser;
	readonly renderer: string;
	/** Hosts outside that each page asked. */
	readonly asked: Readonly<Record<string, readonly string[]>>;
	/** Both were visited. */
	readonly complete: boolean;
	/** Openings without the line, ms; undefined: does not open. */
	readonly offline: { readonly ours: readonly number[]; readonly theirs: number | undefined };
}

function report(
	{ ours, theirs }: Visits,
	{ browser, renderer, asked, complete, offline }: Circumstances
): void {
	const [own, other] = [figures(ours), figures(theirs)];
	const megabytes = own.bytesBeforeFirstMap.median / 1e6;
	writeResult(
		{
			name: 'first-use',
			renderer,
			versions: {
				...versionsOf('svelte', 'three', '@deck.gl/core'),
				...(complete && { '@kepler.gl/components': peerVersion('@kepler.gl/components') }),
				chromium: browser.version()
			},
			correct: {
				what: 'both pages draw every point of the file that has a place, in one call, on the first map and on the one that stays; hosts outside that each asked (refused)',
				points: ROWS,
				asked
			},
			rounds: ROUNDS,
			ours: {
				n: ROWS,
				...own,
				completeMs: spread(ours.map(({ completeMs }) => completeMs)),
				offlineMs: spread(offline.ours),
				shows:
					'first the points over plain land, drawn without an engine and not yet to be moved; then the points over the city’s ground; its shell with layers, charts and time'
			},
			peers: complete
				? [
						{
							name: 'kepler.gl, least page, no map below',
							use: 'usual',
							n: ROWS,
							...other,
							offlineMs: offline.theirs ?? 'does not open'
						}
					]
				: [],
			limit: `${megabytes.toFixed(2)} MB at ${String(LINE.bitsPerSecond / 1e6)} Mb/s: ${((megabytes * 8e6 * 1000) / LINE.bitsPerSecond).toFixed(0)} ms before the first map; ${String(2 * LINE.delayMs)} ms there and back, main thread slowed ${String(LINE.slowdown)} times`,
			goals: [
				...(complete
					? [
							goal(
								'P14',
								'bytes before the first map, share of kepler.gl’s',
								own.bytesBeforeFirstMap.median / other.bytesBeforeFirstMap.median,
								1 / 5,
								'atMost'
							)
						]
					: []),
				goal('P14', 'largest contentful paint, ms', own.largestPaintMs.median, 2500, 'atMost'),
				goal(
					'P14',
					'shell answers before the map, share of the map’s time',
					own.usableMs.median / own.mapMs.median,
					1,
					'atMost'
				),
				goal('P14', 'opens without its server, ms', median(offline.ours), 1000, 'atMost')
			]
		},
		complete ? options : { ...options, smoke: true }
	);
}

await main();
