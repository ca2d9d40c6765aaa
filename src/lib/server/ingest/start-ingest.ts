import { Worker } from 'node:worker_threads';
import { AppError } from '#lib/model/errors.ts';
import type { EpochMs, Milliseconds } from '#lib/model/units.ts';
import { openSqliteReader } from '../bus/sqlite-reader.ts';
import type { LiveConfig } from '../live/live-config.ts';
import { logOf } from '../log.ts';
import { INGEST_LIMITS, type IngestLimits } from './ingest-limits.ts';
import type { Ingest, IngestHealth } from './ingest.ts';
import { PendingAnswers } from './pending-answers.ts';
import type { FromThread, ThreadOptions, ToThread } from './thread-messages.ts';

export interface IngestOptions {
	readonly logDir: string;
	readonly config: LiveConfig;
	/** `mqttPort`: 0 lets the system choose; undefined: no embedded broker. */
	readonly listen: { readonly host: string; readonly mqttPort: number | undefined };
	/** A clock that differs from the machine's by a constant. */
	readonly now?: () => EpochMs;
	readonly limits?: Partial<IngestLimits>;
	/** By layer: the right that its reader needs from its first row on. */
	readonly rights?: Readonly<Record<string, string>>;
	/** How a thread is made; each one is the only writer of the log while it lives. */
	readonly spawn?: (options: ThreadOptions) => Worker;
}

const log = logOf('ingest');
const FIRST_RESTART: Milliseconds = 200;
const LAST_RESTART: Milliseconds = 10_000;
/** A thread that lived so long was well: its end is not the next of a series. */
const WELL_AFTER: Milliseconds = 60_000;

const spawnThread = (workerData: ThreadOptions) =>
	new Worker(new URL('./thread.ts', import.meta.url), { workerData });

/**
 * Starts the way in and opens the reading end of its log. When the thread dies it is started anew; who waited for
 * an answer is told OVERLOADED, and nothing acknowledged is lost. Throws what kept the log from being opened.
 */
export async function startIngest(options: IngestOptions): Promise<Ingest> {
	const { logDir, config, listen, now = Date.now, spawn = spawnThread } = options;
	const limits = { ...INGEST_LIMITS, ...options.limits };
	const pending = new PendingAnswers(limits, (message, moved) => worker.postMessage(message, moved));
	let health: IngestHealth = { sources: [], queue: 0, deadLetters: 0 };
	let mqttPort = listen.mqttPort;
	let closing = false;
	let restartIn = FIRST_RESTART;
	let restarting: NodeJS.Timeout | undefined;
	let worker = await open();
	const bus = openSqliteReader(logDir);
	const post = (message: ToThread) => worker.postMessage(message);

	/** Starts a thread; resolves when it has opened the log. */
	function open(): Promise<Worker> {
		const born = Date.now();
		const thread = spawn({
			logDir,
			config,
			host: listen.host,
			mqttPort,
			clockOffset: options.now ? now() - Date.now() : 0,
			limits,
			rights: options.rights ?? {}
		});
		return new Promise((resolve, reject) => {
			let isOpen = false;
			thread.on('message', (message: FromThread) => {
				if (message.kind !== 'open') return take(message);
				if (message.error) {
					void thread.terminate();
					return reject(AppError.revive(message.error));
				}
				isOpen = true;
				resolve(thread);
			});
			thread.on('error', (cause) => log.error({ err: cause }, 'the thread failed'));
			thread.on('exit', (code) => {
				if (!isOpen)
					return reject(new AppError('WORKER_CRASHED', { message: `Ingest ended at once (code ${code}).` }));
				if (closing) return pending.stop(new AppError('ABORTED', { message: 'The server stops.' }));
				if (Date.now() - born > WELL_AFTER) restartIn = FIRST_RESTART;
				restartLater();
			});
		});
	}

	function restartLater(): void {
		const problem = 'It failed and is being started anew: nothing is acknowledged until then.';
		pending.stop(new AppError('OVERLOADED', { message: `Ingest: ${problem}`, retryAfter: 1 }));
		health = { ...health, sources: [{ ...NO_COUNTS, id: 'ingest', state: 'failed', problem }] };
		restarting = setTimeout(() => void restart(), restartIn);
		restartIn = Math.min(LAST_RESTART, restartIn * 2);
	}

	async function restart(): Promise<void> {
		try {
			worker = await open();
		} catch (thrown) {
			log.error({ err: thrown }, 'the thread did not start');
			if (!closing) restartLater();
			return;
		}
		pending.start();
		bus.catchUp();
	}

	function take(message: Exclude<FromThread, { kind: 'open' }>): void {
		switch (message.kind) {
			case 'news':
				bus.take(message.news);
				return post({ kind: 'told', bytes: message.bytes });
			case 'behind':
				return bus.catchUp();
			case 'health':
				health = message.health;
				mqttPort = health.mqttPort ?? mqttPort;
				return;
			default:
				pending.answer(message);
		}
	}

	return {
		bus,
		post: (message) => pending.post(message),
		declare: (declaration) => pending.ask({ ask: 'declare', declaration }),
		retry: (ids) => pending.ask({ ask: 'retry', letters: ids.flatMap((id) => bus.deadLetter(id) ?? []) }),
		release: (offset) => post({ kind: 'release', offset }),
		health: () => ({ ...health, queue: health.queue + pending.posts }),
		async close() {
			closing = true;
			clearTimeout(restarting);
			await pending.ask({ ask: 'close' }).catch(() => undefined); // it is dead already
			await worker.terminate();
			pending.stop(new AppError('ABORTED', { message: 'The server stops.' }));
			bus.close();
		}
	};
}

const NO_COUNTS = { messages: 0, rows: 0, rejected: 0 } as const;
