import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { AppError } from '#lib/model/errors.ts';
import type { Milliseconds } from '#lib/model/units.ts';
import { Serial } from '#lib/server/historian/serial.ts';
import { CHROMIUM_FLAGS } from './chromium-flags.ts';
import { requireChromium } from './find-chromium.ts';

/** A page of its own, for one piece of work. */
export interface PageWish {
	/** CSS pixels. */
	readonly width: number;
	readonly height: number;
	/** Pixels of a picture for one of CSS; 1 when absent. */
	readonly scale?: number;
	/** Language that the page says it wants. */
	readonly language?: string;
}

/** A browser that nobody needed for so long is ended. */
const IDLE: Milliseconds = 60_000;
/** One piece of work takes so long at the most. */
const LONGEST: Milliseconds = 180_000;
/** What a browser holds grows with its pages: after so many it is another one. */
const MOST_PAGES = 60;
const MOST_WAITING = 32;

/** The machine's Chromium: started when first needed, kept for the next page, ended when idle. One page at a time. */
export class WarmBrowser {
	readonly #idle: Milliseconds;
	#browser: Promise<Browser> | undefined;
	#pages = 0;
	#timer: NodeJS.Timeout | undefined;
	readonly #serial = new Serial();
	#waiting = 0;
	#closed = false;

	constructor(idle: Milliseconds = IDLE) {
		this.#idle = idle;
	}

	/**
	 * Opens a page, uses it and closes it, whatever happens. Throws CHROMIUM_MISSING; OVERLOADED when too many wait;
	 * RENDER_FAILED when it takes too long or the browser ends; and what `use` throws.
	 */
	async withPage<Made>(
		wish: PageWish,
		use: (page: Page, context: BrowserContext) => Promise<Made>
	): Promise<Made> {
		if (this.#waiting >= MOST_WAITING)
			throw new AppError('OVERLOADED', {
				message: `${MOST_WAITING} pictures and exports wait to be made: ask again in some minutes.`
			});
		this.#waiting++;
		return this.#serial.run(() => this.#turn(wish, use)).finally(() => this.#waiting--);
	}

	async close(): Promise<void> {
		this.#closed = true;
		await this.#end();
		await this.#serial.run(() => Promise.resolve());
		clearTimeout(this.#timer);
	}

	async #turn<Made>(
		wish: PageWish,
		use: (page: Page, context: BrowserContext) => Promise<Made>
	): Promise<Made> {
		if (this.#closed)
			throw new AppError('ABORTED', { message: 'The server ends: nothing is drawn any more.' });
		clearTimeout(this.#timer);
		try {
			return await this.#use(wish, use);
		} finally {
			this.#rest();
		}
	}

	async #use<Made>(
		{ width, height, scale = 1, language }: PageWish,
		use: (page: Page, context: BrowserContext) => Promise<Made>
	): Promise<Made> {
		const browser = await this.#open();
		const context = await browser.newContext({
			viewport: { width, height },
			deviceScaleFactor: scale,
			colorScheme: 'light',
			reducedMotion: 'reduce',
			serviceWorkers: 'block',
			...(language !== undefined && { locale: language })
		});
		const late = lateness(LONGEST);
		try {
			context.setDefaultTimeout(LONGEST);
			return await Promise.race([use(await context.newPage(), context), late.reached]);
		} catch (thrown) {
			if (!browser.isConnected()) throw browserEnded(thrown);
			throw thrown;
		} finally {
			late.forget();
			await context.close().catch(() => undefined); // it went with its browser
		}
	}

	async #open(): Promise<Browser> {
		if (this.#pages >= MOST_PAGES) await this.#end();
		this.#pages++;
		const known = await this.#browser?.catch(() => undefined);
		if (known?.isConnected()) return known;
		this.#browser = start();
		return this.#browser;
	}

	async #end(): Promise<void> {
		const ending = this.#browser;
		this.#browser = undefined;
		this.#pages = 0;
		await ending?.then((browser) => browser.close()).catch(() => undefined); // it never started, or is gone
	}

	#rest(): void {
		this.#timer = setTimeout(() => void this.#end(), this.#idle);
		this.#timer.unref();
	}
}

async function start(): Promise<Browser> {
	const executablePath = requireChromium();
	try {
		return await chromium.launch({
			executablePath,
			headless: true,
			// As root Chromium does not start with its sandbox; for everybody else it stays.
			chromiumSandbox: process.getuid?.() !== 0,
			args: [...CHROMIUM_FLAGS],
			// The server ends it itself.
			handleSIGINT: false,
			handleSIGTERM: false,
			handleSIGHUP: false
		});
	} catch (cause) {
		const [reason] = (cause instanceof Error ? cause.message : String(cause)).split('\n');
		throw new AppError(
			'CHROMIUM_MISSING',
			{
				message: `Chromium at ${executablePath} does not start: ${reason}. Run it by hand to see what it lacks.`
			},
			{ cause }
		);
	}
}

function lateness(after: Milliseconds): { readonly reached: Promise<never>; readonly forget: () => void } {
	let timer: NodeJS.Timeout | undefined;
	const reached = new Promise<never>((_, reject) => {
		timer = setTimeout(
			() =>
				reject(
					new AppError('RENDER_FAILED', {
						message: `The picture was not made within ${after / 1000} s: the machine may be too busy, or the view too large.`
					})
				),
			after
		);
	});
	return { reached, forget: () => clearTimeout(timer) };
}

const browserEnded = (cause: unknown): AppError =>
	new AppError(
		'RENDER_FAILED',
		{ message: 'Chromium ended while it drew: the machine may have too little memory. Try again.' },
		{ cause }
	);
