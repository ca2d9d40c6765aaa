import type { DuckDBBindings } from '@duckdb/duckdb-wasm/blocking';
import moduleUrl from '@duckdb/duckdb-wasm/dist/duckdb-eh.wasm?url';
// The package has this build but names it in no export: its `./blocking` entry for browsers points to
// a file that does not exist (1.32.0).
import {
	BROWSER_RUNTIME,
	createDuckDB,
	VoidLogger
} from '../../node_modules/@duckdb/duckdb-wasm/dist/duckdb-browser-blocking.mjs';

/** DuckDB's exception-handling build in this very thread: no worker inside the worker, no copies between. */
export async function openBrowserBindings(): Promise<DuckDBBindings> {
	const bundle = { mainModule: moduleUrl, mainWorker: '' };
	const bindings = await createDuckDB({ mvp: bundle, eh: bundle }, new VoidLogger(), BROWSER_RUNTIME);
	return bindings.instantiate(() => undefined);
}
