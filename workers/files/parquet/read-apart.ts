import { tableFromIPC, type Table } from 'apache-arrow';
import { AppError } from '#lib/model/errors.ts';
import { connect } from '../../rpc.ts';
import type { Reading } from '../table/source-table.ts';
import { damaged } from './damaged.ts';
import type { ParquetApi } from './worker.ts';

/**
 * Reads a Parquet file with loaders.gl in a worker of its own, which ends with it: so the memory of its WebAssembly is
 * given back, and bytes at which that traps end nothing else. Throws INPUT_INVALID when it cannot be decoded, WORKER_CRASHED
 * when the worker did not start, ABORTED.
 */
export async function readApart(file: File, { signal, onBytes }: Reading): Promise<Table> {
	signal?.throwIfAborted();
	const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'parquet' });
	const { read, fail } = connect<ParquetApi>(worker);
	worker.addEventListener('error', (event) => {
		event.preventDefault(); // it is answered here
		if (event.message) fail(damaged(file.name, event.message));
		else fail(new AppError('WORKER_CRASHED', { message: 'the Parquet worker did not start' }));
	});
	worker.addEventListener('messageerror', () =>
		fail(new AppError('WORKER_CRASHED', { message: 'a message could not be read' }))
	);
	const abort = () => fail(new AppError('ABORTED'));
	signal?.addEventListener('abort', abort);
	try {
		return tableFromIPC(await read(file, onBytes));
	} finally {
		signal?.removeEventListener('abort', abort);
		worker.terminate();
	}
}
