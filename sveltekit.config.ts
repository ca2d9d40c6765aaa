import adapter from '@sveltejs/adapter-node';
import type { sveltekit } from '@sveltejs/kit/vite';

type Options = NonNullable<Parameters<typeof sveltekit>[0]>;

/** SvelteKit's options; `vite.config.ts` passes them on. */
export const options: Options = {
	adapter: adapter({ precompress: true }),
	compilerOptions: { runes: true },
	csp: {
		mode: 'hash',
		directives: { 'script-src': ['self', 'wasm-unsafe-eval'] }
	},
	serviceWorker: { register: false }
};
