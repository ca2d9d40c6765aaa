import { expect, test } from 'vitest';
import { findChromium } from './find-chromium.ts';

const only = (there: string) => (file: string) => file === there;

test('the Chromium that the environment names goes before the usual ones', () => {
	expect(findChromium('/opt/chrome', () => true)).toBe('/opt/chrome');
	expect(findChromium(undefined, () => true)).toBe('/usr/bin/chromium');
	expect(findChromium('', only('/usr/bin/google-chrome'))).toBe('/usr/bin/google-chrome');
});

test('a name that leads nowhere is passed over, and without any there is none', () => {
	expect(findChromium('/opt/chrome', only('/snap/bin/chromium'))).toBe('/snap/bin/chromium');
	expect(findChromium('/opt/chrome', () => false)).toBeUndefined();
});
