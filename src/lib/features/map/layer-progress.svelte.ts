import { AppError } from '#lib/model/errors.ts';
import type { LiveStatus } from '#lib/model/live.ts';
import type { CityLayer } from '#lib/layers/layer.ts';
import { withEntry } from './with-entry.ts';

/** How a layer's data are doing. */
export interface LayerProgress {
	readonly state: 'loading' | 'shown' | 'failed';
	readonly error?: AppError;
}

/** How the layers that show are doing. */
export class LayersProgress {
	/** By layer id. */
	#all = $state.raw<ReadonlyMap<string, LayerProgress>>(new Map());
	/** Layers that failed only for the instant shown. */
	readonly #withoutInstant = new Set<string>();

	get all(): ReadonlyMap<string, LayerProgress> {
		return this.#all;
	}
	/** Undefined: it does not show any more. */
	set(layer: string, progress: LayerProgress | undefined): void {
		this.#all = withEntry(this.#all, layer, progress);
	}
	/** Takes what the server cannot say of the instant shown. */
	hear(status: LiveStatus, layers: readonly CityLayer[]): void {
		for (const { id, stream } of layers) {
			const failure = status.layers.find(({ layer }) => layer === stream)?.failure;
			if (failure && this.#all.has(id)) {
				this.#withoutInstant.add(id);
				this.set(id, { state: 'failed', error: AppError.revive(failure) });
			} else if (this.#withoutInstant.delete(id) && this.#all.has(id)) this.set(id, { state: 'shown' });
		}
	}
}
