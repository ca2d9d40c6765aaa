import type { Layer } from '@deck.gl/core';
import type { OverlayBuilder, OverlayLevel, SceneContext } from './contract.ts';

interface Overlay {
	readonly build: OverlayBuilder;
	readonly level: OverlayLevel;
	layers: readonly Layer[] | undefined;
}

/** Overlays by id, with the deck layers last built for each. */
export class Overlays {
	readonly #all = new Map<string, Overlay>();
	#front: readonly string[] = [];

	get count(): number {
		return this.#all.size;
	}

	/** Every layer has what it draws. */
	get loaded(): boolean {
		for (const { layers } of this.#all.values()) if (layers?.some((layer) => !layer.isLoaded)) return false;
		return true;
	}

	set(id: string, build: OverlayBuilder | undefined, level: OverlayLevel): void {
		if (build) this.#all.set(id, { build, level, layers: undefined });
		else this.#all.delete(id);
	}

	/** The context is lost or the colours are others: build the layers anew. */
	forget(): void {
		for (const overlay of this.#all.values()) overlay.layers = undefined;
	}

	/** Which lies over which, front to back; the unnamed lie underneath. True when that is another order. */
	order(front: readonly string[]): boolean {
		const before = this.#drawn();
		this.#front = [...front];
		return this.#drawn().some((overlay, index) => overlay !== before[index]);
	}

	/** Deck layers of the overlays of a level, what lies lowest first; of unnamed ones the first added. */
	layers(level: OverlayLevel, context: SceneContext): Layer[] {
		const layers: Layer[] = [];
		for (const overlay of this.#drawn()) {
			if (overlay.level !== level) continue;
			overlay.layers ??= overlay.build(context);
			layers.push(...overlay.layers);
		}
		return layers;
	}

	/** Ids of the deck layers that can be pointed at, each with its overlay's id. */
	pickable(): Map<string, string> {
		const owners = new Map<string, string>();
		for (const [id, { layers }] of this.#all)
			for (const layer of layers ?? [])
				if (layer.props.pickable && layer.props.visible) owners.set(layer.id, id);
		return owners;
	}

	clear(): void {
		this.#all.clear();
	}

	#drawn(): Overlay[] {
		const depth = (id: string) => {
			const place = this.#front.indexOf(id);
			return place < 0 ? this.#front.length : place;
		};
		return [...this.#all].sort(([a], [b]) => depth(b) - depth(a)).map(([, overlay]) => overlay);
	}
}
