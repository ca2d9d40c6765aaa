/**
 * How Chromium draws without a display, asks its maker nothing, and keeps to its memory. WebGL comes by EGL, of the
 * machine's graphics card or of Mesa's llvmpipe, which needs no display and takes half the time of SwiftShader (a map of
 * 63 tiles, 1600 × 900, two busy cores: 7.7 s and 15 s, 2026-11-26); SwiftShader where there is no EGL.
 */
export const CHROMIUM_FLAGS: readonly string[] = [
	'--no-first-run',
	'--disable-quic',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-domain-reliability',
	'--disable-sync',
	'--use-gl=angle',
	'--use-angle=gl-egl',
	'--enable-unsafe-swiftshader',
	'--ignore-gpu-blocklist',
	'--disable-gpu-watchdog',
	'--font-render-hinting=none',
	'--force-color-profile=srgb',
	'--js-flags=--max-old-space-size=2048'
];
