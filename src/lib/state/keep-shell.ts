import { dev } from '$app/env';
import { preloadCode } from '$app/navigation';

/** A first visit has better things to do, ms. */
const PATIENCE_MS = 10_000;
const WALL = '/wall';

/**
 * Has the service worker keep what this page is made of, once the page has time. Where there is none, as over
 * plain HTTP from another machine, the page is the server's alone. A newer worker that waits keeps it: the page came
 * from the same server.
 */
export function keepShell(): void {
	if (dev || !('serviceWorker' in navigator)) return;
	const start = () => {
		navigator.serviceWorker
			.register('/service-worker.js')
			.then(() => navigator.serviceWorker.ready)
			.then(async ({ waiting, active }) => {
				const pages = await pagesToHere();
				(waiting ?? active)?.postMessage({ pages, files: filesOfPage() });
			})
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

/** A machine of a wall begins where it asks for its place. */
async function pagesToHere(): Promise<readonly string[]> {
	const { pathname } = location;
	if (!pathname.startsWith(`${WALL}/`)) return [pathname];
	await preloadCode(WALL);
	return [pathname, WALL];
}

function filesOfPage(): string[] {
	return performance
		.getEntriesByType('resource')
		.map(({ name }) => new URL(name))
		.filter(({ origin }) => origin === location.origin)
		.map(({ pathname }) => pathname);
}
