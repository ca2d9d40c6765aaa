import type { DatabaseSync } from 'node:sqlite';
import { AppError } from '#lib/model/errors.ts';
import type { ScenarioFigures } from '#lib/model/scenario/contract.ts';
import type { ResultIndicator } from '#lib/model/scenario/result.ts';
import { scenarioRun, type ScenarioRun } from '#lib/model/scenario/scenario.ts';

/** Runs of one scenario that are kept; then the oldest go. */
export const MOST_RUNS = 200;

/** What was run over which scenario, and what came of it. */
export class RunLog {
	readonly #database: DatabaseSync;

	constructor(database: DatabaseSync) {
		this.#database = database;
	}

	/** Newest first. */
	of(scenario: string): readonly ScenarioRun[] {
		return this.#database
			.prepare('SELECT body FROM runs WHERE scenario = ? ORDER BY rowid DESC')
			.all(scenario)
			.map(({ body }) => scenarioRun.parse(JSON.parse(String(body))));
	}

	/** SHA-256 of what these inputs gave; undefined when nobody ran them. */
	digest(inputs: string): string | undefined {
		const row = this.#database.prepare('SELECT digest FROM runs WHERE inputs = ? LIMIT 1').get(inputs);
		return row && String(row['digest']);
	}

	/** Throws ACT_REFUSED when the same inputs gave something else before: then a model or a machine cannot be trusted. */
	refuseOther({ model, inputs, digest }: ScenarioRun): void {
		const known = this.digest(inputs);
		if (known === undefined || known === digest) return;
		throw new AppError('ACT_REFUSED', {
			message: `Model ${model} gave ${digest.slice(0, 12)} for inputs that gave ${known.slice(0, 12)} before: the same inputs must give the same bytes. The first result stays; say which machine ran the second.`,
			why: 'not-reproduced',
			inputs,
			known,
			digest
		});
	}

	/** Indicators of every result that is kept, by its inputs. */
	figures(): ScenarioFigures {
		return Object.fromEntries(
			this.#database
				.prepare('SELECT inputs, indicators FROM runs GROUP BY inputs')
				.all()
				.map(({ inputs, indicators }) => [
					String(inputs),
					JSON.parse(String(indicators)) as ResultIndicator[] // only we write here
				])
		);
	}

	/** Answers inputs whose result nobody refers to any more. */
	add(run: ScenarioRun, indicators: readonly ResultIndicator[]): readonly string[] {
		const { scenario, model, inputs, digest } = run;
		this.#database
			.prepare('INSERT INTO runs VALUES (?, ?, ?, ?, ?, ?)')
			.run(scenario, model, inputs, digest, JSON.stringify(run), JSON.stringify(indicators));
		const gone = this.#database
			.prepare(
				`DELETE FROM runs WHERE scenario = ? AND rowid NOT IN
				(SELECT rowid FROM runs WHERE scenario = ? ORDER BY rowid DESC LIMIT ?) RETURNING inputs`
			)
			.all(scenario, scenario, MOST_RUNS);
		return this.#withoutRun(gone);
	}

	/** Answers inputs whose result nobody refers to any more. */
	forget(scenario: string): readonly string[] {
		return this.#withoutRun(
			this.#database.prepare('DELETE FROM runs WHERE scenario = ? RETURNING inputs').all(scenario)
		);
	}

	#withoutRun(gone: readonly Record<string, unknown>[]): readonly string[] {
		return [...new Set(gone.map(({ inputs }) => String(inputs)))].filter(
			(inputs) => this.digest(inputs) === undefined
		);
	}
}
