import type { Browser, Page } from 'playwright-core';

/** Tasks of a page's own thread. */
export interface MainThread {
	/** Processor time of the longest ones, the longest first, milliseconds: what others on the machine do is not in it. */
	readonly busiest: readonly number[];
	/** What the page's long-task observer saw of 100 ms and more by the clock on the wall. */
	readonly felt: readonly number[];
}

interface TraceEvent {
	readonly name: string;
	readonly pid: number;
	readonly tid: number;
	/** Thread time, microseconds. */
	readonly tdur?: number;
	readonly args?: { readonly name?: string };
}

const FELT_MS = 100;

/** Watches the page's thread from now on; the answer ends it. */
export async function watchMainThread(browser: Browser, page: Page): Promise<() => Promise<MainThread>> {
	await page.evaluate(() => {
		const tasks: number[] = [];
		Object.assign(window, { longTasks: tasks });
		new PerformanceObserver((list) =>
			list.getEntries().forEach(({ duration }) => tasks.push(duration))
		).observe({ type: 'longtask' });
	});
	await browser.startTracing(page, { categories: ['toplevel', '__metadata'] });
	return async () => {
		const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as {
			traceEvents: readonly TraceEvent[];
		}; // Chromium's trace format
		const threads = new Set(
			traceEvents
				.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
				.map(({ pid, tid }) => `${pid}:${tid}`)
		);
		const busiest = traceEvents
			.filter(
				({ name, pid, tid }) => name === 'ThreadControllerImpl::RunTask' && threads.has(`${pid}:${tid}`)
			)
			.map(({ tdur = 0 }) => tdur / 1000)
			.sort((a, b) => b - a)
			.slice(0, 10);
		const seen = await page.evaluate(() => (window as unknown as { longTasks: number[] }).longTasks);
		return { busiest, felt: seen.filter((duration) => duration >= FELT_MS) };
	};
}
