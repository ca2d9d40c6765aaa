/**
 * What a page or worker may load: the origin and nothing else. SvelteKit adds hashes or nonces of its
 * own inline scripts for pages; every other answer carries the policy as it stands here.
 */
export const CONTENT_POLICY = {
	'default-src': ['self'],
	'script-src': ['self', 'wasm-unsafe-eval'],
	'style-src': ['self', 'unsafe-inline'],
	'img-src': ['self', 'data:', 'blob:'],
	'font-src': ['self', 'data:'],
	'connect-src': ['self', 'blob:', 'data:'],
	'worker-src': ['self', 'blob:'],
	'object-src': ['none'],
	'base-uri': ['self'],
	'form-action': ['self'],
	'frame-ancestors': ['self']
} as const;

const KEYWORDS: ReadonlySet<string> = new Set(['self', 'none', 'unsafe-inline', 'wasm-unsafe-eval']);

/** The policy as one header value. */
export function policyHeader(): string {
	return Object.entries(CONTENT_POLICY)
		.map(([name, sources]) => `${name} ${sources.map((s) => (KEYWORDS.has(s) ? `'${s}'` : s)).join(' ')}`)
		.join('; ');
}
