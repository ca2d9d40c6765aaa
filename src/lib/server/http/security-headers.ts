import type { ServerResponse } from 'node:http';
import { policyHeader } from './content-policy.ts';

/** A worker obeys the policy of its own script's response, not the page's: so every answer has one. */
const HEADERS = {
	'Content-Security-Policy': policyHeader(),
	'X-Content-Type-Options': 'nosniff',
	'Referrer-Policy': 'same-origin',
	'Cross-Origin-Opener-Policy': 'same-origin',
	'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()'
} as const;

/** Keeps every answer, static files included, from talking to or being framed by other origins. */
export function setSecurityHeaders(response: ServerResponse): void {
	for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
}
