import { version } from '$app/env';

/**
 * Keeps the shell: the page's own immutable files and its HTML, so that it opens at once and says itself that the
 * server does not answer; a wall then shows what it last knew. It never keeps an answer of the server. A new version
 * waits until no page but the one that brought it is open, then the old one's files go.
 */
const CACHE = `shell-${version}`;
const PAGES = /^\/(?:explore|ops|themes|wall)(?:\/|$)/;
/** What a proxy says while the server behind it is away. */
const AWAY = new Set([502, 503, 504]);
/** A line that is cut says nothing at all, ms. */
const PATIENCE_MS = 6000;
const IMMUTABLE = '/_app/immutable/';

/** Of the worker's own world, which the page's typings do not know. */
interface Extendable extends Event {
	waitUntil(work: Promise<unknown>): void;
}
interface Asked extends Extendable {
	readonly request: Request;
	respondWith(answer: Promise<Response>): void;
}
interface Told extends Extendable {
	readonly data: KeepShell;
}
interface Worker {
	readonly clients: {
		matchAll(which: {
			readonly type: 'window';
			readonly includeUncontrolled: true;
		}): Promise<readonly unknown[]>;
	};
	skipWaiting(): Promise<void>;
}
const worker = globalThis as unknown as Worker; // the page's typings make it a window
/** What a page tells once it is there. */
export interface KeepShell {
	/** Paths of the page, and of those that lead to it. */
	readonly pages: readonly string[];
	/** Paths of files that they are made of. */
	readonly files: readonly string[];
}

addEventListener('activate', (event) => {
	(event as Extendable).waitUntil(dropOthers());
});
addEventListener('message', (event) => {
	const told = event as unknown as Told; // only our own pages reach this worker
	told.waitUntil(keep(told.data).then(beginWhenAlone));
});
addEventListener('fetch', (event) => {
	const asked = event as Asked;
	const { request } = asked;
	const { origin, pathname } = new URL(request.url);
	if (request.method !== 'GET' || origin !== location.origin) return;
	if (request.mode === 'navigate') {
		if (PAGES.test(pathname)) asked.respondWith(openPage(request, pathname));
	} else if (isKept(pathname)) asked.respondWith(openFile(request));
});

/** What workers load asks the server anyway; DuckDB alone is 34 MB. */
const isKept = (path: string) =>
	path.startsWith(IMMUTABLE) && !path.startsWith(`${IMMUTABLE}workers/`) && !path.endsWith('.wasm');

async function dropOthers(): Promise<void> {
	for (const name of await caches.keys()) if (name !== CACHE) await caches.delete(name);
}

/** Files come out of the browser's own cache, where they are immutable; only the page is asked for again. */
async function keep({ pages, files }: KeepShell): Promise<void> {
	const cache = await caches.open(CACHE);
	for (const file of files.filter(isKept)) if (!(await cache.match(file))) await cache.add(file);
	for (const page of pages.filter((path) => PAGES.test(path))) await cache.add(page);
}

/** The one page that is open is of this version already: nobody needs the old one's files. */
async function beginWhenAlone(): Promise<void> {
	const open = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
	if (open.length === 1) await worker.skipWaiting();
}

/** The server's page while it answers, and does so soon; else the kept one. */
async function openPage(request: Request, path: string): Promise<Response> {
	const kept = await (await caches.open(CACHE)).match(path);
	if (!kept) return fetch(request);
	try {
		const answer = await fetch(request, { signal: AbortSignal.timeout(PATIENCE_MS) });
		return AWAY.has(answer.status) ? kept : answer;
	} catch {
		return kept; // it says itself that the server is away
	}
}

async function openFile(request: Request): Promise<Response> {
	const cache = await caches.open(CACHE);
	const kept = await cache.match(request);
	if (kept) return kept;
	const answer = await fetch(request);
	if (answer.ok) await cache.put(request, answer.clone());
	return answer;
}
