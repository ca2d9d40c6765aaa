import { AppError } from '#lib/model/errors.ts';
import { notFound } from '#lib/model/said-error.ts';
import type { RunToKeep } from '#lib/model/scenario/contract.ts';
import type { EpochMs } from '#lib/model/units.ts';
import { flattenScenario, type FlatScenario } from '#lib/scenarios/flat-scenario.ts';
import type { ModelRun } from '#lib/scenarios/run-model.ts';
import type { Acting } from '#lib/state/acting.svelte.ts';
import { operator } from '#lib/state/operator.svelte.ts';
import type { Scenarios } from '#lib/state/scenarios.svelte.ts';
import { runsToKeep } from '#lib/scenarios/runs-to-keep.ts';

/** A model over a scenario that is kept. */
export interface RunOrder {
	readonly scenario: string;
	readonly model: string;
}

/** How far the run is that is being computed. */
export interface RunProgress extends RunOrder {
	/** 0 … 1. */
	readonly done: number;
	/** Of what is solved step by step: the newest last. */
	readonly residuals: readonly number[];
	readonly since: EpochMs;
}

/** Where models are computed. */
export interface ModelWorker {
	run(
		flat: FlatScenario,
		model: string,
		progress: (done: number, residual?: number) => void,
		signal: AbortSignal
	): Promise<ModelRun>;
}

/** Residuals that a chart of the run shows. */
const MOST_RESIDUALS = 2000;

const keyOf = ({ scenario, model }: RunOrder) => `${scenario} ${model}`;

/** Runs models one after the other, off the page; what they give is looked at here, and kept by the server. */
export class ModelRuns {
	readonly #scenarios: Scenarios;
	readonly #acting: Acting;
	readonly #worker: ModelWorker;
	#waiting = $state.raw<readonly RunOrder[]>([]);
	#progress = $state.raw<RunProgress | undefined>();
	#failures = $state.raw<ReadonlyMap<string, AppError>>(new Map());
	#stop: AbortController | undefined;

	constructor(scenarios: Scenarios, acting: Acting, worker: ModelWorker) {
		this.#scenarios = scenarios;
		this.#acting = acting;
		this.#worker = worker;
	}

	/** What is being computed; undefined: nothing. */
	get progress(): RunProgress | undefined {
		return this.#progress;
	}
	get waiting(): readonly RunOrder[] {
		return this.#waiting;
	}
	/** It is being computed, or waits for that. */
	isOrdered(order: RunOrder): boolean {
		return [...this.#waiting, ...(this.#progress ? [this.#progress] : [])].some(
			(one) => keyOf(one) === keyOf(order)
		);
	}
	/** Why the last run of it gave nothing. */
	failure(order: RunOrder): AppError | undefined {
		return this.#failures.get(keyOf(order));
	}

	/** Runs what is not ordered yet, after what is. */
	order(...orders: readonly RunOrder[]): void {
		const fresh = orders.filter((one) => !this.isOrdered(one));
		this.#failures = new Map([...this.#failures].filter(([key]) => !fresh.some((one) => keyOf(one) === key)));
		this.#waiting = [...this.#waiting, ...fresh];
		if (!this.#progress) void this.#work();
	}
	/** Gives up what is being computed and what waits. */
	cancel(): void {
		this.#waiting = [];
		this.#stop?.abort();
	}
	/** Sends what only this page has to the server. */
	keepHeld(): void {
		const { held } = this.#scenarios;
		if (held.length > 0) this.#keep(held.toReversed());
	}
	dispose(): void {
		this.cancel();
	}

	async #work(): Promise<void> {
		for (let [next, ...rest] = this.#waiting; next; [next, ...rest] = this.#waiting) {
			this.#waiting = rest;
			this.#progress = { ...next, done: 0, residuals: [], since: Date.now() };
			try {
				await this.#run(next);
			} catch (thrown) {
				const error = AppError.from(thrown);
				if (error.code !== 'ABORTED') this.#failures = new Map(this.#failures).set(keyOf(next), error);
			}
			this.#progress = undefined;
		}
	}

	async #run({ scenario, model }: RunOrder): Promise<void> {
		const stop = (this.#stop = new AbortController());
		const chain = this.#scenarios.chain(scenario);
		if (!chain?.[0])
			throw notFound(
				{ zh: `方案 ${scenario} 已经不在了。`, en: `There is no scenario ${scenario} any more.` },
				{ scenario }
			);
		const flat = flattenScenario(chain);
		const run = await this.#worker.run(
			flat,
			model,
			(done, residual) => this.#hear(done, residual),
			stop.signal
		);
		const given = runsToKeep(run, chain[0], { by: operator.name, where: 'browser', at: Date.now() });
		const fresh = given.filter(
			({ run: { model: of, inputs, digest } }) =>
				of === model ||
				!this.#scenarios.runs(scenario).some((one) => one.inputs === inputs && one.digest === digest)
		);
		for (const held of fresh) this.#scenarios.hold(held);
		this.#keep(fresh);
	}

	#hear(done: number, residual: number | undefined): void {
		if (!this.#progress) return;
		const residuals =
			residual === undefined ? this.#progress.residuals : [...this.#progress.residuals, residual];
		this.#progress = { ...this.#progress, done, residuals: residuals.slice(-MOST_RESIDUALS) };
	}

	/** In their order: a model's result after those that it took. */
	#keep(held: readonly RunToKeep[]): void {
		this.#acting.attempt(async (by, token) => {
			for (const one of held) await this.#scenarios.keepRun(one, by, token);
		});
	}
}
