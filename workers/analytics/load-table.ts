import { tableFromIPC } from 'apache-arrow';
import { AppError } from '#lib/model/errors.ts';
import { usableColumns } from './columns.ts';
import type { Database } from './database.ts';
import type { TableSource } from './datasets.ts';
import type { LoadedColumns } from './open-views.ts';

export type Fetch = (url: string, init: { signal?: AbortSignal }) => Promise<Response>;

/** Bytes of one file so far; `total` when the server says it. */
export interface LoadProgress {
	readonly table: string;
	readonly bytes: number;
	readonly total: number | undefined;
}

/** Fetches one Arrow stream into DuckDB as `pack.<table>` while it arrives, and reads what charts need of it. */
export async function loadTable(
	database: Database,
	source: TableSource,
	url: string,
	fetch: Fetch,
	options: { onProgress?: (progress: LoadProgress) => void; signal?: AbortSignal }
): Promise<LoadedColumns> {
	const { signal } = options;
	const response = await fetch(url, signal ? { signal } : {});
	if (!response.ok || !response.body)
		throw new AppError('PACK_BROKEN', {
			file: source.file,
			status: response.status,
			message: `${source.file}: the server answered ${response.status}`
		});
	// A compressed answer states its compressed length, which says nothing of the bytes that come out.
	const stated = response.headers.get('content-encoding')
		? NaN
		: Number(response.headers.get('content-length') ?? NaN);
	const total = Number.isFinite(stated) ? stated : undefined;

	const kept: Uint8Array[] = [];
	let bytes = 0;
	const reader = response.body.getReader();
	async function* chunks() {
		for (;;) {
			const { done, value } = await reader.read();
			if (done) return;
			signal?.throwIfAborted();
			kept.push(value);
			bytes += value.length;
			options.onProgress?.({ table: source.table, bytes, total });
			yield value;
		}
	}
	await database.insert({ schema: 'pack', name: source.table }, chunks());
	const table = tableFromIPC(kept);
	const inserted = database.run(
		`SELECT count(*)::INT AS tables FROM duckdb_tables() WHERE schema_name = 'pack' AND table_name = '${source.table}'`
	);
	if (inserted.getChildAt(0)?.get(0) !== 1)
		throw new AppError('PACK_BROKEN', {
			file: source.file,
			message: `${source.file} ends before its end mark after ${bytes} bytes`
		});
	return { rows: table.numRows, columns: usableColumns(table) };
}
