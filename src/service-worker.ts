import { version } from '$app/env';

/**
 * Keeps the shell: the page's own immutable files and its HTML, so that it opens at once and says itself that the
 * server does not answer. It never keeps an answer of the server, and leaves walls alone. A new version waits
 * until the last page of the old one is closed, then the old one's files go.
 */
const CACHE = `shell-${version}`;
const DESKS = /^\/(?:explore|ops|themes)(?:\/|$)/;
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
/** What a page tells once it is there. */
export interface KeepShell {
	/** Path of the page. */
	readonly page: string;
	/** Paths of files that it is made of. */
	readonly files: readonly string[];
}

addEventListener('activate', (event) => {
	(event as Extendable).waitUntil(dropOthers());
});
addEventListener('message', (event) => {
	const told = event as unknown as Told; // only our own pages reach this worker
	told.waitUntil(keep(told.data));
});
addEventListener('fetch', (event) => {
	const asked = event as Asked;
	const { request } = asked;
	const { origin, pathname } = new URL(request.url);
	if (request.method !== 'GET' || origin !== location.origin) return;
	if (request.mode === 'navigate') {
		if (DESKS.test(pathname)) asked.respondWith(openPage(request, pathname));
	} else if (isKept(pathname)) asked.respondWith(openFile(request));
});

/** What workers load asks the server anyway; DuckDB alone is 34 MB. */
const isKept = (path: string) =>
	path.startsWith(IMMUTABLE) && !path.startsWith(`${IMMUTABLE}workers/`) && !path.endsWith('.wasm');

async function dropOthers(): Promise<void> {
	for (const name of await caches.keys()) if (name !== CACHE) await caches.delete(name);
}

/** Files come out of the browser's own cache, where they are immutable; only the page is asked for again. */
async function keep({ page, files }: KeepShell): Promise<void> {
	const cache = await caches.open(CACHE);
	for (const file of files.filter(isKept)) if (!(await cache.match(file))) await cache.add(file);
	if (DESKS.test(page)) await cache.add(page);
}

/** The server's page while it answers, else the kept one. */
async function openPage(request: Request, path: string): Promise<Response> {
	try {
		return await fetch(request);
	} catch (thrown) {
		const kept = await (await caches.open(CACHE)).match(path);
		if (kept) return kept;
		throw thrown;
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
