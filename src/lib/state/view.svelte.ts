import type { Camera, CityManifest } from '#lib/model/city.ts';
import type { EntityRef, Filter, Look, Recolour, TimeView, ViewSpec } from '#lib/model/view-spec.ts';
import { withLayer } from './layer-order.ts';
import { readViewUrl, roundCamera, writeViewUrl, type QueryParameters, type UrlProblem } from './view-url.ts';

const WRITE_AFTER_MS = 250;

export interface ViewDefaults {
	readonly look: Look;
	/** Layers that show when the address names none. */
	readonly layers: readonly string[];
}

/** The one view state of a window. The address bar follows it; the scene and every panel read it. */
export class ViewState {
	#spec: ViewSpec;
	/** Parameters of the address that could not be understood. */
	problems = $state.raw<readonly UrlProblem[]>([]);
	readonly #write: (query: string) => void;
	/** Layers that have been shown, front to back. */
	#known: readonly string[];
	#timer: ReturnType<typeof setTimeout> | undefined;

	/** `write` receives the query string, at most once per 250 ms. */
	constructor(
		city: CityManifest,
		parameters: QueryParameters,
		defaults: ViewDefaults,
		write: (query: string) => void
	) {
		const { view, problems } = readViewUrl(parameters);
		this.#spec = $state.raw<ViewSpec>({
			v: 1,
			city: city.id,
			camera: roundCamera(view.camera ?? city.home),
			look: view.look ?? defaults.look,
			layers: [...(view.layers ?? defaults.layers)],
			time: view.time ?? { kind: 'live' },
			filters: [...(view.filters ?? [])],
			selection: [...(view.selection ?? [])],
			...(view.recolour && { recolour: view.recolour })
		});
		this.#known = [...new Set([...this.#spec.layers, ...defaults.layers])];
		this.problems = problems;
		this.#write = write;
	}

	get spec(): ViewSpec {
		return this.#spec;
	}
	get query(): string {
		return writeViewUrl(this.#spec);
	}

	setCamera(camera: Camera): void {
		this.#set({ camera: roundCamera(camera) });
	}
	setLook(look: Look): void {
		this.#set({ look });
	}
	setTime(time: TimeView): void {
		this.#set({ time });
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
	/** Replaces the filter on the same column, or removes it. */
	filter(dataset: string, column: string, filter: Filter | undefined): void {
		const others = this.#spec.filters.filter((other) => other.dataset !== dataset || other.column !== column);
		this.#set({ filters: filter ? [...others, filter] : others });
	}
	clearFilters(dataset: string): void {
		this.#set({ filters: this.#spec.filters.filter((filter) => filter.dataset !== dataset) });
	}
	dispose(): void {
		clearTimeout(this.#timer);
	}

	#set(patch: Partial<ViewSpec>): void {
		this.#spec = { ...this.#spec, ...patch };
		this.#schedule();
	}

	#schedule(): void {
		this.#timer ??= setTimeout(() => {
			this.#timer = undefined;
			this.#write(writeViewUrl(this.#spec));
		}, WRITE_AFTER_MS);
	}
}
