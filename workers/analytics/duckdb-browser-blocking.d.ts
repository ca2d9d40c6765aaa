declare module '*/duckdb-browser-blocking.mjs' {
	import type { DuckDBBindings, DuckDBBundles, DuckDBRuntime, Logger } from '@duckdb/duckdb-wasm/blocking';

	export const BROWSER_RUNTIME: DuckDBRuntime;
	export class VoidLogger {
		log(): void;
	}
	export function createDuckDB(
		bundles: DuckDBBundles,
		logger: Logger,
		runtime: DuckDBRuntime
	): Promise<DuckDBBindings>;
}
