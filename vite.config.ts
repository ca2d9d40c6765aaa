import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';
import { baseModules, FIRST_MODULES } from './scripts/base-modules.ts';
import { messageOptions } from './scripts/messages.mjs';
import { ownWords } from './scripts/own-words.ts';
import { cityServer } from './scripts/vite-city-server.ts';
import { options } from './sveltekit.config.ts';

const partOfWord = ownWords();

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
								{ name: 'first', test: FIRST_MODULES, priority: 2 },
								{ name: 'base', test: baseModules(), priority: 1 },
								{
									name: (id) => ['words', partOfWord(id)].filter(Boolean).join('-'),
									test: /src.lib.paraglide/
								},
								{ name: 'icons', test: /@lucide/ },
								{
									name: 'ground',
									test: /src.lib.(ui|state|model)./,
									minShareCount: 2,
									maxModuleSize: 8000
								},
								{
									name: 'desk',
									// What is opened seldom comes when it is: briefings on phones, the models of the lab.
									test: /src.lib.(features|queries).(?!briefing.|drop.|scenarios.|walls.|result-columns).*\.ts$/,
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
