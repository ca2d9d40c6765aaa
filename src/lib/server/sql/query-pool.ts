import type { Milliseconds } from '#lib/model/units.ts';
import { Turns } from '#lib/server/historian/turns.ts';
import type { RunnerOptions, SqlAnswer, SqlJob } from './job.ts';
import { QueryProcess } from './query-process.ts';

const AT_ONCE = 2;
const MOST_WAITING = 8;
/** A process that nobody needed for so long is ended. */
const IDLE: Milliseconds = 60_000;

/** Processes that answer questions: started when first needed, kept for the next question, ended when idle. */
export class QueryPool {
	readonly #options: RunnerOptions;
	readonly #turns = new Turns(AT_ONCE, MOST_WAITING);
	readonly #all = new Set<QueryProcess>();
	readonly #idle: { readonly runner: QueryProcess; readonly timer: NodeJS.Timeout }[] = [];

	constructor(options: RunnerOptions) {
		this.#options = options;
	}

	/** Throws OVERLOADED when too many wait, QUERY_FAILED, QUERY_CANCELLED. */
	async run(job: SqlJob, signal: AbortSignal): Promise<SqlAnswer> {
		await this.#turns.take();
		const runner = this.#take();
		try {
			return await runner.run(job, signal);
		} finally {
			this.#put(runner);
			this.#turns.give();
		}
	}

	async close(): Promise<void> {
		for (const { timer } of this.#idle) clearTimeout(timer);
		const areDone = this.#turns.close();
		await Promise.all([...this.#all].map((runner) => runner.close()));
		await areDone;
	}

	#take(): QueryProcess {
		const idle = this.#idle.pop();
		if (idle) clearTimeout(idle.timer);
		if (idle && !idle.runner.isOver) return idle.runner;
		if (idle) this.#all.delete(idle.runner);
		const runner = new QueryProcess(this.#options);
		this.#all.add(runner);
		return runner;
	}

	#put(runner: QueryProcess): void {
		if (runner.isOver) return void this.#all.delete(runner);
		const timer = setTimeout(() => {
			this.#idle.splice(
				this.#idle.findIndex((idle) => idle.runner === runner),
				1
			);
			this.#all.delete(runner);
			void runner.close();
		}, IDLE);
		timer.unref();
		this.#idle.push({ runner, timer });
	}
}
