import { MAX_METRICS, type LayerDeclaration } from '#lib/model/live-layer.ts';
import { FIRST_STATUSES, NULLS } from '#lib/model/wire/fields.ts';
import type { BusWriter } from '../bus/bus.ts';
import { MAX_LAYERS } from '../bus/catalogue.ts';

/** A layer as rows meet it: what the log has of it, and what rows on their way to the log will add. */
export interface KnownLayer {
	readonly cls: LayerDeclaration['cls'];
	readonly metrics: Map<string, { readonly unit: string; readonly range?: readonly [number, number] }>;
	readonly statuses: Set<string>;
}

/** Layers by id, ahead of the log by what has not been committed yet. */
export class KnownLayers {
	readonly #writer: Pick<BusWriter, 'layer' | 'layers'>;
	readonly #layers = new Map<string, KnownLayer>();
	#made = 0;

	constructor(writer: Pick<BusWriter, 'layer' | 'layers'>) {
		this.#writer = writer;
	}

	/** The layer, made with this class when there is none; undefined when there may be no further one. */
	get(id: string, cls: LayerDeclaration['cls']): KnownLayer | undefined {
		const known = this.#layers.get(id);
		if (known) return known;
		const entry = this.#writer.layer(id);
		if (!entry && this.#writer.layers + this.#made >= MAX_LAYERS) return undefined;
		if (!entry) this.#made++;
		const layer: KnownLayer = {
			cls: entry?.declaration.cls ?? cls,
			metrics: new Map(
				entry?.declaration.metrics.map(({ name, unit, range }) => [name, { unit, ...(range && { range }) }])
			),
			statuses: new Set(entry?.statuses ?? FIRST_STATUSES)
		};
		this.#layers.set(id, layer);
		return layer;
	}

	/** Looks at the log anew: a layer was declared, or a commit failed and what it would have made is not there. */
	forget(): void {
		this.#layers.clear();
		this.#made = 0;
	}
}

/** True when the layer has this metric, or room to make it. */
export function admitsMetric({ metrics }: KnownLayer, name: string, unit: string): boolean {
	if (metrics.has(name)) return true;
	if (metrics.size >= MAX_METRICS) return false;
	metrics.set(name, { unit });
	return true;
}

/** True when the layer has this status word, or room to make it. */
export function admitsStatus({ statuses }: KnownLayer, word: string): boolean {
	if (statuses.has(word)) return true;
	if (statuses.size >= NULLS.u8) return false;
	statuses.add(word);
	return true;
}
