import type { LiveEntity } from '#lib/model/live-layer.ts';
import { dictionaryArrow } from './dictionary-arrow.ts';
import { LoggedLayer } from './logged-layer.ts';
import { SampledLayer } from './sampled-layer.ts';

/** Rows of a layer's dictionary from `from` on are new or changed. */
export interface DictionaryChange {
	readonly layer: LoggedLayer;
	readonly from: number;
}

/** Names of entities, as Arrow; whole ones are kept until they change. */
export class Dictionaries {
	readonly #whole = new Map<string, { readonly version: number; readonly bytes: Uint8Array }>();
	readonly #changed = new Map<LoggedLayer, number>();

	put(layer: LoggedLayer, idx: number, entity: LiveEntity): void {
		layer.entities[idx] = entity;
		this.#changed.set(layer, Math.min(idx, this.#changed.get(layer) ?? Infinity));
	}

	/** What changed since this was last asked. */
	changes(): readonly DictionaryChange[] {
		const changes = [...this.#changed].map(([layer, from]) => ({ layer, from }));
		this.#changed.clear();
		return changes;
	}

	/** Rows from `since` on; none for layers without entities. */
	arrow(layer: { readonly id: string }, since: number): Uint8Array {
		const [length, version, entity] =
			layer instanceof SampledLayer
				? [layer.source.capacity, 1, (idx: number) => layer.source.entity(idx)]
				: layer instanceof LoggedLayer
					? [layer.entities.length, layer.entry.version, (idx: number) => layer.entities[idx]!]
					: [0, 0, () => NOBODY];
		const key = `${layer.id}/${layer instanceof LoggedLayer}`;
		const known = since <= 0 ? this.#whole.get(key) : undefined;
		if (known?.version === version) return known.bytes;
		const from = Math.min(Math.max(0, Math.floor(since)), length);
		const bytes = dictionaryArrow(
			from,
			Array.from({ length: length - from }, (_, i) => entity(from + i))
		);
		if (from === 0) this.#whole.set(key, { version, bytes });
		return bytes;
	}
}

const NOBODY: LiveEntity = { urn: '', title: '' };
