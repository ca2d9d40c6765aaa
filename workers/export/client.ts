import { AppError } from '#lib/model/errors.ts';
import { connect, type Remote } from '../rpc.ts';
import type { ExportApi } from './api.ts';

export type { ExportFormat } from './api.ts';
export type { MadePoints } from './make-points.ts';

/** Runs one piece of work in a worker of its own, which ends with it. `signal` ends it early with ABORTED. */
export async function withExport<T>(
	work: (api: Remote<ExportApi>) => Promise<T>,
	signal?: AbortSignal
): Promise<T> {
	const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'export' });
	const api = connect<ExportApi>(worker);
	worker.addEventListener('error', (event) =>
		api.fail(new AppError('WORKER_CRASHED', { message: event.message || 'the export worker did not start' }))
	);
	const stop = () => api.fail(new AppError('ABORTED', { message: 'The export was stopped.' }));
	signal?.addEventListener('abort', stop);
	try {
		return await work(api);
	} finally {
		signal?.removeEventListener('abort', stop);
		worker.terminate();
	}
}
