import { AppError } from '#lib/model/errors.ts';
import type { KeptScenario } from '#lib/model/scenario/contract.ts';
import type { ModelResult, ResultLayer } from '#lib/model/scenario/result.ts';
import type { ParameterValue, ScenarioRun } from '#lib/model/scenario/scenario.ts';
import { SCENARIO_LAYER } from '#lib/model/view-spec.ts';
import { flattenScenario, type FlatScenario } from '#lib/scenarios/flat-scenario.ts';
import { SCENARIO_MODELS } from '#lib/scenarios/registry.ts';
import type { CitySession } from '../../map/session.svelte.ts';
import { ScenarioEditing } from '../edit/scenario-editing.svelte.ts';
import { draftServer } from './draft-server.ts';
import type { ModelRuns } from './model-runs.svelte.ts';
import { ResultOf } from './result-of.svelte.ts';
import { standingsOf, type ModelStanding } from './standing.ts';

/** One scenario on its page: as it is edited, what models say of it, and what that is set against. Made once its chain is known. */
export class Lab {
	readonly session: CitySession;
	readonly runs: ModelRuns;
	readonly editing: ScenarioEditing;
	readonly #id: string;
	readonly #first: readonly KeptScenario[];
	/** Chosen by the reader; undefined: by what the map shows, or the first that has something to say. */
	#chosen = $state<string | undefined>();
	#against = $state<string | undefined | null>(null);

	constructor(session: CitySession, runs: ModelRuns, chain: readonly KeptScenario[]) {
		this.session = session;
		this.runs = runs;
		const scenario = chain[0]!; // a chain begins with its scenario
		this.#id = scenario.id;
		this.#first = chain;
		this.editing = new ScenarioEditing({
			scenario,
			inherited: chain
				.slice(1)
				.toReversed()
				.map(({ id, name, edits }) => ({ id, name, edits })),
			server: draftServer(scenario.id, session.desk)
		});
	}

