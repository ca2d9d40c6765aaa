import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { z } from 'zod';
import type { Milliseconds } from '#lib/model/units.ts';
import { requireChromium } from '#lib/server/chromium/find-chromium.ts';
import { BrowserPipe } from './browser-pipe.ts';
import { KIOSK_FLAGS, trustFlags } from './kiosk-flags.ts';
import { residentMemory } from './resident-memory.ts';

export interface KioskOptions {
	readonly address: string;
	/** Folder of Chromium's own. */
	readonly profile: string;
	/** Not over the whole screen. */
	readonly window: boolean;
	readonly flags: readonly string[];
}

/** A Chromium that shows one page. */
export interface Kiosk {
	/** Whether the page's own thread answers within a time. The page learns how much memory its browser has. */
	lives(within: Milliseconds): Promise<boolean>;
	/** Resolves when the page crashed, was closed, or the browser ended. */
	readonly ended: Promise<string>;
	/** Ends the browser, however it is. */
	close(): Promise<void>;
}

const FULL_SCREEN = new Set(['--kiosk', '--start-fullscreen']);
/** One that does not end when it is told is killed. */
const ENDS_WITHIN: Milliseconds = 5000;

const target = z.object({ targetId: z.string(), type: z.string() });
const created = z.object({ targetInfo: target });
const gone = z.object({ targetId: z.string() });
const attached = z.object({ sessionId: z.string() });
const evaluated = z.object({ result: z.object({ value: z.unknown().optional() }) });
const processes = z.object({ processInfo: z.array(z.object({ id: z.number() })) });

/** Starts Chromium with the page. Throws CHROMIUM_MISSING. */
export function openKiosk({ address, profile, window, flags }: KioskOptions): Kiosk {
	const browser = spawn(
		requireChromium(),
		[
			...KIOSK_FLAGS.filter((flag) => !window || !FULL_SCREEN.has(flag)),
			...trustFlags(address),
			...rootFlags(),
			...flags,
			`--user-data-dir=${profile}`,
			'--remote-debugging-pipe',
			address
		],
		{ stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] }
	);
	const [, , , to, from] = browser.stdio;
	const pipe = new BrowserPipe(to as Writable, from as Readable); // as they were asked for
	const over = Promise.withResolvers<string>();
	browser.once('error', ({ message }) => over.resolve(`it did not start: ${message}`));
	browser.once('exit', (code) => over.resolve(code ? `it ended with code ${code}` : 'it ended'));
	const session = sessionOfPage(pipe, over.resolve);
	// Whoever asks the page whether it lives hears that it does not.
	session.catch(() => undefined);
	return {
		ended: over.promise,
		lives: (within) =>
			Promise.race([
				ask(pipe, session).catch(() => false),
				new Promise<boolean>((resolve) => setTimeout(() => resolve(false), within).unref())
			]),
		async close() {
			if (browser.exitCode !== null || browser.signalCode !== null || browser.pid === undefined) return;
			const ended = new Promise((resolve) => browser.once('exit', resolve));
			browser.kill('SIGTERM');
			const impatience = setTimeout(() => browser.kill('SIGKILL'), ENDS_WITHIN);
			await ended;
			clearTimeout(impatience);
		}
	};
}

/** Whether a page has left its service worker in the profile: it opens without the server from then on. */
export const keepsPages = (profile: string): boolean =>
	existsSync(join(profile, 'Default', 'Service Worker'));

/** Root has no sandbox; a wall's machine has a user of its own for this. */
const rootFlags = (): string[] => (process.getuid?.() === 0 ? ['--no-sandbox'] : []);

/** The session of the browser's first page. `over`: hears of its end. */
async function sessionOfPage(pipe: BrowserPipe, over: (why: string) => void): Promise<string> {
	const first = Promise.withResolvers<string>();
	let page: string | undefined;
	pipe.on('Target.targetCreated', (params) => {
		const { targetId, type } = created.parse(params).targetInfo;
		if (type === 'page') first.resolve((page ??= targetId));
	});
	const endsWith = (why: string) => (params: unknown) => {
		if (gone.parse(params).targetId === page) over(why);
	};
	pipe.on('Target.targetCrashed', endsWith('its page crashed'));
	pipe.on('Target.targetDestroyed', endsWith('its page was closed'));
	await pipe.send('Target.setDiscoverTargets', { discover: true });
	const found = await pipe.send('Target.attachToTarget', { targetId: await first.promise, flatten: true });
	return attached.parse(found).sessionId;
}

/** Whether it is a page of a server, not the browser's own about one that is away. */
async function ask(pipe: BrowserPipe, session: Promise<string>): Promise<boolean> {
	const { processInfo } = processes.parse(await pipe.send('SystemInfo.getProcessInfo'));
	const megabytes = residentMemory(processInfo.map(({ id }) => id));
	const answer = await pipe.send(
		'Runtime.evaluate',
		{
			expression: `window.residentMemory = ${megabytes}; location.protocol.startsWith('http')`,
			returnByValue: true
		},
		await session
	);
	return evaluated.parse(answer).result.value === true;
}
