import type { ServerResponse } from 'node:http';
import { expect, test } from 'vitest';
import { setSecurityHeaders } from './security-headers.ts';

function headersOf(url: string): readonly string[] {
	const names: string[] = [];
	const response = { setHeader: (name: string) => names.push(name) };
	setSecurityHeaders(response as unknown as ServerResponse, url); // nothing else is asked of it
	return names;
}

test('pages, workers and data carry the policy; what is only ever part of them does not', () => {
	for (const url of [
		'/explore?lang=en',
		'/api/city',
		'/packs/tiny/0123456789ab/labels.json',
		'/_app/immutable/workers/worker-B0NM48Fx.js',
		'/_app/immutable/assets/decoder.js',
		'/_app/immutable/assets/mark.svg',
		'/_app/immutable/chunks/../../../explore.js'
	])
		expect(headersOf(url), url).toContain('Content-Security-Policy');
	for (const url of [
		'/_app/immutable/chunks/6TetwOkg.js',
		'/_app/immutable/nodes/8.lsSsET1E.js',
		'/_app/immutable/assets/inter-latin-wght-normal.Dx4kXJAl.woff2'
	])
		expect(headersOf(url), url).toEqual(['X-Content-Type-Options']);
});
