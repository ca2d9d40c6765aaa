import type { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { AppError } from '#lib/model/errors.ts';
import type { KeptScenario, RunToKeep, ScenarioFigures, ScenarioList } from '#lib/model/scenario/contract.ts';
import type { Scenario, ScenarioDraft, ScenarioRun, ScenarioStatus } from '#lib/model/scenario/scenario.ts';
import { logOf } from '#lib/server/log.ts';
import { checkStatus } from './check-status.ts';
import { ResultFiles } from './result-files.ts';
import { RunLog } from './run-log.ts';
import { ScenarioBook, type By } from './scenario-book.ts';
import { atOnce, openScenarioDatabase } from './scenario-database.ts';

const log = logOf('scenarios');

/** What the models say of inputs and results. */
export interface RunJudge {
	/** SHA-256 of what would go into a model over a scenario (first of the chain) as it is now. Throws INPUT_INVALID for a model that this server does not know. */
	readonly inputs: (model: string, chain: readonly Scenario[]) => string;
	/** The JSON that is kept, whose SHA-256 is the digest. */
	readonly canonical: (result: unknown) => Promise<{ readonly json: string; readonly digest: string }>;
}

export interface CityScenariosOptions {
	/** `<data>/scenarios/<city>`. */
	readonly dir: string;
	readonly city: string;
	/** Version of the pack that is served. */
	readonly pack: string;
	readonly judge: RunJudge;
	readonly onChanged: (rev: number) => void;
}

/** Scenarios of one city, what was run over them, and what came out. */
export class CityScenarios {
	readonly #options: CityScenariosOptions;
	readonly #database: DatabaseSync;
	readonly #book: ScenarioBook;
	readonly #runs: RunLog;
	readonly results: ResultFiles;

	constructor(options: CityScenariosOptions) {
		this.#options = options;
		this.#database = openScenarioDatabase(options.dir);
		this.#book = new ScenarioBook(this.#database, options.city);
		this.#runs = new RunLog(this.#database);
		this.results = new ResultFiles(join(options.dir, 'results'));
	}

	/** Grows with each change, also over restarts. */
	get rev(): number {
		return Number(this.#database.prepare(`SELECT value FROM meta WHERE key = 'rev'`).get()?.['value']);
	}
	list(): ScenarioList {
		return { rev: this.rev, scenarios: this.#book.all.map((one) => this.#withRuns(one)) };
	}
	figures(): ScenarioFigures {
		return this.#runs.figures();
	}
	/** Throws NOT_FOUND. */
	get(id: string): KeptScenario {
		return this.#withRuns(this.#book.get(id));
	}

	/** Throws NOT_FOUND for its parent, ACT_REFUSED, OVERLOADED. */
	add(draft: ScenarioDraft, by: By): KeptScenario {
		return this.#withRuns(this.#change(() => this.#book.add(draft, this.#options.pack, by)));
	}
	/** Throws NOT_FOUND, ACT_REFUSED. */
	replace(id: string, draft: ScenarioDraft, rev: number, { at }: By): KeptScenario {
		return this.#withRuns(this.#change(() => this.#book.replace(id, draft, this.#options.pack, rev, at)));
	}
	/** Throws NOT_FOUND; ACT_REFUSED with the reason. */
	move(id: string, status: ScenarioStatus, rev: number, by: By, note?: string): KeptScenario {
		const chain = this.#book.chain(id);
		checkStatus(status, { chain, all: this.#book.all, runs: this.#present(chain) });
		return this.#withRuns(this.#change(() => this.#book.move(id, status, rev, by, note)));
	}
	/** Throws NOT_FOUND, ACT_REFUSED. */
	forget(id: string): void {
		const unused = this.#change(() => {
			this.#book.forget(id);
			return this.#runs.forget(id);
		});
		for (const inputs of unused) this.results.forget(inputs);
	}

	/** Keeps what a model gave. Throws NOT_FOUND; ACT_REFUSED unless it is of the scenario as it is now, and what these inputs give. */
	async keepRun(id: string, { run, result }: RunToKeep): Promise<KeptScenario> {
		this.#checkRun(id, run, result);
		const { json, digest } = await this.#options.judge.canonical(result);
		if (digest !== run.digest)
			throw new AppError('ACT_REFUSED', {
				message: `The result of ${run.model} has digest ${digest.slice(0, 12)}, its run says ${run.digest.slice(0, 12)}: it was changed on its way.`,
				why: 'digest'
			});
		const zipped = await this.results.zip(json);
		// Nobody comes between from here on.
		this.#refuseOther(run);
		this.results.keep(run.inputs, zipped);
		for (const inputs of this.#change(() => this.#runs.add(run, result.indicators)))
			this.results.forget(inputs);
		return this.get(id);
	}

	close(): void {
		this.#database.close();
	}

	#checkRun(id: string, run: ScenarioRun, result: RunToKeep['result']): void {
		const chain = this.#book.chain(id);
		const { converged } = result.convergence ?? { converged: true };
		if (
			run.scenario !== id ||
			run.model !== result.model ||
			run.version !== result.version ||
			run.converged !== converged
		)
			throw new AppError('INPUT_INVALID', {
				message: `The run names another scenario, model, version or end than its result of ${result.model} over ${id}.`
			});
		if (this.#options.judge.inputs(run.model, chain) !== run.inputs)
			throw new AppError('ACT_REFUSED', {
				message: `Model ${run.model} was run over something else than scenario ${chain[0]!.name} as it is now: run it again.`,
				why: 'stale-run'
			});
	}

	#refuseOther(run: ScenarioRun): void {
		try {
			this.#runs.refuseOther(run);
		} catch (thrown) {
			const error = AppError.from(thrown);
			log.error({ ...error.details }, error.message);
			throw error;
		}
	}

	/** Runs of the scenario as it is now. */
	#present(chain: readonly Scenario[]): readonly ScenarioRun[] {
		const inputs = new Map<string, string | undefined>();
		const inputsOf = (model: string) => {
			if (!inputs.has(model)) inputs.set(model, this.#inputsNow(model, chain));
			return inputs.get(model);
		};
		return this.#runs.of(chain[0]!.id).filter((run) => inputsOf(run.model) === run.inputs);
	}
	/** Undefined for a model that is no more: nothing of it is of now. */
	#inputsNow(model: string, chain: readonly Scenario[]): string | undefined {
		try {
			return this.#options.judge.inputs(model, chain);
		} catch (thrown) {
			if (AppError.from(thrown).code === 'INPUT_INVALID') return undefined;
			throw thrown;
		}
	}

	#withRuns(one: Scenario): KeptScenario {
		return { ...one, runs: this.#runs.of(one.id) };
	}

	#change<T>(act: () => T): T {
		const done = atOnce(this.#database, () => {
			const acted = act();
			this.#database.exec(`UPDATE meta SET value = value + 1 WHERE key = 'rev'`);
			return acted;
		});
		this.#options.onChanged(this.rev);
		return done;
	}
}
