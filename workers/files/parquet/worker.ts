import wasmUrl from 'parquet-wasm/esm/parquet_wasm_bg.wasm?url';
import { tableToIPC } from 'apache-arrow';
import { serve, transfer, type Endpoint } from '../../rpc.ts';
import { parquetTable } from './parquet-table.ts';

const api = {
	/** The rows of a Parquet file as an Arrow stream. */
	async read(file: Blob, onBytes: (bytes: number) => void) {
		const bytes = tableToIPC(await parquetTable(file, wasmUrl, onBytes), 'stream');
		return transfer(bytes, [bytes.buffer]);
	}
};

export type ParquetApi = typeof api;

// `self` is typed as a window, whose messages need an origin; in this file it is a worker.
serve(api, self as unknown as Endpoint);
