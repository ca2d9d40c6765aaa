import { MAX_METRICS, type LayerDeclaration } from '#lib/model/live-layer.ts';
import { FIRST_STATUSES, NULLS } from '#lib/model/wire/fields.ts';
import type { BusWriter } from '../bus/bus.ts';
import { MAX_ENTITIES, MAX_LAYERS } from '../bus/catalogue.ts';

interface KnownMetric {
	readonly unit: string;
	readonly range?: readonly [number, number];
}

/** A layer as rows meet it: what the log has of it, and what rows on their way to the log will add. */
export interface KnownLayer {
	readonly id: string;
	readonly cls: LayerDeclaration['cls'];
	/** Its rows are made up, and each says so. */
	simulated: boolean;
	readonly metrics: Map<string, KnownMetric>;
	readonly statuses: Set<string>;
	/** Rows that may come before its things must be counted. */
	uncounted: number;
	/** Things that the log may not have yet; kept only when there is little room for more. */
	readonly fresh: Set<string>;
}

/** Rows that may be on their way to the log. */
const MOST_ON_THEIR_WAY = 400_000;

type Log = Pick<BusWriter, 'layer' | 'layers' | 'knows'>;

/** Layers by id, ahead of the log by what has not been committed yet. */
export class KnownLayers {
	readonly #log: Log;
	readonly #mostEntities: number;
	readonly #layers = new Map<string, KnownLayer>();
	#made = 0;

	constructor(log: Log, mostEntities: number = MAX_ENTITIES) {
		this.#log = log;
		this.#mostEntities = mostEntities;
	}

	/** True when there is such a layer, or rows on their way will make it. */
	has(id: string): boolean {
		return this.#layers.has(id) || this.#log.layer(id) !== undefined;
	}

	/** The layer, made with this class when there is none; undefined when there may be no further one. */
	get(id: string, cls: LayerDeclaration['cls']): KnownLayer | undefined {
		const known = this.#layers.get(id);
		if (known) return known;
		const entry = this.#log.layer(id);
		if (!entry && this.#log.layers + this.#made >= MAX_LAYERS) return undefined;
		if (!entry) this.#made++;
		const layer: KnownLayer = {
			id,
			cls: entry?.declaration.cls ?? cls,
			simulated: entry?.declaration.origin === 'simulated',
			metrics: metricsOf(entry?.declaration),
			statuses: new Set(entry?.statuses ?? FIRST_STATUSES),
			uncounted: this.#roomOf(entry?.entities ?? 0),
			fresh: new Set()
		};
		this.#layers.set(id, layer);
		return layer;
	}

	/** A declaration is on its way: rows behind it meet it already. */
	expect(declaration: LayerDeclaration): void {
		const layer = this.get(declaration.id, declaration.cls);
		if (layer?.cls !== declaration.cls) return;
		layer.simulated = declaration.origin === 'simulated';
		for (const [name, metric] of metricsOf(declaration)) layer.metrics.set(name, metric);
	}

	/** True when the layer has this thing, or room to make it. */
	admitsEntity(layer: KnownLayer, entity: string): boolean {
		if (layer.uncounted-- > 0) return true;
		const has = this.#log.layer(layer.id)?.entities ?? 0;
		layer.uncounted = this.#roomOf(has);
		if (layer.uncounted > 0 || this.#log.knows(layer.id, entity) || layer.fresh.has(entity)) return true;
		for (const one of layer.fresh) if (this.#log.knows(layer.id, one)) layer.fresh.delete(one);
		if (has + layer.fresh.size >= this.#mostEntities) return false;
		layer.fresh.add(entity);
		return true;
	}

	/** Looks at the log anew: a commit failed, and what it would have made is not there. */
	forget(): void {
		this.#layers.clear();
		this.#made = 0;
	}

	#roomOf(entities: number): number {
		return Math.max(0, this.#mostEntities - MOST_ON_THEIR_WAY - entities);
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

const metricsOf = (declaration: LayerDeclaration | undefined): Map<string, KnownMetric> =>
	new Map(declaration?.metrics.map(({ name, unit, range }) => [name, { unit, ...(range && { range }) }]));
