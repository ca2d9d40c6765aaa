/** After a run it rests so many times as long as that took, so that the page stays free for all else. */
const REST_SHARE = 2;

/**
 * Runs a task again whenever asked to, one run at a time: what was asked for meanwhile is one more run. `signal` ends
 * it; errors go to `failed`.
 */
export function again(
	task: () => Promise<void>,
	signal: AbortSignal,
	failed: (error: unknown) => void
): () => void {
	let isBusy = false;
	let isAsked = false;
	const run = async () => {
		isBusy = true;
		isAsked = false;
		const start = performance.now();
		try {
			await task();
		} catch (thrown) {
			if (!signal.aborted) failed(thrown);
		}
		const rest = REST_SHARE * (performance.now() - start);
		setTimeout(() => {
			isBusy = false;
			if (isAsked && !signal.aborted) void run();
		}, rest);
	};
	return () => {
		isAsked = true;
		if (!isBusy && !signal.aborted) void run();
	};
}
