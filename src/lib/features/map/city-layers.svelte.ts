import type { CityManifest } from '#lib/model/city.ts';
import type { LiveLayerStatus } from '#lib/model/live.ts';
import type { LocalDataset } from '#lib/model/local-dataset.ts';
import { layersOf } from '#lib/layers/registry.ts';
import type { CityLayer } from '#lib/layers/layer.ts';
import type { Themes } from '#lib/state/themes.svelte.ts';
import type { ViewState } from '#lib/state/view.svelte.ts';
import { DiscoveredLayers } from './discovered-layers.ts';
import { showsByItself, timetableOf } from './shows-by-itself.ts';

export interface CityLayersOptions {
	readonly city: CityManifest;
	readonly themes: Themes;
	readonly view: ViewState;
	/** Data of this browser. */
	readonly locals: () => readonly LocalDataset[];
}

/** The layers that a map can have: of the city's pack, of this browser's data, and what came alive. */
export class CityLayers {
	readonly #options: CityLayersOptions;
	readonly #discovered: DiscoveredLayers;
	/** Came alive and nobody has decided yet whether they show. */
	readonly #fresh: CityLayer[] = [];
	/** Whatever the city's pack offers and the server has, also of themes that are off. */
	#every = $state.raw<readonly CityLayer[]>([]);
	readonly #local: readonly CityLayer[] = $derived.by(() => {
		const { city, locals } = this.#options;
		const own = layersOf({ ...city, scene: {}, datasets: locals().map(({ dataset }) => dataset) });
		return own.filter(({ dataset }) => dataset !== undefined);
	});
	/** What came alive, then what the city's pack offers; front to back. Nothing of a theme that is off. */
	readonly all: readonly CityLayer[] = $derived.by(() => {
		const { themes } = this.#options;
		return [
			...this.#local,
			...this.#every.filter(({ stream }) => stream === undefined || !themes.isGone(stream))
		];
	});

	constructor(options: CityLayersOptions) {
		this.#options = options;
		this.#discovered = new DiscoveredLayers(layersOf(options.city));
		this.#every = this.#discovered.layers;
	}

	/** Takes the live layers that there are, each in the form that its theme wants. */
	hear(live: readonly LiveLayerStatus[]): void {
		const { themes } = this.#options;
		this.#fresh.push(...this.#discovered.hear(live, (layer) => themes.layer(layer)?.form));
		this.#every = this.#discovered.layers;
		this.#showFresh();
	}

	/** Layers that came alive are shown once it is known which theme they are of, unless a link says which show. */
	#showFresh(): void {
		const { themes, view } = this.#options;
		if (!themes.settled) return;
		const fresh = this.#fresh.splice(0);
		if (view.ownLayers) return;
		view.untold(() => this.#showThese(fresh));
	}

	#showThese(fresh: readonly CityLayer[]): void {
		const { themes, view } = this.#options;
		for (const layer of fresh)
			if (showsByItself(layer, view.spec.layers.length, themes.layer(layer.id))) {
				view.showLayer(layer.id, true);
				const timetable = timetableOf(layer.id);
				if (timetable !== undefined && view.shows(timetable)) view.showLayer(timetable, false);
			}
	}
}
