import { AppError } from '#lib/model/errors.ts';
import { connect, type Endpoint, type Remote } from '../rpc.ts';
import type { AnalyticsApi } from './api.ts';

/** What is needed of a worker; tests put a channel here. */
export interface AnalyticsWorker extends Endpoint {
	addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
	addEventListener(type: 'error' | 'messageerror', listener: (event: Event) => void): void;
	terminate(): void;
}

/** One analytics worker, from its start to its end. */
export interface RunningWorker {
	readonly api: Remote<AnalyticsApi>;
	/** Questions under way. */
	asked: number;
	/** Fails every call under way and to come. */
	end(reason: AppError): void;
}

export function runWorker(
	worker: AnalyticsWorker,
	onCrash: (running: RunningWorker, error: AppError) => void
): RunningWorker {
	const api = connect<AnalyticsApi>(worker);
	const running: RunningWorker = {
		api,
		asked: 0,
		end: (reason) => {
			worker.terminate();
			api.fail(reason);
		}
	};
	worker.addEventListener('error', (event) => {
		const message = (event as Partial<ErrorEvent>).message || 'the analytics worker did not start';
		onCrash(running, new AppError('WORKER_CRASHED', { message }));
	});
	worker.addEventListener('messageerror', () =>
		onCrash(running, new AppError('WORKER_CRASHED', { message: 'a message could not be read' }))
	);
	return running;
}
