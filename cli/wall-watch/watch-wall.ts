import { setTimeout as pause } from 'node:timers/promises';
import type { Milliseconds } from '#lib/model/units.ts';
import type { WallWatchOptions } from '../wall-watch.ts';
import { keepsPages, openKiosk, type Kiosk, type KioskOptions } from './kiosk.ts';
import { BEAT, Pulse } from './pulse.ts';
import { serverAnswers } from './server-answers.ts';

/** What the watch needs of the world; tests put shorter times and a browser of their own here. */
export interface WatchEffects {
	readonly open: (options: KioskOptions) => Kiosk;
	readonly answers: (url: string) => Promise<boolean>;
	/** Whether Chromium opens the page without the server too. */
	readonly keepsPages: (profile: string) => boolean;
	readonly pause: (milliseconds: Milliseconds) => Promise<unknown>;
	readonly now: () => number;
	readonly say: (line: string) => void;
	readonly signal: AbortSignal;
}

/** The server is asked so often whether it is there before the first page is opened. */
const ASK_EVERY: Milliseconds = 2000;

/** Keeps a page of a wall on the screen until it is told to end. */
export async function watchWall(options: WallWatchOptions): Promise<void> {
	const stop = new AbortController();
	for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
	await keepAlive(options, {
		open: openKiosk,
		answers: serverAnswers,
		keepsPages,
		pause: (milliseconds) => pause(milliseconds, undefined, { signal: stop.signal }).catch(() => undefined),
		now: Date.now,
		say: (line) => console.log(line),
		signal: stop.signal
	});
}

/** Opens the page, and again whenever it ends or hangs, until the signal. */
export async function keepAlive(
	{ url, path, profile, window = false, flag }: WallWatchOptions,
	effects: WatchEffects
): Promise<void> {
	const { open, answers, keepsPages, pause, now, say, signal } = effects;
	const pulse = new Pulse(now());
	const stopped = new Promise<undefined>((resolve) =>
		signal.addEventListener('abort', () => resolve(undefined), { once: true })
	);
	while (!signal.aborted) {
		// Chromium's own page about a server that is away would stay on the screen; the wall's own says what it last knew.
		while (!signal.aborted && !keepsPages(profile) && !(await answers(url))) {
			say(`${url} does not answer yet.`);
			await pause(ASK_EVERY);
		}
		if (signal.aborted) return;
		const kiosk = open({ address: new URL(path, url).href, profile, window, flags: flag });
		pulse.opened(now());
		say(`${path} is on the screen.`);
		const over = new AbortController();
		const why = await Promise.race([kiosk.ended, silenceOf(kiosk, pulse, effects, over.signal), stopped]);
		over.abort();
		await kiosk.close();
		if (why === undefined) return;
		const wait = pulse.pauseBefore(now());
		say(`Chromium is started again: ${why}.`);
		await pause(wait);
	}
}

/** Resolves when the page does not answer any more. `over`: nobody asks any more. */
async function silenceOf(
	kiosk: Kiosk,
	pulse: Pulse,
	{ pause, now }: WatchEffects,
	over: AbortSignal
): Promise<string | undefined> {
	while (!over.aborted) {
		await pause(BEAT);
		if (over.aborted) return undefined;
		if (await kiosk.lives(BEAT)) pulse.heard(now());
		else if (pulse.isLost(now())) return 'its page does not answer';
	}
	return undefined;
}
