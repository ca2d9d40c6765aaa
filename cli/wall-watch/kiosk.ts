import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Page } from 'playwright-core';
import type { Milliseconds } from '#lib/model/units.ts';
import { requireChromium } from '#lib/server/chromium/find-chromium.ts';
import { KIOSK_FLAGS, trustFlags } from './kiosk-flags.ts';

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
	/** Whether the page's own thread answers within a time. */
	lives(within: Milliseconds): Promise<boolean>;
	/** Resolves when the page crashed, was closed, or the browser ended. */
	readonly ended: Promise<string>;
	/** Ends the browser, however it is. */
	close(): Promise<void>;
}

/** The system's own words against what tests want of a browser: a bar that says it is remote-controlled. */
const UNWANTED = ['--enable-automation', '--disable-extensions', '--hide-scrollbars', '--mute-audio'];
const FULL_SCREEN = new Set(['--kiosk', '--start-fullscreen']);

/** Starts Chromium with the page. Throws CHROMIUM_MISSING, and what Playwright says when it does not start. */
export async function openKiosk({ address, profile, window, flags }: KioskOptions): Promise<Kiosk> {
	const context = await chromium.launchPersistentContext(profile, {
		executablePath: requireChromium(),
		headless: false,
		viewport: null,
		args: [
			...KIOSK_FLAGS.filter((flag) => !window || !FULL_SCREEN.has(flag)),
			...trustFlags(address),
			...rootFlags(),
			...flags
		],
		ignoreDefaultArgs: UNWANTED,
		handleSIGINT: false,
		handleSIGTERM: false,
		handleSIGHUP: false
	});
	const page = context.pages()[0] ?? (await context.newPage());
	const ended = endOf(context, page);
	// A page that does not come is one that does not answer.
	void page.goto(address, { waitUntil: 'commit' }).catch(() => undefined);
	return {
		ended,
		lives: (within) =>
			Promise.race([
				page.evaluate(() => location.protocol.startsWith('http')).catch(() => false),
				new Promise<boolean>((resolve) => setTimeout(() => resolve(false), within).unref())
			]),
		close: () => context.close().catch(() => undefined) // it is gone already
	};
}

/** Whether a page has left its service worker in the profile: it opens without the server from then on. */
export const keepsPages = (profile: string): boolean =>
	existsSync(join(profile, 'Default', 'Service Worker'));

/** Root has no sandbox; a wall's machine has a user of its own for this. */
const rootFlags = (): string[] => (process.getuid?.() === 0 ? ['--no-sandbox'] : []);

function endOf(context: BrowserContext, page: Page): Promise<string> {
	return new Promise((resolve) => {
		page.once('crash', () => resolve('its page crashed'));
		page.once('close', () => resolve('its page was closed'));
		context.once('close', () => resolve('it ended'));
	});
}
