import { dev } from '$app/env';

/** A first visit has better things to do, ms. */
const PATIENCE_MS = 10_000;

/**
 * Has the service worker keep what this page is made of, once the page has time. Where there is none, as over
 * plain HTTP from another machine, the page is the server's alone. Walls are never kept.
 */
export function keepShell(): void {
	if (dev || !('serviceWorker' in navigator) || location.pathname.startsWith('/wall')) return;
	const start = () => {
		navigator.serviceWorker
			.register('/service-worker.js')
			.then(() => navigator.serviceWorker.ready)
			.then(({ active }) => active?.postMessage({ page: location.pathname, files: filesOfPage() }))
			// The page works without: the browser may refuse, as in a private window.
			.catch(() => undefined);
	};
	const whenIdle = () =>
		'requestIdleCallback' in window
			? requestIdleCallback(start, { timeout: PATIENCE_MS })
			: setTimeout(start, PATIENCE_MS);
	if (document.readyState === 'complete') whenIdle();
	else addEventListener('load', whenIdle, { once: true });
}

function filesOfPage(): string[] {
	return performance
		.getEntriesByType('resource')
		.map(({ name }) => new URL(name))
		.filter(({ origin }) => origin === location.origin)
		.map(({ pathname }) => pathname);
}