	/** The scenario first, the one on its baseline last; the last that was known when it was forgotten. */
	readonly chain: readonly KeptScenario[] = $derived.by(
		() => this.session.desk.scenarios.chain(this.#id) ?? this.#first
	);
	readonly scenario: KeptScenario = $derived(this.chain[0]!); // a chain begins with its scenario
	readonly parent: KeptScenario | undefined = $derived(this.chain[1]);
	/** As it is on the screen, or why it cannot be computed with. */
	readonly #flat: FlatScenario | AppError = $derived.by(() => {
		const [own, ...parents] = this.chain;
		try {
			const { edits, parameters } = this.editing.draft;
			return flattenScenario([{ ...own!, edits, parameters }, ...parents]); // a chain begins with its scenario
		} catch (thrown) {
			return AppError.from(thrown);
		}
	});
	readonly problem: AppError | undefined = $derived.by(() => {
		if (this.#flat instanceof AppError) return this.#flat;
		const { version, id } = this.session.city;
		return this.scenario.pack === version
			? undefined
			: new AppError('ACT_REFUSED', {
					message: `Scenario ${this.scenario.name} is of version ${this.scenario.pack} of the pack ${id}; version ${version} is open.`,
					why: 'other-pack'
				});
	});
	readonly standings: readonly ModelStanding[] = $derived.by(() =>
		this.#flat instanceof AppError
			? []
			: standingsOf(SCENARIO_MODELS, this.#flat, this.session.desk.scenarios.runs(this.#id))
	);
	/** The model whose result is looked at. */
	readonly standing: ModelStanding | undefined = $derived.by(() => {
		const shown = this.session.view.spec.scenario;
		const wanted = this.#chosen ?? (shown?.id === this.#id ? shown.model : undefined);
		return (
			this.standings.find(({ model }) => model.id === wanted) ??
			this.standings.find(({ run, isConcerned }) => run && isConcerned) ??
			this.standings.find(({ run }) => run) ??
			this.standings.find(({ isConcerned }) => isConcerned) ??
			this.standings[0]
		);
	});
	/** The one of now; an older one is looked at greyed. */
	readonly run: ScenarioRun | undefined = $derived(this.standing?.run ?? this.standing?.older);
	/** Scenario that the results are set against; undefined: none. */
	readonly against: string | undefined = $derived(this.#against === null ? this.parent?.id : this.#against);
	readonly againstRun: ScenarioRun | undefined = $derived.by(() => {
		const { standing, against } = this;
		return standing && against !== undefined ? this.runOf(against, standing.model.id) : undefined;
	});
	readonly #result = new ResultOf();
	readonly #againstResult = new ResultOf();
	readonly result: ModelResult | undefined = $derived(this.#result.of(this.run?.inputs));
	readonly againstResult: ModelResult | undefined = $derived(this.#againstResult.of(this.againstRun?.inputs));
	readonly resultError: AppError | undefined = $derived(this.#result.error ?? this.#againstResult.error);
	/** What the map shows of this scenario. */
	readonly shown = $derived.by(() => {
		const { scenario } = this.session.view.spec;
		return scenario?.id === this.#id && scenario.model === this.standing?.model.id ? scenario : undefined;
	});
	/** The layer of the map, or the first. */
	readonly layer: ResultLayer | undefined = $derived(
		this.result?.layers.find(({ id }) => id === this.shown?.layer) ?? this.result?.layers[0]
	);

	/** Newest run of what another scenario is now. */
	runOf(scenario: string, model: string): ScenarioRun | undefined {
		const { scenarios } = this.session.desk;
		const chain = scenarios.chain(scenario);
		const found = SCENARIO_MODELS.find(({ id }) => id === model);
		if (!chain || !found) return undefined;
		try {
			return standingsOf([found], flattenScenario(chain), scenarios.runs(scenario))[0]?.run;
		} catch {
			return undefined; // of another pack: there is nothing to set against
		}
	}

	choose(model: string): void {
		this.#chosen = model;
	}
	setAgainst(scenario: string | undefined): void {
		this.#against = scenario;
		if (this.shown?.against !== undefined) this.show({ against: scenario });
	}
	/** Puts a layer of the result on the map; `against`: what differs from that scenario. */
	show(changes: { layer?: string; column?: string | undefined; against?: string | undefined }): void {
		const { standing, layer, shown } = this;
		const wanted = {
			layer: shown?.layer ?? layer?.id,
			column: shown?.column,
			against: shown?.against,
			...changes
		};
		if (!standing || wanted.layer === undefined) return;
		if (wanted.layer !== shown?.layer && !('column' in changes)) wanted.column = undefined;
		this.session.view.showScenario({
			id: this.#id,
			model: standing.model.id,
			layer: wanted.layer,
			...(wanted.column !== undefined && { column: wanted.column }),
			...(wanted.against !== undefined && { against: wanted.against })
		});
	}
	/** Selects a row of the shown layer. */
	select(key: string): void {
		this.session.view.select([{ layer: SCENARIO_LAYER, id: key }]);
	}

	/** Keeps what was edited, then runs models over it, and over what it is set against where nobody has. */
	async order(models: readonly string[]): Promise<void> {
		if (!(await this.editing.save())) return;
		const { against } = this;
		this.runs.order(...models.map((model) => ({ scenario: this.#id, model })));
		if (against === undefined || against === this.#id) return;
		this.runs.order(
			...models.filter((model) => !this.runOf(against, model)).map((model) => ({ scenario: against, model }))
		);
	}
	/** Undefined: as it would be without this scenario. */
	setParameter(model: string, name: string, value: ParameterValue | undefined): void {
		const { parameters } = this.editing.draft;
		const inherited = this.chain.slice(1).find((one) => one.parameters[model]?.[name] !== undefined);
		const { [name]: _, ...others } = parameters[model] ?? {};
		const own = this.standings.find((one) => one.model.id === model)?.model.parameters;
		const plain = own?.find((parameter) => parameter.name === name)?.default;
		// A parent's choice is taken back by saying the model's own.
		const said = value ?? (inherited && plain !== undefined ? plain : undefined);
		const chosen = said === undefined ? others : { ...others, [name]: said };
		const { [model]: __, ...rest } = parameters;
		this.editing.set({
			parameters: Object.keys(chosen).length === 0 ? rest : { ...rest, [model]: chosen }
		});
	}
	/** By name, where they are not the model's own. */
	chosenOf(model: string): Readonly<Record<string, ParameterValue>> {
		return this.#flat instanceof AppError ? {} : (this.#flat.parameters[model] ?? {});
	}

	/** Loads results as they are looked at; called while a page is made, ends with it. */
	follow(): void {
		const { scenarios } = this.session.desk;
		this.#result.follow(scenarios, () => this.run?.inputs);
		this.#againstResult.follow(scenarios, () => this.againstRun?.inputs);
	}
	dispose(): void {
		this.editing.dispose();
	}
}
