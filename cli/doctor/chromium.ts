import { findChromium } from '#lib/server/chromium/find-chromium.ts';
import { ok, warning, type Finding } from './check.ts';

/** What draws the maps of briefings and makes their files; the rest of the product needs none. */
export function checkChromium(find: () => string | undefined = findChromium): Finding {
	const found = find();
	return found === undefined
		? warning(
				'chromium',
				'there is none: briefings cannot be drawn or exported',
				'install it (Debian, Ubuntu: apt install chromium) or name its program in CITYLOOP_CHROMIUM'
			)
		: ok('chromium', found);
}
