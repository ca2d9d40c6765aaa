import { Worker } from 'node:worker_threads';
import { AppError } from '#lib/model/errors.ts';
import type { Answers, FromThread, LayerRows, Question, ThreadOptions, ToThread } from './thread-messages.ts';

/** The thread that computes indicators; it takes and answers everything in the order in which it was sent. */
export interface IndicatorThread {
	ask<Q extends Question>(question: Q): Promise<Answers[Q['ask']]>;
	/** The layer is these rows from now on; their arrays are given away. */
	put(rows: LayerRows): void;
	/** Resolves when it ended by itself, with why; it answers nothing afterwards. */
	readonly crashed: Promise<AppError>;
	/** Ends it: what it computes is given up, all else that it was asked is answered. */
	close(): Promise<void>;
}

interface Pending {
	resolve(value: never): void;
	reject(error: AppError): void;
}

/** Starts the thread. Throws what kept its databases from being opened. */
export async function startThread(options: ThreadOptions): Promise<IndicatorThread> {
	const worker = new Worker(new URL('./thread.ts', import.meta.url), { workerData: options });
	const pending = new Map<number, Pending>();
	let ids = 0;
	let ended: AppError | undefined;
	let end: (error: AppError) => void = () => undefined;
	const crashed = new Promise<AppError>((resolve) => (end = resolve));
	/** Whoever waits for an answer, or asks from now on, hears this. */
	const answerNoMore = (error: AppError): AppError => {
		ended ??= error;
		for (const { reject } of pending.values()) reject(ended);
		pending.clear();
		return ended;
	};
	const crash = (reason: string): AppError => {
		const message = `The thread of indicators stopped: ${reason}.`;
		const error = answerNoMore(new AppError('WORKER_CRASHED', { message }));
		end(error);
		return error;
	};
	const ask = <Q extends Question>(question: Q): Promise<Answers[Q['ask']]> =>
		new Promise((resolve, reject) => {
			if (ended) return reject(ended);
			const id = ++ids;
			pending.set(id, { resolve, reject });
			worker.postMessage({ kind: 'question', id, ...question } satisfies ToThread);
		});

	await new Promise<void>((resolve, reject) => {
		worker.on('message', (message: FromThread) => {
			if (message.kind === 'open') {
				if (message.error) reject(AppError.revive(message.error));
				else resolve();
				return;
			}
			const asked = pending.get(message.id);
			pending.delete(message.id);
			if (message.kind === 'error') asked?.reject(AppError.revive(message.error));
			else asked?.resolve(message.value as never); // the answer to this id's question
		});
		worker.on('error', (cause) => reject(crash(cause instanceof Error ? cause.message : String(cause))));
		worker.on('exit', (code) => reject(crash(`code ${code}`)));
	});

	return {
		ask,
		put: (rows) => worker.postMessage({ kind: 'layer', rows } satisfies ToThread, buffersOf(rows)),
		crashed,
		async close() {
			worker.removeAllListeners('exit');
			// The thread ends by itself: to end it in the middle of native work would end the whole process.
			const hasExited = new Promise((resolve) => worker.once('exit', resolve));
			worker.postMessage({ kind: 'abort' } satisfies ToThread);
			await ask({ ask: 'close' });
			await hasExited;
			answerNoMore(new AppError('ABORTED', { message: 'Indicators are being closed.' }));
		}
	};
}

function buffersOf({ idx, stale, numbers, texts }: LayerRows): ArrayBuffer[] {
	const arrays = [
		idx,
		stale,
		...numbers.map(({ values }) => values),
		...texts.map(({ codes }) => codes)
	] as readonly { readonly buffer: ArrayBufferLike }[];
	const buffers = new Set(arrays.map(({ buffer }) => buffer));
	return [...buffers].filter((buffer): buffer is ArrayBuffer => buffer instanceof ArrayBuffer);
}
