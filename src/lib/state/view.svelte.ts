import type { Camera, CityManifest } from '#lib/model/city.ts';
import {
	MOST_PINNED,
	type ChartChoice,
	type CompareView,
	type EntityRef,
	type Filter,
	type LayerStyle,
	type Look,
	type Recolour,
	type ViewSpec
} from '#lib/model/view-spec.ts';
import { Clock } from './clock.svelte.ts';
import { withLayer } from './layer-order.ts';
import {
	readViewUrl,
	roundCamera,
	writeViewUrl,
	type QueryParameters,
	type UrlProblem,
	type UrlView
} from './view-url.ts';

const WRITE_AFTER_MS = 250;

export interface ViewDefaults {
	readonly look: Look;
	/** Layers that show when the address names none. */
	readonly layers: readonly string[];
}

/** How the address is written: in place of the one before, or as a new entry that the browser's back undoes. */
export type AddressEntry = 'replace' | 'push';
/** All of a view but its time, which is the clock's. */
export type Spec = Omit<ViewSpec, 'time'>;

/** The one view state of a window. The address bar follows it; the scene and every panel read it. */
export class ViewState {
	/** Time of the view. */
	readonly clock: Clock;
	/** Layers follow the city and what comes alive in it, until the user or a link says which. */
	readonly ownLayers: boolean;
	/** A link says where one looks from; else the picture's shape may choose. */
	readonly ownCamera: boolean;
	#spec: Spec;
	/** Parameters of the address that could not be understood. */
	problems = $state.raw<readonly UrlProblem[]>([]);
	readonly #city: CityManifest;
	readonly #defaults: ViewDefaults;
	readonly #write: (query: string, entry: AddressEntry) => void;
	/** Layers that have been shown, front to back. */
	#known: readonly string[];
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
		this.#spec = $state.raw<Spec>(this.#specOf(view));
		this.#known = [...new Set([...this.#spec.layers, ...defaults.layers])];
		this.ownLayers = view.layers !== undefined;
		this.ownCamera = view.camera !== undefined;
		this.problems = problems;
		this.#write = write;
		this.clock = new Clock(view.time ?? { kind: 'live' }, {
			changing: (kind) => {
				if (kind === 'act') this.#flush();
			},
			changed: (kind) => (kind === 'act' ? this.#write(this.query, 'push') : this.keepTime())
		});
	}

	get spec(): Spec {
		return this.#spec;
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
		clearTimeout(this.#timer);
		this.#timer = undefined;
		this.#spec = this.#specOf(view);
		this.#known = [...new Set([...this.#spec.layers, ...this.#known])];
		this.problems = problems;
		this.clock.restore(view.time ?? { kind: 'live' });
	}

	setCamera(camera: Camera): void {
		this.#set({ camera: roundCamera(camera) });
	}
	setLook(look: Look): void {
		this.#set({ look });
	}
	/** Colours a live layer by one of its metrics; undefined: its own mark. */
	colourBy(layer: string, metric: string | undefined): void {
		const { [layer]: _, ...others } = this.#spec.metrics;
		this.#set({ metrics: metric === undefined ? others : { ...others, [layer]: metric } });
	}
	select(selection: readonly EntityRef[]): void {
		this.#set({ selection: [...selection] });
	}
	recolour(recolour: Recolour | undefined): void {
		const { recolour: _, ...rest } = this.#spec;
		this.#spec = recolour ? { ...rest, recolour } : rest;
		this.#schedule();
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
	/** Exactly these show, front to back, each by its own metric: another view of the city, not a change to this one. */
	showOnly(layers: readonly string[]): void {
		this.#known = [...new Set([...layers, ...this.#known])];
		this.#set({ layers: [...layers], metrics: {} });
	}
	/** Replaces the filter on the same column, or removes it. */
	filter(dataset: string, column: string, filter: Filter | undefined): void {
		const others = this.#spec.filters.filter((other) => other.dataset !== dataset || other.column !== column);
		this.#set({ filters: filter ? [...others, filter] : others });
	}
	clearFilters(dataset: string): void {
		this.#set({ filters: this.#spec.filters.filter((filter) => filter.dataset !== dataset) });
	}
	/** Replaces how a layer is drawn; undefined: as it does by itself. */
	style(layer: string, style: LayerStyle | undefined): void {
		const { [layer]: _, ...others } = this.#spec.styles;
		this.#set({ styles: style === undefined ? others : { ...others, [layer]: style } });
	}
	/** Keeps an object in sight; the oldest gives way when there are too many. */
	pin(entity: EntityRef): void {
		const others = this.#spec.pinned.filter(({ layer, id }) => layer !== entity.layer || id !== entity.id);
		this.#set({ pinned: [...others, entity].slice(-MOST_PINNED) });
	}
	unpin(entity: EntityRef): void {
		this.#set({
			pinned: this.#spec.pinned.filter(({ layer, id }) => layer !== entity.layer || id !== entity.id)
		});
	}
	/** Charts that were chosen, of all datasets; a dataset without any has its own. */
	chart(charts: readonly ChartChoice[]): void {
		this.#set({ charts: [...charts] });
	}
	compare(compare: CompareView | undefined): void {
		const { compare: _, ...rest } = this.#spec;
		this.#spec = compare ? { ...rest, compare } : rest;
		this.#schedule();
	}
	dispose(): void {
		clearTimeout(this.#timer);
	}

	#specOf(view: UrlView): Spec {
		const { id, home } = this.#city;
		return {
			v: 1,
			city: id,
			camera: roundCamera(view.camera ?? home),
			look: view.look ?? this.#defaults.look,
			layers: [...(view.layers ?? this.#defaults.layers)],
			metrics: view.metrics ?? {},
			filters: [...(view.filters ?? [])],
			selection: [...(view.selection ?? [])],
			styles: view.styles ?? {},
			pinned: [...(view.pinned ?? [])],
			charts: [...(view.charts ?? [])],
			...(view.recolour && { recolour: view.recolour }),
			...(view.compare && { compare: view.compare })
		};
	}

	#set(patch: Partial<Spec>): void {
		this.#spec = { ...this.#spec, ...patch };
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
