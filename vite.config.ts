import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';
import { baseModules } from './scripts/base-modules.ts';
import { messageOptions } from './scripts/messages.mjs';
import { cityServer } from './scripts/vite-city-server.ts';
import { options } from './sveltekit.config.ts';

/** Parts of the product with many words of their own: they come with it. */
const OWN_WORDS = ['briefing', 'drop', 'edit', 'lab', 'walls'];

export default defineConfig({
	plugins: [paraglideVitePlugin(messageOptions), sveltekit(options), cityServer()],
	worker: { format: 'es' },
	optimizeDeps: { exclude: ['@duckdb/duckdb-wasm', 'highs'] },
	build: { target: 'es2022', chunkSizeWarningLimit: 3000 },
	environments: {
		client: {
			build: {
				rolldownOptions: {
					output: {
						codeSplitting: {
							// What all parts share a little of is one file each: on a slow line a page of a hundred files
							// waits for the delay, not for the bytes.
							groups: [
								{ name: 'base', test: baseModules(), priority: 1 },
								...OWN_WORDS.map((part) => ({
									name: `words-${part}`,
									test: new RegExp(`src.lib.paraglide.messages.${part}_`)
								})),
								{ name: 'words', test: /src.lib.paraglide/ },
								{ name: 'icons', test: /@lucide/ },
								{
									name: 'ground',
									test: /src.lib.(ui|state|model)./,
									minShareCount: 2,
									maxModuleSize: 8000
								},
								{
									name: 'desk',
									// Briefings are read on phones: their parts do not bring the desks' along; nor do all desks the models of the lab.
									test: /src.lib.(features|queries).(?!briefing.|scenarios.|result-columns).*\.ts$/,
									minShareCount: 2,
									maxModuleSize: 8000
								}
							]
						}
					}
				}
			}
		}
	}
});
