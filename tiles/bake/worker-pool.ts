import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { AppError } from '#lib/model/errors.ts';
import type { SerialisedError } from '#lib/model/errors.ts';
import type { BakeTask } from './bake-worker.ts';

interface Waiting {
	readonly task: BakeTask;
	readonly transfer: readonly ArrayBuffer[];
	readonly resolve: (result: never) => void;
	readonly reject: (error: AppError) => void;
}

/** Threads that bake; tasks wait in order until one is free. */
export class WorkerPool {
	readonly size: number;
	readonly #idle: Worker[] = [];
	readonly #workers = new Set<Worker>();
	readonly #queue: Waiting[] = [];
	readonly #running = new Map<Worker, Waiting>();
	#id = 0;
	#closed = false;

	constructor(size = Math.max(1, availableParallelism())) {
		this.size = size;
	}

	/** Runs a task on a thread; an urgent one is next. The caller says the result's type by the task's. */
	run<R>(task: BakeTask, transfer: readonly ArrayBuffer[] = [], urgent = false): Promise<R> {
		return new Promise<R>((resolve, reject) => {
			const waiting = { task, transfer, resolve: resolve as (result: never) => void, reject };
			if (urgent) this.#queue.unshift(waiting);
			else this.#queue.push(waiting);
			this.#next();
		});
	}

	async close(): Promise<void> {
		this.#closed = true;
		await Promise.all([...this.#workers].map((worker) => worker.terminate()));
		this.#workers.clear();
	}

	#next(): void {
		if (this.#closed || this.#queue.length === 0) return;
		const worker = this.#idle.pop() ?? this.#start();
		if (!worker) return;
		const waiting = this.#queue.shift()!;
		this.#running.set(worker, waiting);
		worker.postMessage({ id: this.#id++, task: waiting.task }, [...new Set(waiting.transfer)]);
	}

	#start(): Worker | undefined {
		if (this.#workers.size >= this.size) return undefined;
		const worker = new Worker(new URL('./bake-worker.ts', import.meta.url));
		this.#workers.add(worker);
		worker.on('message', (message: { result?: never; error?: SerialisedError }) => {
			const waiting = this.#running.get(worker);
			this.#running.delete(worker);
			this.#idle.push(worker);
			if (message.error) waiting?.reject(AppError.revive(message.error));
			else waiting?.resolve(message.result as never);
			this.#next();
		});
		worker.on('error', (error) => {
			this.#workers.delete(worker);
			this.#running
				.get(worker)
				?.reject(
					new AppError(
						'WORKER_CRASHED',
						{ message: `A baking thread failed: ${error.message}` },
						{ cause: error }
					)
				);
			this.#running.delete(worker);
			this.#next();
		});
		return worker;
	}
}
