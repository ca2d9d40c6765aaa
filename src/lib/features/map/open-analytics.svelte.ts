import type { Dataset } from '#lib/model/city.ts';
import type { Analytics } from '#workers/analytics/client.ts';
import type { LiveClient } from '#workers/live/client.ts';

export interface AnalyticsOf {
	readonly packUrl: string;
	readonly timezone: string;
	/** Datasets that there are; read again whenever they change. */
	readonly askable: () => readonly Dataset[];
	/** Live rows stand still meanwhile. */
	readonly replaying: () => boolean;
	readonly liveClient: () => Promise<LiveClient>;
	/** Ends it. */
	readonly signal: AbortSignal;
}

/** DuckDB and the cubes, in their worker, kept told of the datasets that there are and of a replay. */
export async function openAnalytics(of: AnalyticsOf): Promise<Analytics> {
	const { packUrl, timezone, askable, replaying, liveClient, signal } = of;
	const { startAnalytics } = await import('#workers/analytics/client.ts');
	const analytics = startAnalytics({
		packUrl,
		datasets: askable(),
		timezone,
		signal,
		tap: (stream, open) => tapLive(liveClient, stream, open)
	});
	const stop = $effect.root(() => {
		$effect(() => analytics.setDatasets(askable()));
		$effect(() => analytics.holdLive(replaying()));
	});
	signal.addEventListener('abort', stop);
	return analytics;
}

/** Live rows go from worker to worker. */
function tapLive(liveClient: AnalyticsOf['liveClient'], stream: string, open: () => MessagePort): () => void {
	let end: (() => void) | undefined;
	let isEnded = false;
	void liveClient().then((client) => {
		if (!isEnded) end = client.tap(stream, open);
	});
	return () => {
		isEnded = true;
		end?.();
	};
}
