import { AppError } from '#lib/model/errors.ts';
import type { BBox, LngLat } from '#lib/model/geometry.ts';
import { notFound } from '#lib/model/said-error.ts';
import type { ScenarioEdit } from '#lib/model/scenario/edit.ts';
import type { ModelResult, ResultLayer } from '#lib/model/scenario/result.ts';
import type { PlannedBodies } from '#lib/scenarios/edit/planned-bodies.ts';
import { SCENARIO_LAYER, type ScenarioView } from '#lib/model/view-spec.ts';
import { cornersOfRow, placeOfRow } from '#lib/layers/results/place-of-row.ts';
import type { ResultShape } from '#lib/layers/results/result-drawing.ts';
import type { ResultToDraw } from '#lib/layers/results/show-result.ts';
import type { BuildingColours, Pick } from '#lib/scene/contract.ts';
import { locale } from '#lib/state/locale.svelte.ts';
import type { CitySession } from '../../map/session.svelte.ts';
import { tokenColour } from '../../map/token-colour.ts';
import { boxOfPlaces } from '../edit/box-of-places.ts';
import { buildingColours } from './building-colours.ts';
import { openScenarioWork, type FoundRun, type ScenarioWork } from './open-scenario-work.ts';
import { apartFrom } from './other-additions.ts';
import { largestOf, resultKey, rowsToDraw, type ResultKey } from './result-key.ts';
import { differenceRows, resultRows, type ResultRows } from './result-rows.ts';
import { resultShape } from './result-shape.ts';
import { singledRows } from './singled-rows.ts';

/** More arcs than this hide each other. */
const MOST_ARCS = 80;

/** How far a result is from being on the map. */
export type ResultState =
	| 'loading'
	| 'shown'
	/** The scenario was changed after its last run. */
	| 'stale'
	| 'missing'
	/** Its edits name rows of another version of the city's data. */
	| 'otherPack'
	| 'failed';

/** What a view shows of a scenario: looked up, cut into classes, and put where it lies. */
export class ScenarioOnMap {
	readonly session: CitySession;
	readonly #beside: CitySession | undefined;
	readonly #work: Promise<ScenarioWork>;
	/** The scenario's, then of a difference the one that it is set against; empty while they are looked up. */
	runs = $state.raw<readonly FoundRun[]>([]);
	#error = $state.raw<AppError | undefined>();
	#placed = $state.raw<{ readonly rows: ResultRows; readonly shape: ResultShape } | undefined>();

	/** `beside`: the picture that this one stands beside. What shows the same thing there has the same colours and widths here. */
	constructor(session: CitySession, beside?: CitySession) {
		this.session = session;
		this.#beside = beside;
		this.#work = openScenarioWork(session);
	}

