import type { Camera, CityManifest } from '#lib/model/city.ts';
import {
	type ChartChoice,
	type CompareView,
	type EntityRef,
	type Filter,
	type LayerStyle,
	type Look,
	type Recolour,
	type ScenarioView,
	type TimeView,
	type ViewSpec
} from '#lib/model/view-spec.ts';
import { Clock } from './clock.svelte.ts';
import { movedTo, withLayer, without } from './layer-order.ts';
import {
	classed,
	colouredBy,
	compared,
	filtered,
	ofScenario,
	pinned,
	recoloured,
	styled,
	unpinned,
	type Spec
} from './view-edits.ts';
import {
	defaultsOfHistory,
	namedView,
	timeOfAddress,
	viewOfAddress,
	type ViewDefaults
} from './view-of-address.ts';
import { ViewHistory } from './view-history.ts';
import { readViewUrl, roundCamera, writeViewUrl, type QueryParameters, type UrlProblem } from './view-url.ts';

const WRITE_AFTER_MS = 250;
/** What changes many times while something is dragged: that is one step to undo. */
const DRAGGED: ReadonlySet<string> = new Set(['camera', 'styles']);

/** How the address is written: in place of the one before, or as a new entry that the browser's back undoes. */
export type AddressEntry = 'replace' | 'push';
export type { Spec } from './view-edits.ts';

/** The one view state of a window. The address bar follows it; the scene and every panel read it. */
export class ViewState {
	/** Time of the view. */
	readonly clock: Clock;
	/** A link says where one looks from; else the picture's shape may choose. */
	readonly ownCamera: boolean;
	#ownLayers: boolean;
	#spec: Spec;
	/** Counts up whenever all of it is another view at once: undone, done again, by the browser's history or by name. */
	travels = $state(0);
	/** What `undo` and `redo` would do something about. */
	steps = $state.raw({ undo: false, redo: false });
	readonly #history = new ViewHistory<{ readonly spec: Spec; readonly time: TimeView }>();
	#telling = true;
	/** Parameters of the address that could not be understood. */
	problems = $state.raw<readonly UrlProblem[]>([]);
	readonly #city: CityManifest;
	readonly #defaults: ViewDefaults;
	/** The saved view that the page was opened by. */
	readonly #opened: string | undefined;
	readonly #write: (query: string, entry: AddressEntry) => void;
	/** Layers that have been shown, front to back. */
	#known = $state.raw<readonly string[]>([]);
	#timer: ReturnType<typeof setTimeout> | undefined;

