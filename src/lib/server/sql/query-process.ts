import { fork, type ChildProcess } from 'node:child_process';
import { setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';
import { AppError } from '#lib/model/errors.ts';
import type { Milliseconds } from '#lib/model/units.ts';
import type { FromRunner, RunnerOptions, SqlAnswer, SqlJob, ToRunner } from './job.ts';
import { tooLong } from './too-long.ts';

/** After its own limit, or after it was told to stop, a process may take so long before it is killed. */
const GRACE: Milliseconds = 5000;
/** A busy machine may take so long to start one. */
const STARTING: Milliseconds = 60_000;
/** Live data and pages come before questions. */
const NICE = 10;
const HEAP_MB = 1024;

interface Waiting {
	resolve(answer: SqlAnswer): void;
	reject(error: AppError): void;
}

/**
 * A process of its own for questions: what a query does to it, memory and all, is not done to the server, and one that
 * will not stop is killed.
 */
export class QueryProcess {
	readonly #child: ChildProcess;
	readonly #timeLimit: Milliseconds;
	#waiting: Waiting | undefined;
	#killing: NodeJS.Timeout | undefined;
	#isLate = false;
	#isOver = false;

	constructor(options: RunnerOptions) {
		this.#timeLimit = options.timeLimit;
		this.#child = fork(fileURLToPath(new URL('./runner.ts', import.meta.url)), [JSON.stringify(options)], {
			serialization: 'advanced',
			execArgv: [`--max-old-space-size=${HEAP_MB}`],
			env: { UV_THREADPOOL_SIZE: '2' },
			stdio: ['ignore', 'ignore', 'inherit', 'ipc']
		});
		if (this.#child.pid !== undefined) yieldTo(this.#child.pid);
		this.#child.on('message', (message: FromRunner) => {
			if (message.kind === 'begun') return this.#waiting && this.#killAfter(this.#timeLimit + GRACE);
			const waiting = this.#waiting;
			this.#waiting = undefined;
			if (message.kind === 'answer') waiting?.resolve(message.answer);
			else waiting?.reject(AppError.revive(message.error));
		});
		this.#child.on('exit', () => this.#ended());
		this.#child.on('error', () => this.#ended());
	}

	/** It ended, or was killed: it answers nothing more. */
	get isOver(): boolean {
		return this.#isOver;
	}

	/** One question at a time. `signal` cancels it. */
	async run(job: SqlJob, signal: AbortSignal): Promise<SqlAnswer> {
		if (signal.aborted) throw new AppError('QUERY_CANCELLED');
		this.#killAfter(STARTING);
		const cancel = () => {
			this.#post({ kind: 'cancel' });
			this.#killAfter(GRACE);
		};
		signal.addEventListener('abort', cancel);
		try {
			return await new Promise<SqlAnswer>((resolve, reject) => {
				this.#waiting = { resolve, reject };
				if (this.#isOver) this.#ended();
				else this.#post({ kind: 'run', job });
			});
		} catch (cause) {
			throw signal.aborted ? new AppError('QUERY_CANCELLED', {}, { cause }) : cause;
		} finally {
			clearTimeout(this.#killing);
			signal.removeEventListener('abort', cancel);
		}
	}

	/** Ends it; what it runs fails. */
	async close(): Promise<void> {
		if (this.#isOver) return;
		const hasExited = new Promise((resolve) => this.#child.once('exit', resolve));
		this.#child.kill('SIGKILL');
		await hasExited;
	}

	#killAfter(time: Milliseconds): void {
		clearTimeout(this.#killing);
		this.#killing = setTimeout(() => {
			this.#isLate = true;
			this.#child.kill('SIGKILL');
		}, time);
	}

	#post(message: ToRunner): void {
		if (this.#child.connected) this.#child.send(message);
	}

	#ended(): void {
		this.#isOver = true;
		this.#waiting?.reject(this.#isLate ? tooLong(this.#timeLimit) : outOfMemory());
		this.#waiting = undefined;
	}
}

/** It ended by itself: mostly because it could not get more memory. */
const outOfMemory = () =>
	new AppError('QUERY_FAILED', {
		reason: 'memory',
		message: 'The query was ended because it needed more memory than it may use: ask for less at once.'
	});

function yieldTo(pid: number): void {
	try {
		setPriority(pid, NICE);
	} catch {
		// It has ended already, which its exit says.
	}
}