	/** The layer's rows with the column that is shown, of a difference of both runs; or why there are none. */
	readonly #read: { readonly rows?: ResultRows; readonly error?: AppError } = $derived.by(() => {
		const view = this.session.scenarioView;
		const results = this.runs.flatMap((found) => (found.state === 'there' ? [found.result] : []));
		if (!view || results.length === 0 || results.length < this.runs.length) return {};
		try {
			const [of, against] = this.#layersOf(view, results);
			const { nameKey } = locale;
			// One result at least.
			return {
				rows: against
					? differenceRows(against, of!, nameKey, view.column)
					: resultRows(of!, nameKey, view.column)
			};
		} catch (thrown) {
			return { error: AppError.from(thrown) };
		}
	});
	readonly rows: ResultRows | undefined = $derived(this.#read.rows);
	/** The layer of each result; empty while there is nothing to be shown. */
	get layers(): readonly ResultLayer[] {
		const view = this.session.scenarioView;
		const results = this.runs.flatMap((found) => (found.state === 'there' ? [found.result] : []));
		return view && this.rows ? this.#layersOf(view, results) : [];
	}
	/** Why it cannot be shown. */
	readonly error: AppError | undefined = $derived(this.#error ?? this.#read.error);
	/** Which of both has no run of what it is now. */
	readonly lacking: FoundRun | undefined = $derived(this.runs.find(({ state }) => state !== 'there'));
	readonly state: ResultState = $derived.by(() => {
		if (this.error) return 'failed';
		if (this.runs.some(({ scenario }) => scenario.pack !== this.session.city.version)) return 'otherPack';
		if (this.lacking) return this.lacking.state === 'stale' ? 'stale' : 'missing';
		return this.#placed && this.#placed.rows === this.rows ? 'shown' : 'loading';
	});

	/** The same thing in the picture beside this one. */
	readonly #like: ScenarioOnMap | undefined = $derived.by(() => {
		const other = this.#beside?.scenario;
		const [here, there] = [this.session.scenarioView, other?.session.scenarioView];
		const isSame = here?.model === there?.model && here?.layer === there?.layer;
		return isSame && other?.rows?.column.name === this.rows?.column.name ? other : undefined;
	});
	readonly key: ResultKey | undefined = $derived.by(() => {
		const style = this.session.view.spec.styles[SCENARIO_LAYER];
		const hideBelow = this.session.scenarioView?.hideBelow;
		const like = this.#like?.key;
		return (
			this.rows && resultKey(this.rows, style, { ...(like && { like }), ...(hideBelow && { hideBelow }) })
		);
	});
	/** Size of what is drawn as wide or as high as can be. */
	readonly largest: number = $derived.by(
		() => this.#like?.largest ?? this.rows?.size.reduce((most, size) => Math.max(most, size), 0) ?? 0
	);
	/** Row of what is selected. */
	readonly selected: number | undefined = $derived.by(() => {
		const { entity } = this.session.selection;
		const row = entity?.layer === SCENARIO_LAYER ? this.rows?.keys.indexOf(entity.id) : undefined;
		return row === undefined || row < 0 ? undefined : row;
	});
	/** What is drawn over the city; `of` rows, all that could be. */
	readonly drawing: (ResultToDraw & { readonly of: number }) | undefined = $derived.by(() => {
		const { rows, key, session, selected, state } = this;
		const shape = this.#placed?.shape;
		if (state !== 'shown' || !rows || !key || !shape) return undefined;
		const { only, opacity, raised = false } = session.view.spec.styles[SCENARIO_LAYER] ?? {};
		const lit = session.lit?.layer === SCENARIO_LAYER ? session.lit.key : undefined;
		const isArea = shape.of === 'rings' || shape.of === 'blocks';
		const all = rowsToDraw(rows, key, { hidesSame: !isArea, only });
		const drawn = shape.of === 'arcs' ? largestOf(rows, all, MOST_ARCS) : all;
		const { largest } = this;
		return {
			shape,
			rows: drawn,
			of: all.length,
			tokenOf: singledRows(key, lit),
			shareOf: (row) => (largest > 0 ? Math.min(1, (rows.size[row] ?? 0) / largest) : 0),
			isMore: (row) => rows.sides !== undefined && (rows.value[row] ?? 0) > 0,
			opacity,
			raised,
			selected
		};
	});
	/** Colours of the city's own buildings; undefined: the result is of something else. */
	readonly buildings: BuildingColours | undefined = $derived.by(() => {
		const { rows, key, session, state } = this;
		if (state !== 'shown' || !rows || !key || rows.geometry.of !== 'buildings') return undefined;
		void session.look;
		const { only } = session.view.spec.styles[SCENARIO_LAYER] ?? {};
		return buildingColours({
			...{ rows, key, only },
			buildings: session.city.scene.buildings?.count ?? 0,
			colourOf: (token) => tokenColour(token, session.mapLook)
		});
	});

	/** Looks the runs up; returns what gives up. To be begun anew when there are others. */
	load({ id, model, against }: ScenarioView): () => void {
		const stop = new AbortController();
		this.#error = undefined;
		const find = async () => {
			const work = await this.#work;
			const ids = [id, ...(against === undefined ? [] : [against])];
			const runs = await Promise.all(ids.map((one) => work.find(one, model)));
			if (!stop.signal.aborted) this.runs = runs;
		};
		find().catch((thrown: unknown) => stop.signal.aborted || this.fail(thrown));
		return () => stop.abort();
	}
	/** Finds where the rows lie; returns what gives up. To be begun anew for other rows. */
	locate(rows: ResultRows): () => void {
		const stop = new AbortController();
		const find = async () => {
			const flats = this.runs.map(({ flat }) => flat);
			const shape = await resultShape(rows, (await this.#work).geometry(flats));
			if (!stop.signal.aborted) this.#placed = { rows, shape };
		};
		find().catch((thrown: unknown) => stop.signal.aborted || this.fail(thrown));
		return () => stop.abort();
	}
	/** Row of what the pointer is on; undefined: nothing of the result. */
	rowUnder(pick: Pick | undefined): number | undefined {
		if (!pick || !this.rows || this.state !== 'shown') return undefined;
		if (pick.kind === 'overlay' && pick.layer === SCENARIO_LAYER) return pick.index;
		if (pick.kind !== 'building' || this.rows.geometry.of !== 'buildings') return undefined;
		const row = this.rows.keys.indexOf(String(pick.id));
		return row < 0 ? undefined : row;
	}
	/** Where something of it is, for flights. */
	placeOf(row: number): LngLat | undefined {
		return this.#placed && placeOfRow(this.#placed.shape, row);
	}

	/** Rows that are drawn; where they have sizes, those that are no mere dots. */
	get #seen(): readonly number[] {
		const { rows = [], shareOf } = this.drawing ?? {};
		const sized = shareOf ? [...rows].filter((row) => shareOf(row) > 0) : [];
		return sized.length > 0 ? sized : [...rows];
	}
	/** Where they are, one a row that lies anywhere. */
	get places(): readonly LngLat[] {
		return this.#seen.flatMap((row) => {
			const place = this.placeOf(row);
			return place ? [place] : [];
		});
	}
	/** What the whole drawing lies in; undefined: it lies nowhere. */
	get box(): BBox | undefined {
		const shape = this.#placed?.shape;
		return shape && boxOfPlaces(this.#seen.flatMap((row) => cornersOfRow(shape, row)));
	}

	/** Those of the scenario that is shown; none while it is looked up, or of another pack. */
	get edits(): readonly ScenarioEdit[] {
		return this.state === 'otherPack' ? [] : (this.runs[0]?.flat.edits ?? []);
	}
	/** What edits take away and build. */
	async bodies(edits: readonly ScenarioEdit[]): Promise<PlannedBodies> {
		return (await this.#work).bodies(edits);
	}

	dispose(): void {
		void this.#work.then((work) => work.stop());
	}
	/** Throws NOT_FOUND for a layer that a result has not. */
	#layersOf({ layer: wanted, model }: ScenarioView, results: readonly ModelResult[]): ResultLayer[] {
		const [own = [], ...others] = this.runs.map(({ flat }) => flat.edits);
		return results.map(({ layers }, place) => {
			const layer = layers.find(({ id }) => id === wanted);
			if (layer) return place === 0 ? layer : apartFrom(layer, others[place - 1] ?? [], own);
			throw notFound({
				zh: `${model} 的结果没有图层 ${wanted}；现有：${layers.map(({ id }) => id).join('、')}。`,
				en: `The result of ${model} has no layer ${wanted}; it has: ${layers.map(({ id }) => id).join(', ')}.`
			});
		});
	}
	/** It cannot be shown. */
	fail(thrown: unknown): void {
		this.#error = AppError.from(thrown);
	}
}
