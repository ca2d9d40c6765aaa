import { existsSync } from 'node:fs';
import { AppError } from '#lib/model/errors.ts';

/** Where distributions put it; the environment's own goes first. */
const USUAL = [
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/usr/bin/google-chrome-stable',
	'/usr/bin/microsoft-edge',
	'/snap/bin/chromium',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'/Applications/Chromium.app/Contents/MacOS/Chromium'
];

/** The machine's Chromium: `CITYLOOP_CHROMIUM`, else where it is usually found; undefined when there is none. */
export function findChromium(
	own: string | undefined = process.env['CITYLOOP_CHROMIUM'],
	exists: (file: string) => boolean = existsSync
): string | undefined {
	return [own, ...USUAL].find((file) => file !== undefined && file !== '' && exists(file));
}

/** The same. Throws CHROMIUM_MISSING, which says what to install. */
export function requireChromium(): string {
	const found = findChromium();
	if (found !== undefined) return found;
	const own = process.env['CITYLOOP_CHROMIUM'];
	throw new AppError('CHROMIUM_MISSING', {
		message: `Pictures and exports are drawn by Chromium, and there is none${
			own ? ` at ${own} (CITYLOOP_CHROMIUM)` : ''
		}: install it (Debian, Ubuntu: apt install chromium) or name its program in CITYLOOP_CHROMIUM.`
	});
}
