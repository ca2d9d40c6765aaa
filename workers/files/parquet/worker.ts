import initWasm from 'parquet-wasm/esm';
import wasmUrl from 'parquet-wasm/esm/parquet_wasm_bg.wasm?url';
import { tableToIPC, type Table } from 'apache-arrow';
import { serve, transfer, type Endpoint } from '../../rpc.ts';
import { damaged } from './damaged.ts';
import { parquetTable } from './parquet-table.ts';

const api = {
	/** The rows of a Parquet file as an Arrow stream. Throws INPUT_INVALID when it cannot be decoded. */
	async read(file: File, onBytes: (bytes: number) => void) {
		await initWasm(wasmUrl); // what is thrown after this is the file's fault
		let table: Table;
		try {
			table = await parquetTable(file, wasmUrl, onBytes);
		} catch (cause) {
			throw damaged(file.name, cause);
		}
		const bytes = tableToIPC(table, 'stream');
		return transfer(bytes, [bytes.buffer]);
	}
};

export type ParquetApi = typeof api;

// `self` is typed as a window, whose messages need an origin; in this file it is a worker.
serve(api, self as unknown as Endpoint);
