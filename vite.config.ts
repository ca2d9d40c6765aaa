import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';
import { messageOptions } from './scripts/messages.mjs';
import { cityServer } from './scripts/vite-city-server.ts';
import { options } from './sveltekit.config.ts';

export default defineConfig({
	plugins: [paraglideVitePlugin(messageOptions), sveltekit(options), cityServer()],
	worker: { format: 'es' },
	optimizeDeps: { exclude: ['@duckdb/duckdb-wasm'] },
	build: { target: 'es2022', chunkSizeWarningLimit: 3000 }
});
