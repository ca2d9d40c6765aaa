import type { KeptScenario, ScenarioFigures } from '#lib/model/scenario/contract.ts';
import type { ModelResult, ResultLayer } from '#lib/model/scenario/result.ts';
import type { ScenarioRun } from '#lib/model/scenario/scenario.ts';
import { SCENARIO_LAYER } from '#lib/model/view-spec.ts';
import { compareLayers, type ComparedLayer } from '#lib/scenarios/compare-results.ts';
import { SCENARIO_MODELS } from '#lib/scenarios/registry.ts';
import { shownColumn } from '#lib/scenarios/shown-column.ts';
import type { CitySession } from '../../map/session.svelte.ts';
import { freshRuns } from '../lab/fresh-runs.ts';
import type { RunOrder } from '../lab/model-runs.svelte.ts';
import { ResultOf } from '../lab/result-of.svelte.ts';
import { indicatorGroups, type IndicatorGroup } from './indicator-groups.ts';

/** Scenarios side by side: all their indicators, and what two of them differ by on the map and in a table. */
export class ScenarioComparison {
	readonly session: CitySession;
	/** As the address has them. */
	readonly ids: readonly string[];
	#figures = $state.raw<ScenarioFigures>({});
	#base = $state<string | undefined>();
	#other = $state<string | undefined>();
	#model = $state<string | undefined>();
	#layer = $state<string | undefined>();
	readonly #baseResult = new ResultOf();
	readonly #otherResult = new ResultOf();

	constructor(session: CitySession, ids: readonly string[]) {
		this.session = session;
		this.ids = ids;
		const { scenario } = session.view.spec;
		// A link says which pair it is about.
		if (scenario?.against === undefined) return;
		this.#other = scenario.id;
		this.#base = scenario.against;
		this.#model = scenario.model;
	}

	/** Those that are known. */
	readonly scenarios: readonly KeptScenario[] = $derived.by(() =>
		this.ids.flatMap((id) => this.session.desk.scenarios.get(id) ?? [])
	);
	readonly #fresh: readonly ReadonlyMap<string, ScenarioRun>[] = $derived.by(() => {
		const { scenarios } = this.session.desk;
		return this.scenarios.map(({ id }) => freshRuns(scenarios.chain(id), scenarios.runs(id)));
	});
	/** By model; scenarios in their order. */
	readonly groups: readonly IndicatorGroup[] = $derived.by(() =>
		indicatorGroups(SCENARIO_MODELS, this.#fresh, this.#figures)
	);
	/** Place of the scenario that others are set against. */
	readonly base: number = $derived.by(() => Math.max(0, this.#placeOf(this.#base)));
	/** Place of the one that is set against it on the map. */
	readonly other: number = $derived.by(() => {
		const place = this.#placeOf(this.#other);
		return place >= 0 && place !== this.base ? place : this.base === 0 ? 1 : 0;
	});
	/** The model of the map and the table: one that both have a result of. */
	readonly group: IndicatorGroup | undefined = $derived.by(() => {
		const both = this.groups.filter(({ runs }) => runs[this.base] && runs[this.other]);
		return both.find(({ model }) => model.id === this.#model) ?? both[0];
	});
	readonly results: { readonly base: ModelResult | undefined; readonly other: ModelResult | undefined } =
		$derived.by(() => ({
			base: this.#baseResult.of(this.group?.runs[this.base]?.inputs),
			other: this.#otherResult.of(this.group?.runs[this.other]?.inputs)
		}));
	/** Layers that both have. */
	readonly layers: readonly ResultLayer[] = $derived.by(() => {
		const { base, other } = this.results;
		return (other?.layers ?? []).filter(({ id }) => base?.layers.some((one) => one.id === id));
	});
	readonly layer: ResultLayer | undefined = $derived.by(
		() =>
			this.layers.find(({ id }) => id === (this.#layer ?? this.session.view.spec.scenario?.layer)) ??
			this.layers[0]
	);
	readonly column: string = $derived.by(() => {
		const shown = this.session.view.spec.scenario?.column;
		return this.layer ? shownColumn(this.layer, { column: shown, differs: true }) : '';
	});
	readonly compared: ComparedLayer | undefined = $derived.by(() => {
		const before = this.results.base?.layers.find(({ id }) => id === this.layer?.id);
		return before && this.layer ? compareLayers(before, this.layer) : undefined;
	});
	/** Runs that some scenario has and another lacks. */
	readonly missing: readonly RunOrder[] = $derived.by(() =>
		this.groups.flatMap(({ model, runs }) =>
			runs.flatMap((run, place) => (run ? [] : [{ scenario: this.scenarios[place]!.id, model: model.id }]))
		)
	);

	setBase(place: number): void {
		const { base, other } = this;
		this.#base = this.scenarios[place]?.id;
		if (place === other) this.#other = this.scenarios[base]?.id;
	}
	setOther(place: number): void {
		this.#other = this.scenarios[place]?.id;
	}
	setModel(model: string): void {
		this.#model = model;
		this.#layer = undefined;
	}
	setLayer(layer: string): void {
		this.#layer = layer;
	}
	setColumn(column: string): void {
		this.#show(column);
	}
	/** Differences of this or less are hidden, on the map and in the table; 0: none are. */
	get hideBelow(): number {
		return this.session.view.spec.scenario?.hideBelow ?? 0;
	}
	setHideBelow(limit: number): void {
		this.#show(this.column, limit);
	}
	select(key: string): void {
		this.session.view.select([{ layer: SCENARIO_LAYER, id: key }]);
	}

	/** Fetches what is looked at, and puts the pair's difference on the map; called while a page is made, ends with it. */
	follow(): void {
		const { scenarios } = this.session.desk;
		this.#baseResult.follow(scenarios, () => this.group?.runs[this.base]?.inputs);
		this.#otherResult.follow(scenarios, () => this.group?.runs[this.other]?.inputs);
		const inputs = $derived(
			this.#fresh.flatMap((runs) => [...runs.values()].map((run) => run.inputs)).join(' ')
		);
		$effect(() => {
			void inputs;
			void scenarios.figures().then(
				(figures) => (this.#figures = figures),
				() => undefined // they come with the next change; what is known stays
			);
		});
		$effect(() => {
			if (this.layer && this.layer.geometry.of !== 'table') this.#show(this.column, this.#keptLimit());
		});
	}

	/** The threshold of a link holds for what that link shows: another layer or column has another unit. */
	#keptLimit(): number {
		const shown = this.session.view.spec.scenario;
		const isSame = shown?.layer === this.layer?.id && shown?.column === this.column;
		return isSame && shown?.model === this.group?.model.id ? this.hideBelow : 0;
	}
	#show(column: string, hideBelow = 0): void {
		const [id, against] = [this.scenarios[this.other]?.id, this.scenarios[this.base]?.id];
		const { group, layer } = this;
		if (id === undefined || against === undefined || !group || !layer) return;
		const wanted = {
			...{ id, model: group.model.id, layer: layer.id, column, against },
			...(hideBelow > 0 && { hideBelow })
		};
		const shown = this.session.view.spec.scenario;
		const isShown =
			shown?.hideBelow === wanted.hideBelow &&
			Object.entries(wanted).every(([name, value]) => Reflect.get(shown ?? {}, name) === value);
		if (!isShown) this.session.view.showScenario(wanted);
	}
	#placeOf(id: string | undefined): number {
		return this.scenarios.findIndex((one) => one.id === id);
	}
}
