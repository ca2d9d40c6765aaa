import type { Layer } from '@deck.gl/core';
import type { OverlayBuilder, OverlayLevel, SceneSurroundings, ScreenSign } from './contract.ts';

interface Overlay {
	readonly build: OverlayBuilder;
	readonly level: OverlayLevel;
	layers: readonly Layer[] | undefined;
	signs: readonly ScreenSign[];
}

/** Overlays by id, with the deck layers last built for each. */
export class Overlays {
	readonly #all = new Map<string, Overlay>();
	#front: readonly string[] = [];
	#signs: { readonly all: readonly ScreenSign[]; readonly key: string } | undefined;

	get count(): number {
		return this.#all.size;
	}

	/** Every layer has what it draws. */
	get loaded(): boolean {
		for (const { layers } of this.#all.values()) if (layers?.some((layer) => !layer.isLoaded)) return false;
		return true;
	}

	set(id: string, build: OverlayBuilder | undefined, level: OverlayLevel): void {
		if (build) this.#all.set(id, { build, level, layers: undefined, signs: [] });
		else this.#all.delete(id);
		this.#signs = undefined;
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

	/** Signs of what was built, which names give way to; `key` says whether they are others than before. */
	get signs(): { readonly all: readonly ScreenSign[]; readonly key: string } {
		if (this.#signs) return this.#signs;
		const all = [...this.#all.values()].flatMap(({ signs }) => signs);
		return (this.#signs = { all, key: JSON.stringify(all) });
	}

	/** Deck layers of the overlays of a level, what lies lowest first; of unnamed ones the first added. */
	layers(level: OverlayLevel, context: SceneSurroundings): Layer[] {
		const layers: Layer[] = [];
		for (const overlay of this.#drawn()) {
			if (overlay.level !== level) continue;
			layers.push(...(overlay.layers ?? this.#build(overlay, context)));
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

	#build(overlay: Overlay, context: SceneSurroundings): readonly Layer[] {
		const signs: ScreenSign[] = [];
		overlay.layers = overlay.build({ ...context, keepClear: (sign) => signs.push(sign) });
		overlay.signs = signs;
		this.#signs = undefined;
		return overlay.layers;
	}

	#drawn(): Overlay[] {
		const depth = (id: string) => {
			const place = this.#front.indexOf(id);
			return place < 0 ? this.#front.length : place;
		};
		return [...this.#all].sort(([a], [b]) => depth(b) - depth(a)).map(([, overlay]) => overlay);
	}
}
