import { Worker } from 'node:worker_threads';
import { AppError } from '#lib/model/errors.ts';
import type { EpochMs, Milliseconds } from '#lib/model/units.ts';
import type { EngineOptions } from './engine.ts';
import type { Historian, HistorianHealth, WindowAnswer } from './historian.ts';
import type { Answers, FromThread, Question, ThreadOptions, ToThread } from './thread-messages.ts';

export interface HistorianOptions
	extends Pick<EngineOptions, 'logDir' | 'dir'>, Partial<Omit<EngineOptions, 'logDir' | 'dir'>> {
	/** The clock by which hours are sealed and old days go. */
	readonly now?: () => EpochMs;
	/** Between two looks at the clock and the log, when nobody notifies. */
	readonly tickEvery?: Milliseconds;
	/** Least time between two transactions. */
	readonly commitEvery?: Milliseconds;
}

export const HISTORIAN_DEFAULTS = {
	memoryMb: 512,
	retain: { days: 30, bytes: 20 * 2 ** 30 },
	sealAfter: 120_000,
	keyframeRows: 250_000,
	tickEvery: 1000,
	commitEvery: 250
} as const;

interface Pending {
	resolve(value: never): void;
	reject(error: AppError): void;
}

/** Starts the historian's thread; the log must exist. Throws what kept its database from being opened. */
export async function startHistorian(options: HistorianOptions): Promise<Historian> {
	const { now = Date.now, ...given } = options;
	const { tickEvery, ...data }: ThreadOptions & { tickEvery: Milliseconds } = {
		...HISTORIAN_DEFAULTS,
		...given
	};
	const worker = new Worker(new URL('./thread.ts', import.meta.url), { workerData: data });
	const pending = new Map<number, Pending>();
	let ids = 0;
	let health: HistorianHealth = { offset: 0, sealedOffset: 0, lagRecords: 0, bytes: 0 };
	const post = (message: ToThread) => worker.postMessage(message);
	const tick = () => post({ kind: 'tick', now: now() });
	const ticking = setInterval(tick, tickEvery);
	ticking.unref();
	let ended: AppError | undefined;
	let end: (error: AppError) => void = () => undefined;
	const hasCrashed = new Promise<AppError>((resolve) => (end = resolve));
	const ask = <Q extends Question>(question: Q): Promise<Answers[Q['ask']]> =>
		new Promise((resolve, reject) => {
			if (ended) return reject(ended);
			const id = ++ids;
			pending.set(id, { resolve, reject });
			post({ kind: 'question', id, ...question });
		});
	const crashed = (reason: string) => {
		const error = (ended ??= new AppError('WORKER_CRASHED', {
			message: `The historian stopped: ${reason}.`
		}));
		end(error);
		clearInterval(ticking);
		health = { ...health, failure: error.message };
		for (const { reject } of pending.values()) reject(error);
		pending.clear();
		return error;
	};

	await new Promise<void>((resolve, reject) => {
		worker.on('message', (message: FromThread) => {
			if (message.kind === 'health') health = message.health;
			else if (message.kind === 'open')
				if (message.error) reject(AppError.revive(message.error));
				else resolve();
			else {
				const asked = pending.get(message.id);
				pending.delete(message.id);
				if (message.kind === 'error') asked?.reject(AppError.revive(message.error));
				else asked?.resolve(message.value as never); // the answer to this id's question
			}
		});
		worker.on('error', (cause) => reject(crashed(cause instanceof Error ? cause.message : String(cause))));
		worker.on('exit', (code) => reject(crashed(`code ${code}`)));
	});

	tick();
	return {
		crashed: hasCrashed,
		restriction: (layer) => ask({ ask: 'restriction', layer }),
		coverage: (layer) => ask({ ask: 'coverage', ...(layer !== undefined && { layer }) }),
		async window({ signal, ...request }) {
			const stream = ++ids;
			const drop = () => void ask({ ask: 'drop', stream }).catch(() => undefined);
			signal?.throwIfAborted();
			signal?.addEventListener('abort', drop);
			const answer = await ask({ ask: 'window', stream, request });
			return { ...answer, stream: chunksOf(() => ask({ ask: 'next', stream }), drop, signal) };
		},
		at: (layer, t, by, stamps = false) => ask({ ask: 'at', layer, t, by, stamps }),
		lendFiles: (layers) => ask({ ask: 'files', layers }),
		release: (lease) => void ask({ ask: 'release', lease }).catch(() => undefined), // one that stopped holds nothing
		notify: (offset) => post({ kind: 'notify', offset }),
		health: () => health,
		async close() {
			clearInterval(ticking);
			worker.removeAllListeners('exit');
			// The thread ends by itself: to end it in the middle of native work would end the whole process.
			const hasExited = new Promise((resolve) => worker.once('exit', resolve));
			await ask({ ask: 'close' });
			await hasExited;
		}
	};
}

/** Chunks as they are asked for; ending the loop early, or the signal, gives the stream up. */
async function* chunksOf(
	next: () => Promise<Uint8Array | undefined>,
	drop: () => void,
	signal: AbortSignal | undefined
): WindowAnswer['stream'] {
	let ended = false;
	try {
		// The next chunk is made while this one is on its way.
		let coming = next();
		for (;;) {
			const chunk = await coming;
			if (!chunk) {
				ended = true;
				return;
			}
			coming = next();
			coming.catch(() => undefined);
			yield chunk;
		}
	} finally {
		signal?.removeEventListener('abort', drop);
		if (!ended) drop();
	}
}
