import { tableFromIPC, tableToIPC, type Table } from 'apache-arrow';
import { AppError } from '#lib/model/errors.ts';
import { areaTable } from './area-table.ts';
import { usableColumns } from './columns.ts';
import type { Database } from './database.ts';
import type { TableSource } from './datasets.ts';
import type { LoadedColumns } from './open-views.ts';

/** Streams longer than this are taken in piece by piece. */
const PIECE_BYTES = 64 * 2 ** 20;

export type Fetch = (url: string, init: { signal?: AbortSignal }) => Promise<Response>;

/** Bytes of one file so far; `total` when the server says it. */
export interface LoadProgress {
	readonly table: string;
	readonly bytes: number;
	readonly total: number | undefined;
}

/** Fetches one file into DuckDB as `pack.<table>` and reads what charts need of it. */
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

	const bytes = await readAll(response.body, (read) => {
		signal?.throwIfAborted();
		options.onProgress?.({ table: source.table, bytes: read, total });
	});
	let table: Table;
	try {
		const { areaName } = source;
		table = areaName === undefined ? tableFromIPC(bytes) : areaTable(bytes, areaName);
		const stream = areaName === undefined ? bytes : tableToIPC(table, 'stream');
		database.insert({ schema: 'pack', name: source.table }, piecesOf(table, stream));
	} catch (cause) {
		if (cause instanceof AppError && cause.code !== 'QUERY_FAILED') throw cause;
		if (cause instanceof AppError && cause.details['reason'] === 'memory') throw cause;
		const message = `${source.file} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`;
		throw new AppError('PACK_BROKEN', { file: source.file, bytes: bytes.length, message }, { cause });
	}
	return { rows: table.numRows, columns: usableColumns(table) };
}

async function readAll(
	body: ReadableStream<Uint8Array>,
	onBytes: (bytes: number) => void
): Promise<Uint8Array> {
	const chunks: Uint8Array[] = [];
	let length = 0;
	const reader = body.getReader();
	try {
		for (;;) {
			const { done, value } = await reader.read();
			if (done) break;
			chunks.push(value);
			length += value.length;
			onBytes(length);
		}
	} finally {
		void reader.cancel().catch(() => undefined); // after a broken read there is nothing left to cancel
	}
	const all = new Uint8Array(length);
	let at = 0;
	for (const chunk of chunks) {
		all.set(chunk, at);
		at += chunk.length;
	}
	return all;
}

/**
 * The stream as whole streams of bounded size: the module copies each into its memory, which never
 * shrinks again.
 */
export function* piecesOf(table: Table, bytes: Uint8Array, limit = PIECE_BYTES): Generator<Uint8Array> {
	if (bytes.length <= limit) {
		yield bytes;
		return;
	}
	const rows = Math.max(1, Math.floor((table.numRows * limit) / bytes.length));
	for (let from = 0; from < table.numRows; from += rows)
		yield tableToIPC(table.slice(from, from + rows), 'stream');
}
