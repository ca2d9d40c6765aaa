import type { Browser, CDPSession, Page } from 'playwright-core';
import { residentMemory } from '../../cli/wall-watch/resident-memory.ts';
import { liveObjects } from '../support/live-objects.ts';
import type { CountingWindow } from './gpu-objects.ts';
import { Workers } from './worker-memory.ts';

/** What is recorded of a page. Memory in MB. */
export interface PageFigures {
	readonly heap: number;
	/** Bytes behind typed arrays of the page, which its heap does not count. */
	readonly buffers: number;
	/** What the browser holds for the page: elements, requests, contexts. */
	readonly browser: number;
	readonly workerHeap: number;
	readonly wasm: number;
	readonly gpuObjects: number;
	readonly canvases: number;
	readonly contexts: number;
	readonly nodes: number;
	readonly listeners: number;
	/** Of the page's process, pages of files left out; NaN when it has none. */
	readonly RSS: number;
}

export interface MeasuredPage {
	readonly page: Page;
	measure(): Promise<PageFigures>;
}

const MEGABYTE = 1e6;

/** Readies a page to be measured; call it before the page is opened. */
export async function measured(page: Page): Promise<MeasuredPage> {
	const cdp: CDPSession = await page.context().newCDPSession(page);
	await cdp.send('Performance.enable');
	const workers = await Workers.of(cdp);
	return {
		page,
		async measure() {
			const { heap, canvases, contexts, nodes, listeners } = await liveObjects(cdp);
			const { backingStorageSize, embedderHeapUsedSize } = await cdp.send('Runtime.getHeapUsage');
			const { heap: workerHeap, wasm } = await workers.memory();
			return {
				heap: heap / MEGABYTE,
				buffers: backingStorageSize / MEGABYTE,
				browser: embedderHeapUsedSize / MEGABYTE,
				workerHeap: workerHeap / MEGABYTE,
				wasm: wasm / MEGABYTE,
				gpuObjects: await page.evaluate(() => (window as unknown as CountingWindow).gpuObjects()),
				canvases,
				contexts,
				nodes,
				listeners,
				RSS: residentOf(await processOf(page, cdp))
			};
		}
	};
}

/** Memory that a process holds, MB, without pages of files, which come and go with what else the machine does; NaN when it has ended. */
export const residentOf = (pid: number): number => residentMemory([pid]) ?? Number.NaN;

/**
 * The process of a page: the protocol names none, but page and browser both say how much of the processor it has had.
 * Once the page has done some work no other process has had as much.
 */
async function processOf(page: Page, cdp: CDPSession): Promise<number> {
	const session = await page.context().browser()!.newBrowserCDPSession();
	const [{ metrics }, { processInfo }] = await Promise.all([
		cdp.send('Performance.getMetrics'),
		session.send('SystemInfo.getProcessInfo')
	]);
	await session.detach();
	const had = metrics.find(({ name }) => name === 'ProcessTime')?.value ?? Number.NaN;
	const [nearest] = processInfo
		.filter(({ type }) => type === 'renderer')
		.sort((a, b) => Math.abs(a.cpuTime - had) - Math.abs(b.cpuTime - had));
	return nearest!.id;
}

/** Resident memory of the browser's renderer processes and of its GPU process, MB. */
export async function residentOfBrowser(browser: Browser): Promise<{ renderers: number; gpu: number }> {
	const session = await browser.newBrowserCDPSession();
	const { processInfo } = await session.send('SystemInfo.getProcessInfo');
	await session.detach();
	const sum = (type: string) =>
		processInfo
			.filter((one) => one.type === type)
			.reduce((total, { id }) => total + (residentOf(id) || 0), 0);
	return { renderers: sum('renderer'), gpu: sum('GPU') };
}
