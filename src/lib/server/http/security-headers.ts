import type { ServerResponse } from 'node:http';
import { policyHeader } from './content-policy.ts';

const NO_SNIFFING = { 'X-Content-Type-Options': 'nosniff' } as const;

/** A worker obeys the policy of its own script's response, not the page's. */
const HEADERS = {
	'Content-Security-Policy': policyHeader(),
	...NO_SNIFFING,
	'Referrer-Policy': 'same-origin',
	'Cross-Origin-Opener-Policy': 'same-origin',
	'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()'
} as const;

/** Only ever parts of a page or of a worker: they obey its policy, and a page has a hundred of them. */
const PARTS = /^\/_app\/immutable\/(?:(?:chunks|entry|nodes)\/[^/]+\.js|assets\/[^/]+\.(?:css|woff2))$/;

/** Keeps every answer, static files included, from talking to or being framed by other origins. `url`: of the request. */
export function setSecurityHeaders(response: ServerResponse, url: string): void {
	const headers = PARTS.test(url) ? NO_SNIFFING : HEADERS;
	for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
}
