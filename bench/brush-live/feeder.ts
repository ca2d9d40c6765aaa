import type { LiveBatch } from '#lib/model/live-rows.ts';

/** What the page tells the feeder. */
export type FeederCall =
	| { readonly port: MessagePort }
	| { readonly stage: LiveBatch; readonly from: number }
	| { readonly send: number };

/** Stands where the product's live worker stands: rows reach the charts from it, never through the page. */
const staged = new Map<number, LiveBatch>();
let port: MessagePort | undefined;

addEventListener('message', ({ data }: MessageEvent<FeederCall>) => {
	if ('port' in data) port = data.port;
	else if ('stage' in data) staged.set(data.from, data.stage);
	else {
		port?.postMessage({ kind: 'rows', batch: staged.get(data.send) });
		staged.delete(data.send);
	}
});
