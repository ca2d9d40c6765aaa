import type { CityManifest, Dataset, DatasetOf } from '#lib/model/city.ts';
import type { LiveLayerStatus } from '#lib/model/live.ts';
import type { LocalDataset } from '#lib/model/local-dataset.ts';
import { liveDatasetOf } from './live-dataset.ts';

export interface CityDatasetsOptions {
	readonly city: CityManifest;
	readonly locals: () => readonly LocalDataset[];
	/** Live layers of themes that are on. */
	readonly live: () => readonly LiveLayerStatus[];
}

/** What charts, filters and SQL can ask: data of the pack, of this browser, and of what is alive. */
export class CityDatasets {
	readonly #options: CityDatasetsOptions;
	/** The pack's datasets, then those of this browser. */
	readonly kept: readonly Dataset[] = $derived.by(() => [
		...this.#options.city.datasets,
		...this.#options.locals().map(({ dataset }) => dataset)
	]);
	/** As text, so that what hangs on it hears of another one only. */
	readonly #liveRows: string = $derived.by(() =>
		JSON.stringify(this.#options.live().flatMap((layer) => liveDatasetOf(layer) ?? []))
	);
	/** Observations of live layers, charted and asked as points are; their rows are of the last hour at most. */
	readonly live: readonly DatasetOf<'points'>[] = $derived.by(
		() => JSON.parse(this.#liveRows) as DatasetOf<'points'>[] // written just above
	);
	readonly all: readonly Dataset[] = $derived.by(() => [...this.kept, ...this.live]);

	constructor(options: CityDatasetsOptions) {
		this.#options = options;
	}
}
