import { expect, test } from 'vitest';
import { trustFlags } from './kiosk-flags.ts';
import type { Kiosk } from './kiosk.ts';
import { keepAlive, type WatchEffects } from './watch-wall.ts';

const OPTIONS = {
	url: 'http://wall.test:4400',
	path: '/wall',
	profile: '/tmp/profile',
	window: false,
	flag: ['--flag']
};

/** A screen whose clock goes only while the watch waits. `browsers`: what becomes of each that is opened. */
function screen(
	browsers: readonly ((kiosk: { readonly hang: () => void; readonly end: (why: string) => void }) => void)[],
	keepsPages = false
) {
	const stop = new AbortController();
	const said: string[] = [];
	const opened: { readonly address: string; readonly at: number }[] = [];
	const closed: number[] = [];
	let now = 0;
	let away = 2;
	const effects: WatchEffects = {
		now: () => now,
		say: (line) => said.push(line),
		signal: stop.signal,
		answers: async () => away-- <= 0,
		keepsPages: () => keepsPages,
		async pause(milliseconds) {
			await new Promise(setImmediate);
			now += milliseconds;
		},
		open({ address }) {
			const number = opened.push({ address, at: now }) - 1;
			const { promise: ended, resolve } = Promise.withResolvers<string>();
			let hangs = false;
			const become = browsers[number];
			if (become) become({ hang: () => (hangs = true), end: resolve });
			else stop.abort();
			return {
				ended,
				lives: async () => !hangs,
				close: async () => void closed.push(number)
			} satisfies Kiosk;
		}
	};
	return { effects, said, opened, closed };
}

test('the page is opened when the server answers, and again when it crashed or hangs', async () => {
	const { effects, said, opened, closed } = screen([
		({ end }) => end('its page crashed'),
		({ hang }) => hang()
	]);
	await keepAlive(OPTIONS, effects);
	expect(said).toEqual([
		'http://wall.test:4400 does not answer yet.',
		'http://wall.test:4400 does not answer yet.',
		'/wall is on the screen.',
		'Chromium is started again: its page crashed.',
		'/wall is on the screen.',
		'Chromium is started again: its page does not answer.',
		'/wall is on the screen.'
	]);
	expect(opened.map(({ address }) => address)).toEqual(Array(3).fill('http://wall.test:4400/wall'));
	expect(closed).toEqual([0, 1, 2]);
	const [, second, third] = opened;
	// Twenty seconds of silence, heard with the next beat, and a pause of two: well within a minute.
	expect(third!.at - second!.at).toBeGreaterThanOrEqual(22_000);
	expect(third!.at - second!.at).toBeLessThan(35_000);
});

test('a page that Chromium has kept is opened while the server is away', async () => {
	const { effects, said } = screen([({ end }) => end('its page crashed')], true);
	await keepAlive(OPTIONS, effects);
	expect(said).toEqual([
		'/wall is on the screen.',
		'Chromium is started again: its page crashed.',
		'/wall is on the screen.'
	]);
});

test('only plain HTTP needs the word that its origin is to be trusted', () => {
	expect(trustFlags('http://city.test:4400/wall')).toEqual([
		'--unsafely-treat-insecure-origin-as-secure=http://city.test:4400'
	]);
	expect(trustFlags('https://city.test/wall')).toEqual([]);
});
