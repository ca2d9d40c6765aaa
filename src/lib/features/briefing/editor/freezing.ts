import { createSubscriber } from 'svelte/reactivity';
import type { FreezeState } from '#lib/model/briefing/contract.ts';
import type { FreezeFailure } from '#lib/model/briefing/frozen.ts';
import { AppError } from '#lib/model/errors.ts';
import type { Briefings } from '#lib/state/briefings.svelte.ts';

const LOOK_EVERY_MS = 500;

/** One freezing after another of a draft: how far it is, and at what it failed. */
export class Freezing {
	#state: FreezeState | undefined;
	#error: AppError | undefined;
	/** Whoever reads is told of changes. */
	#tell = (): void => undefined;
	readonly #read = createSubscriber((tell) => {
		this.#tell = tell;
		return () => (this.#tell = () => undefined);
	});
	readonly #briefings: Pick<Briefings, 'freeze' | 'freezing'>;
	readonly #stop = new AbortController();

	constructor(briefings: Pick<Briefings, 'freeze' | 'freezing'>) {
		this.#briefings = briefings;
	}

	get state(): FreezeState | undefined {
		this.#read();
		return this.#state;
	}
	get running(): boolean {
		return this.state?.state === 'running';
	}
	/** Why the server could not be asked. */
	get error(): AppError | undefined {
		this.#read();
		return this.#error;
	}
	/** What of the draft could not be frozen: of a step's figure, a binding, a card, or of all. */
	get failures(): readonly FreezeFailure[] {
		return this.state?.state === 'failed' ? this.state.failures : [];
	}

	/** Freezes and answers the id of the briefing; undefined when something failed. Throws what the server refused. */
	async run(
		draft: string,
		asked: Parameters<Briefings['freeze']>[1],
		token: string | undefined
	): Promise<string | undefined> {
		this.#set({ state: 'running', step: 0, of: 1 });
		try {
			const job = await this.#briefings.freeze(draft, asked, token);
			let state = await this.#briefings.freezing(job, this.#stop.signal);
			while (state.state === 'running') {
				this.#set(state);
				await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
				state = await this.#briefings.freezing(job, this.#stop.signal);
			}
			this.#set(state);
			return state.state === 'done' ? state.id : undefined;
		} catch (thrown) {
			this.#set(undefined, AppError.from(thrown));
			throw thrown;
		}
	}

	dispose(): void {
		this.#stop.abort();
	}

	#set(state: FreezeState | undefined, error?: AppError): void {
		this.#state = state;
		this.#error = error;
		this.#tell();
	}
}
