import adapter from '@sveltejs/adapter-node';
import type { sveltekit } from '@sveltejs/kit/vite';
import { compressPages } from './scripts/compress-pages.ts';
import { CONTENT_POLICY } from './src/lib/server/http/content-policy.ts';

type Options = NonNullable<Parameters<typeof sveltekit>[0]>;
type Directives = NonNullable<NonNullable<Options['csp']>['directives']>;

const directives = Object.fromEntries(
	Object.entries(CONTENT_POLICY).map(([name, sources]) => [name, [...sources]])
) as Directives; // the policy's names and sources are all legal directives

const node = adapter();

/** SvelteKit's options; `vite.config.ts` passes them on. */
export const options: Options = {
	adapter: { ...node, adapt: (builder) => node.adapt({ ...builder, compress: compressPages }) },
	compilerOptions: { runes: true },
	csp: { mode: 'auto', directives },
	serviceWorker: { register: false }
};