	/** `write` receives the query string, at most once per 250 ms, and at once for an act of its own. */
	constructor(
		city: CityManifest,
		parameters: QueryParameters,
		defaults: ViewDefaults,
		write: (query: string, entry: AddressEntry) => void
	) {
		const { view, problems } = readViewUrl(parameters);
		this.#city = city;
		this.#defaults = defaults;
		this.#opened = namedView(parameters);
		this.#spec = $state.raw<Spec>(viewOfAddress(view, city, defaults));
		this.#known = [...new Set([...this.#spec.layers, ...defaults.layers])];
		this.#ownLayers = view.layers !== undefined || defaults.saved !== undefined;
		this.ownCamera = view.camera !== undefined || defaults.saved !== undefined;
		const { missingView } = defaults;
		this.problems = [
			...problems,
			...(missingView === undefined ? [] : [{ parameter: 'v', value: missingView }])
		];
		this.#write = write;
		this.clock = new Clock(timeOfAddress(view, defaults), {
			changing: (kind) => {
				this.#changing(kind === 'act' ? undefined : 'time');
				if (kind === 'act') this.#flush();
			},
			changed: (kind) => (kind === 'act' ? this.#write(this.query, 'push') : this.keepTime())
		});
	}

	get spec(): Spec {
		return this.#spec;
	}
	/** False while layers follow the city and what comes alive in it: no link and no view said which. */
	get ownLayers(): boolean {
		return this.#ownLayers;
	}
	/** As a link says it; the time is that of this moment. */
	get query(): string {
		return writeViewUrl({ ...this.#spec, time: this.clock.view() });
	}
	/** The address keeps up with a clock that runs. */
	keepTime(): void {
		this.#schedule();
	}
	/** The view that an address says, from the browser's history. */
	restore(parameters: QueryParameters): void {
		const { view, problems } = readViewUrl(parameters);
		const defaults = defaultsOfHistory(parameters, this.#opened, this.#defaults);
		clearTimeout(this.#timer);
		this.#timer = undefined;
		this.#spec = viewOfAddress(view, this.#city, defaults);
		this.#known = [...new Set([...this.#spec.layers, ...this.#known])];
		this.problems = problems;
		this.clock.restore(timeOfAddress(view, defaults));
		this.travels++;
	}
	/** Another view as a whole, which can be undone. Layers that the city does not have stay in it by name. */
	open(spec: ViewSpec): void {
		this.#changing(undefined);
		const { time, ...rest } = spec;
		this.#ownLayers = true;
		this.#travel({ spec: rest, time });
	}
	/** Takes back the last change of the view, its time included. */
	undo(): void {
		this.#travel(this.#history.undo(this.#seen()));
	}
	redo(): void {
		this.#travel(this.#history.redo(this.#seen()));
	}
	/** Changes that nobody asked for: there is nothing to undo about them. */
	untold(change: () => void): void {
		const before = this.#telling;
		this.#telling = false;
		change();
		this.#telling = before;
	}

	setCamera(camera: Camera): void {
		const rounded = roundCamera(camera);
		const { lng, lat, zoom, pitch, bearing } = this.#spec.camera;
		const same =
			rounded.lng === lng &&
			rounded.lat === lat &&
			rounded.zoom === zoom &&
			rounded.pitch === pitch &&
			rounded.bearing === bearing;
		if (!same) this.#set({ camera: rounded });
	}
	setLook(look: Look): void {
		this.#set({ look });
	}
	/** Colours a live layer by one of its metrics; undefined: its own mark. */
	colourBy(layer: string, metric: string | undefined): void {
		this.#become(colouredBy(this.#spec, layer, metric), 'styles');
	}
	select(selection: readonly EntityRef[]): void {
		this.#set({ selection: [...selection] });
	}
	recolour(recolour: Recolour | undefined): void {
		this.#become(recoloured(this.#spec, recolour));
	}
	/** Shows a scenario's result; undefined: the city as it is. What is drawn of another one keeps nothing of its key. */
	showScenario(scenario: ScenarioView | undefined): void {
		this.#become(ofScenario(this.#spec, scenario));
	}
	shows(layer: string): boolean {
		return this.#spec.layers.includes(layer);
	}
	/** A layer that has not been shown yet comes to the front. */
	showLayer(layer: string, visible: boolean): void {
		const { known, shown } = withLayer({ known: this.#known, shown: this.#spec.layers }, layer, visible);
		this.#known = known;
		this.#set({ layers: [...shown] });
	}
	/** Layers that show or did, front to back: a hidden one keeps its place. */
	get listed(): readonly string[] {
		return this.#known;
	}
	/** A layer takes another's place in front of or behind the rest. */
	moveLayer(layer: string, place: string): void {
		const { known, shown } = movedTo({ known: this.#known, shown: this.#spec.layers }, layer, place);
		this.#known = known;
		this.#set({ layers: [...shown] });
	}
	/** Takes a layer off the list and the map. */
	dropLayer(layer: string): void {
		const { known, shown } = without({ known: this.#known, shown: this.#spec.layers }, layer);
		this.#known = known;
		this.#set({ layers: [...shown] });
	}
	/** Exactly these show, front to back, each by its own metric: another view of the city, not a change to this one. */
	showOnly(layers: readonly string[]): void {
		this.#known = [...new Set([...layers, ...this.#known])];
		this.#set({ layers: [...layers], metrics: {} });
	}
	/** Layers are as they are meant: what comes alive does not show by itself any more. */
	settleLayers(): void {
		this.#ownLayers = true;
	}
	/** Replaces the filter on the same column, or removes it. */
	filter(dataset: string, column: string, filter: Filter | undefined): void {
		this.#become(filtered(this.#spec, dataset, column, filter));
	}
	clearFilters(dataset: string): void {
		this.#set({ filters: this.#spec.filters.filter((filter) => filter.dataset !== dataset) });
	}
	/** Replaces how a layer is drawn; undefined: as it does by itself. */
	style(layer: string, style: LayerStyle | undefined): void {
		this.#become(styled(this.#spec, layer, style), 'styles');
	}
	/** Draws only these classes of a layer's key, by their names there; undefined: all. */
	showClasses(layer: string, only: readonly string[] | undefined): void {
		this.#become(classed(this.#spec, layer, only), 'styles');
	}
	/** Keeps an object in sight; the oldest gives way when there are too many. */
	pin(entity: EntityRef): void {
		this.#become(pinned(this.#spec, entity));
	}
	unpin(entity: EntityRef): void {
		this.#become(unpinned(this.#spec, entity));
	}
	/** Charts that were chosen, of all datasets; a dataset without any has its own. */
	chart(charts: readonly ChartChoice[]): void {
		this.#set({ charts: [...charts] });
	}
	compare(compare: CompareView | undefined): void {
		this.#become(compared(this.#spec, compare), 'compare');
	}
	dispose(): void {
		clearTimeout(this.#timer);
	}

	#seen() {
		return { spec: this.#spec, time: this.clock.view() };
	}

	#changing(kind: string | undefined): void {
		if (!this.#telling) return;
		this.#history.changing(() => this.#seen(), kind, performance.now());
		this.#count();
	}

	#travel(to: { readonly spec: Spec; readonly time: TimeView } | undefined): void {
		if (!to) return;
		this.#spec = to.spec;
		this.#known = [...new Set([...to.spec.layers, ...this.#known])];
		this.clock.restore(to.time);
		this.travels++;
		this.#count();
		this.#schedule();
	}

	#count(): void {
		const { canUndo: undo, canRedo: redo } = this.#history;
		if (undo !== this.steps.undo || redo !== this.steps.redo) this.steps = { undo, redo };
	}

	#set(patch: Partial<Spec>): void {
		this.#become(
			{ ...this.#spec, ...patch },
			Object.keys(patch).find((key) => DRAGGED.has(key))
		);
	}
	/** `kind`: changes of one kind that follow each other closely are one step to undo. */
	#become(spec: Spec, kind?: string): void {
		this.#changing(kind);
		this.#spec = spec;
		this.#schedule();
	}

	#schedule(): void {
		this.#timer ??= setTimeout(() => this.#flush(), WRITE_AFTER_MS);
	}

	/** Writes what waits to be written. */
	#flush(): void {
		if (this.#timer === undefined) return;
		clearTimeout(this.#timer);
		this.#timer = undefined;
		this.#write(this.query, 'replace');
	}
}
