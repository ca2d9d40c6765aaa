import { createRequire } from 'node:module';
import { createDuckDB, NODE_RUNTIME, VoidLogger, type DuckDBBindings } from '@duckdb/duckdb-wasm/blocking';

/** The same DuckDB build in Node: the judge of our SQL and of our counts in tests and benches. */
export async function openNodeBindings(): Promise<DuckDBBindings> {
	const locate = (file: string) => createRequire(import.meta.url).resolve(`@duckdb/duckdb-wasm/dist/${file}`);
	const bundle = (file: string) => ({ mainModule: locate(file), mainWorker: '' });
	const bundles = { mvp: bundle('duckdb-mvp.wasm'), eh: bundle('duckdb-eh.wasm') };
	const bindings = await createDuckDB(bundles, new VoidLogger(), NODE_RUNTIME);
	return bindings.instantiate(() => undefined);
}
