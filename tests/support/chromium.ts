import { chromium, type Browser, type LaunchOptions } from 'playwright-core';
import { findChromium } from '#lib/server/chromium/find-chromium.ts';

/** The system's Chromium. */
export const CHROMIUM: string | undefined = findChromium();

/** Root needs no sandbox; the rest keeps the browser from asking its maker. */
const QUIET = [
	'--no-sandbox',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-domain-reliability',
	'--disable-sync'
];

const GRAPHICS = {
	none: [],
	/** Mesa's llvmpipe in a window on an X display: two to three times as fast as SwiftShader. */
	window: [
		'--use-gl=angle',
		'--use-angle=gl',
		'--ignore-gpu-blocklist',
		'--disable-gpu-watchdog',
		'--disable-backgrounding-occluded-windows'
	],
	/** WebGL without a display. */
	headless: ['--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--ignore-gpu-blocklist']
} as const;

/** Starts the browser that tests and benches look through. */
export function launchChromium(
	graphics: keyof typeof GRAPHICS,
	options: Pick<LaunchOptions, 'env' | 'proxy' | 'executablePath'> = {}
): Promise<Browser> {
	return chromium.launch({
		...(CHROMIUM ? { executablePath: CHROMIUM } : {}),
		...options,
		headless: graphics !== 'window',
		args: [...QUIET, ...GRAPHICS[graphics]]
	});
}
