/** How Chromium shows a wall: the whole screen and nothing else, never asleep, nothing asked and nothing offered. */
export const KIOSK_FLAGS: readonly string[] = [
	'--kiosk',
	'--start-fullscreen',
	'--noerrdialogs',
	'--disable-infobars',
	'--disable-session-crashed-bubble',
	'--hide-crash-restore-bubble',
	'--disable-features=Translate,TranslateUI,HardwareMediaKeyHandling',
	'--autoplay-policy=no-user-gesture-required',
	'--overscroll-history-navigation=0',
	'--disable-pinch',
	'--force-device-scale-factor=1',
	'--force-color-profile=srgb',
	// A wall is drawn whether or not somebody believes that it is seen.
	'--disable-backgrounding-occluded-windows',
	'--disable-renderer-backgrounding',
	'--disable-background-timer-throttling',
	// It asks its maker nothing.
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-domain-reliability',
	'--disable-sync',
	'--disable-quic',
	'--disable-breakpad',
	'--disable-default-apps',
	'--disable-search-engine-choice-screen',
	'--no-default-browser-check',
	'--password-store=basic',
	'--js-flags=--max-old-space-size=2048'
];

/** Over plain HTTP from another machine a browser keeps no page, unless it is told that it may: then a wall opens without its server. */
export function trustFlags(address: string): readonly string[] {
	const { protocol, origin } = new URL(address);
	return protocol === 'http:' ? [`--unsafely-treat-insecure-origin-as-secure=${origin}`] : [];
}
