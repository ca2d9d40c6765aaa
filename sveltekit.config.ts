import adapter from '@sveltejs/adapter-node';
import type { sveltekit } from '@sveltejs/kit/vite';
import { CONTENT_POLICY } from './src/lib/server/http/content-policy.ts';

type Options = NonNullable<Parameters<typeof sveltekit>[0]>;
type Directives = NonNullable<NonNullable<Options['csp']>['directives']>;

const directives = Object.fromEntries(
	Object.entries(CONTENT_POLICY).map(([name, sources]) => [name, [...sources]])
) as Directives; // the policy's names and sources are all legal directives

/** SvelteKit's options; `vite.config.ts` passes them on. */
export const options: Options = {
	// Brotli of the 34 MB DuckDB takes a minute: developers may leave it out.
	adapter: adapter({ precompress: process.env['CITYLOOP_PRECOMPRESS'] !== '0' }),
	compilerOptions: { runes: true },
	csp: { mode: 'auto', directives },
	serviceWorker: { register: false }
};
