import { Worker } from 'node:worker_threads';
import { AppError } from '#lib/model/errors.ts';
import type { SourceAnswer, SourceOptions, SourceTask } from './source-worker.ts';

/**
 * Makes the city's open data files in a thread of its own: what a large city takes of memory is given back
 * before the import begins, and an interrupt is heard at once.
 */
export async function writeSources(task: SourceTask, signal: AbortSignal): Promise<SourceOptions> {
	signal.throwIfAborted();
	const worker = new Worker(new URL('./source-worker.ts', import.meta.url), { workerData: task });
	const stop = () => void worker.terminate();
	signal.addEventListener('abort', stop, { once: true });
	try {
		const answer = await new Promise<SourceAnswer>((resolve, reject) => {
			worker.once('message', resolve);
			worker.once('error', reject);
			worker.once('exit', () =>
				reject(
					new AppError('WORKER_CRASHED', { message: 'The thread that makes the demo city ended early.' })
				)
			);
		});
		if ('error' in answer) throw AppError.revive(answer.error);
		return answer.options;
	} catch (thrown) {
		signal.throwIfAborted();
		throw thrown;
	} finally {
		signal.removeEventListener('abort', stop);
		await worker.terminate();
	}
}
