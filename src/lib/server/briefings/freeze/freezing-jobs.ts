import { randomUUID } from 'node:crypto';
import type { FreezeState } from '#lib/model/briefing/contract.ts';
import { saidError } from '#lib/model/said-error.ts';
import { notFound } from '#lib/model/said-error.ts';
import { failureOf } from './failure-of.ts';

/** What is known of finished work is kept for the newest so many. */
const MOST_KNOWN = 100;
const MOST_WAITING = 10;

/** One piece of work; `onStep` is told which step it is at. */
export interface FreezingJob {
	readonly of: number;
	work(onStep: (step: number) => void): Promise<Exclude<FreezeState, { state: 'running' }>>;
}

/** Briefings that are being frozen, one after the other: each takes all that the machine can draw. */
export class FreezingJobs {
	readonly #states = new Map<string, FreezeState>();
	#before: Promise<unknown> = Promise.resolve();
	#running = 0;

	/** Begins a job when those before it are done. Answers its id, and what becomes of it. Throws OVERLOADED. */
	begin(job: FreezingJob): {
		readonly id: string;
		readonly done: Promise<Exclude<FreezeState, { state: 'running' }>>;
	} {
		if (this.#running >= MOST_WAITING)
			throw saidError(
				'OVERLOADED',
				{
					zh: `已有 ${MOST_WAITING} 份简报排队冻结，请过几分钟再试。`,
					en: `${MOST_WAITING} briefings wait to be frozen: try again in some minutes.`
				},
				{ retryAfter: 60 }
			);
		const id = randomUUID();
		const say = (state: FreezeState) => this.#states.set(id, state);
		say({ state: 'running', step: 0, of: job.of });
		this.#running++;
		const done = this.#before
			.then(() => job.work((step) => say({ state: 'running', step, of: job.of })))
			.catch((thrown: unknown) => ({
				state: 'failed' as const,
				failures: [failureOf('briefing', '', thrown)]
			}))
			.then((state) => {
				say(state);
				this.#running--;
				this.#forget();
				return state;
			});
		this.#before = done;
		return { id, done };
	}

	/** Throws NOT_FOUND for work that nobody began, or that was over long ago. */
	state(id: string): FreezeState {
		const state = this.#states.get(id);
		if (state) return state;
		throw notFound({
			zh: `没有编号为 ${id} 的冻结：请看简报列表。`,
			en: `Nothing is being frozen under ${id}: look into the list of briefings.`
		});
	}

	/** All that was begun is over. */
	async idle(): Promise<void> {
		await this.#before;
	}

	#forget(): void {
		for (const [id, { state }] of this.#states) {
			if (this.#states.size <= MOST_KNOWN) return;
			if (state !== 'running') this.#states.delete(id);
		}
	}
}
