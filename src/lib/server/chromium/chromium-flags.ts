/**
 * How Chromium draws without a display, asks its maker nothing, and keeps to its memory. WebGL is software: the picture
 * is the same on every machine.
 */
export const CHROMIUM_FLAGS: readonly string[] = [
	// Root needs no sandbox, and containers allow none.
	'--no-sandbox',
	'--no-first-run',
	'--disable-quic',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-domain-reliability',
	'--disable-sync',
	'--use-angle=swiftshader',
	'--enable-unsafe-swiftshader',
	'--ignore-gpu-blocklist',
	'--disable-gpu-watchdog',
	'--font-render-hinting=none',
	'--force-color-profile=srgb',
	'--js-flags=--max-old-space-size=2048'
];
