import type { CDPSession } from 'playwright-core';

/** What of a page is alive after a collection of garbage. */
export interface LiveObjects {
	readonly canvases: number;
	/** WebGL contexts, lost ones too while somebody holds them. */
	readonly contexts: number;
	readonly listeners: number;
	readonly nodes: number;
	/** Bytes of the page's own JavaScript, without its workers. */
	readonly heap: number;
}

/** Collects the page's garbage and counts what stays. `cdp`: of the page, with `Performance` enabled. */
export async function liveObjects(cdp: CDPSession): Promise<LiveObjects> {
	// What finalizers let go of is found by the second collection.
	for (let i = 0; i < 2; i++) await cdp.send('HeapProfiler.collectGarbage');
	const { metrics } = await cdp.send('Performance.getMetrics');
	const metric = (name: string) => metrics.find((one) => one.name === name)?.value ?? Number.NaN;
	return {
		canvases: await instances(cdp, 'HTMLCanvasElement'),
		contexts: await instances(cdp, 'WebGL2RenderingContext'),
		listeners: metric('JSEventListeners'),
		nodes: metric('Nodes'),
		heap: metric('JSHeapUsedSize')
	};
}

async function instances(cdp: CDPSession, constructor: string): Promise<number> {
	const objectGroup = 'live-objects';
	const { result } = await cdp.send('Runtime.evaluate', {
		expression: `${constructor}.prototype`,
		objectGroup
	});
	const { objects } = await cdp.send('Runtime.queryObjects', {
		prototypeObjectId: result.objectId ?? '',
		objectGroup
	});
	const counted = await cdp.send('Runtime.callFunctionOn', {
		objectId: objects.objectId ?? '',
		functionDeclaration: 'function () { return this.length; }',
		returnByValue: true
	});
	await cdp.send('Runtime.releaseObjectGroup', { objectGroup });
	return counted.result.value as number; // a length
}
