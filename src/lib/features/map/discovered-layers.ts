import { discoverLayer } from '#lib/layers/registry.ts';
import type { CityLayer } from '#lib/layers/layer.ts';
import type { LiveLayerStatus } from '#lib/model/live.ts';

/** The layers of a city: those of its pack, and those that came alive while the page was open. */
export class DiscoveredLayers {
	readonly #pack: readonly CityLayer[];
	readonly #found = new Map<
		string,
		{ readonly shape: string; readonly order: number; readonly layer: CityLayer }
	>();
	#layers: readonly CityLayer[];

	constructor(pack: readonly CityLayer[]) {
		this.#pack = pack;
		this.#layers = pack;
	}

	/** Another list only when there is another layer, or one is something else than it was. */
	get layers(): readonly CityLayer[] {
		return this.#layers;
	}

	/**
	 * Takes the live layers that the server has, and what their themes want them drawn as; returns those that were
	 * not known before.
	 */
	hear(
		statuses: readonly LiveLayerStatus[],
		formOf: (layer: string) => string | undefined = () => undefined
	): readonly CityLayer[] {
		const fresh: CityLayer[] = [];
		let changed = false;
		for (const status of statuses) {
			if (this.#pack.some(({ stream }) => stream === status.layer)) continue;
			const form = formOf(status.layer);
			const shape = JSON.stringify([status.cls, status.moves, status.title, status.attribution, form]);
			const known = this.#found.get(status.layer);
			if (known?.shape === shape) continue;
			const layer = discoverLayer(status, known?.order ?? this.#found.size, form);
			if (!layer) continue;
			this.#found.set(status.layer, { shape, order: known?.order ?? this.#found.size, layer });
			changed = true;
			if (!known) fresh.push(layer);
		}
		if (changed)
			this.#layers = [
				...[...this.#found.values()].map(({ layer }) => layer),
				// The pack lists the same things, live ones say more of them.
				...this.#pack.filter(({ id }) => !this.#found.has(id))
			];
		return fresh;
	}
}
