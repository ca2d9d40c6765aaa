import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { AppError } from '#lib/model/errors.ts';
import {
	MAX_METRICS,
	layerDeclaration,
	type LayerDeclaration,
	type LiveEntity
} from '#lib/model/live-layer.ts';
import type { Observation } from '#lib/model/observation.ts';
import { FIRST_STATUSES, NULLS } from '#lib/model/wire/fields.ts';
import type { LayerEntry, News } from './bus.ts';
import type { RowNumbers } from './observation-batch.ts';

export const MAX_LAYERS = 512;
export const MAX_ENTITIES = 2_000_000;

interface OpenLayer {
	number: number;
	declaration: LayerDeclaration;
	statuses: string[];
	version: number;
	readonly rows: Map<string, number>;
	readonly entities: LiveEntity[];
	readonly metrics: Map<string, number>;
}

/** Names and numbers of layers, entities, statuses and metrics. Numbers never change their meaning. */
export class Catalogue {
	readonly #layers = new Map<string, OpenLayer>();
	readonly #changedLayers = new Set<OpenLayer>();
	readonly #changedEntities = new Map<OpenLayer, Set<number>>();
	readonly #rights: Readonly<Record<string, string>>;
	readonly #putLayer: StatementSync;
	readonly #putEntity: StatementSync;

	/** Reads what the database has. `rights`: layers that are restricted from their first row on, whoever makes them. */
	constructor(database: DatabaseSync, rights: Readonly<Record<string, string>> = {}) {
		this.#rights = rights;
		this.#putLayer = database.prepare(
			'INSERT INTO layers (number, id, declaration, statuses, version) VALUES (?, ?, ?, ?, ?) ' +
				'ON CONFLICT (number) DO UPDATE SET declaration = excluded.declaration, statuses = excluded.statuses, version = excluded.version'
		);
		this.#putEntity = database.prepare(
			'INSERT INTO entities (layer, idx, urn, title, colour) VALUES (?, ?, ?, ?, ?) ' +
				'ON CONFLICT (layer, idx) DO UPDATE SET title = excluded.title, colour = excluded.colour'
		);
		for (const row of database
			.prepare('SELECT number, id, declaration, statuses, version FROM layers')
			.iterate())
			this.#open(
				Number(row['number']),
				layerDeclaration.parse(JSON.parse(String(row['declaration']))),
				JSON.parse(String(row['statuses'])) as string[], // written by #putLayer
				Number(row['version'])
			);
		const byNumber = new Map([...this.#layers.values()].map((layer) => [layer.number, layer]));
		const entities = database.prepare(
			'SELECT layer, idx, urn, title, colour FROM entities ORDER BY layer, idx'
		);
		for (const row of entities.iterate()) {
			const layer = byNumber.get(Number(row['layer']));
			layer?.rows.set(String(row['urn']), Number(row['idx']));
			layer?.entities.push({
				urn: String(row['urn']),
				title: String(row['title']),
				...(row['colour'] !== null && { colour: String(row['colour']) })
			});
		}
	}

	/** Number of layers. */
	get size(): number {
		return this.#layers.size;
	}

	knows(layer: string, entity: string): boolean {
		return this.#layers.get(layer)?.rows.has(entity) ?? false;
	}

	entry(id: string): LayerEntry | undefined {
		const layer = this.#layers.get(id);
		return layer && entryOf(layer);
	}

	/** Throws LAYER_CLASS_FIXED, LAYER_LIMIT. Metrics that exist keep their columns. */
	declare(said: LayerDeclaration): void {
		const known = this.#layers.get(said.id);
		const restricted = said.restricted ?? this.#rights[said.id];
		const declaration = restricted === undefined ? said : { ...said, restricted };
		if (!known) {
			if (this.#layers.size >= MAX_LAYERS)
				throw new AppError('LAYER_LIMIT', {
					message: `Layer ${declaration.id} would be more than ${MAX_LAYERS} live layers.`,
					layer: declaration.id
				});
			const layer = this.#open(this.#layers.size + 1, declaration, [...FIRST_STATUSES], 1);
			this.#changedLayers.add(layer);
			return;
		}
		if (known.declaration.cls !== declaration.cls)
			throw new AppError('LAYER_CLASS_FIXED', {
				message: `Layer ${declaration.id} holds ${known.declaration.cls} and cannot become ${declaration.cls}: choose another name.`,
				layer: declaration.id
			});
		const told = new Map(declaration.metrics.map((metric) => [metric.name, metric]));
		const metrics = known.declaration.metrics.map((metric) => told.get(metric.name) ?? metric);
		for (const metric of declaration.metrics) if (!known.metrics.has(metric.name)) metrics.push(metric);
		known.declaration = { ...declaration, metrics: metrics.slice(0, MAX_METRICS) };
		known.declaration.metrics.forEach(({ name }, i) => known.metrics.set(name, i));
		this.#touch(known);
	}

	/** How rows of a layer become columns. New entities and statuses are made as they come; `idx` throws LAYER_LIMIT. */
	numbers(id: string): RowNumbers {
		const layer = this.#layers.get(id)!;
		return {
			schemaId: layer.number,
			idx: (observation) => this.#entity(layer, observation),
			status: (word) => this.#status(layer, word),
			metric: (name, unit) => this.#metric(layer, name, unit)
		};
	}

	/** Writes what changed since the last call, inside the caller's transaction, and says what it was. */
	flush(): Pick<News, 'layers' | 'entities'> {
		const entities = [...this.#changedEntities].flatMap(([layer, rows]) =>
			[...rows].map((idx) => ({ layer: layer.declaration.id, idx, entity: layer.entities[idx]! }))
		);
		for (const [layer, rows] of this.#changedEntities)
			for (const idx of rows) {
				const { urn, title, colour } = layer.entities[idx]!;
				this.#putEntity.run(layer.number, idx, urn, title, colour ?? null);
			}
		for (const { number, declaration, statuses, version } of this.#changedLayers)
			this.#putLayer.run(
				number,
				declaration.id,
				JSON.stringify(declaration),
				JSON.stringify(statuses),
				version
			);
		const layers = [...this.#changedLayers].map(entryOf);
		this.#changedLayers.clear();
		this.#changedEntities.clear();
		return { layers, entities };
	}

	#open(number: number, declaration: LayerDeclaration, statuses: string[], version: number): OpenLayer {
		const layer: OpenLayer = {
			number,
			declaration,
			statuses,
			version,
			rows: new Map(),
			entities: [],
			metrics: new Map(declaration.metrics.map(({ name }, i) => [name, i]))
		};
		this.#layers.set(declaration.id, layer);
		return layer;
	}

	#touch(layer: OpenLayer): void {
		if (!this.#changedLayers.has(layer)) layer.version++;
		this.#changedLayers.add(layer);
	}

	#entity(layer: OpenLayer, { entity, title, colour }: Observation): number {
		const known = layer.rows.get(entity);
		if (known !== undefined) {
			const now = layer.entities[known]!;
			if ((title !== undefined && title !== now.title) || (colour !== undefined && colour !== now.colour)) {
				layer.entities[known] = {
					...now,
					...(title !== undefined && { title }),
					...(colour !== undefined && { colour })
				};
				this.#touchEntity(layer, known);
			}
			return known;
		}
		if (layer.entities.length >= MAX_ENTITIES)
			throw new AppError('LAYER_LIMIT', {
				message: `Layer ${layer.declaration.id} already has ${MAX_ENTITIES} entities.`,
				layer: layer.declaration.id
			});
		const idx =
			layer.entities.push({ urn: entity, title: title ?? entity, ...(colour !== undefined && { colour }) }) -
			1;
		layer.rows.set(entity, idx);
		this.#touchEntity(layer, idx);
		return idx;
	}

	#touchEntity(layer: OpenLayer, idx: number): void {
		const rows = this.#changedEntities.get(layer) ?? new Set();
		this.#changedEntities.set(layer, rows.add(idx));
		this.#touch(layer);
	}

	#metric(layer: OpenLayer, name: string, unit: string): number | undefined {
		const known = layer.metrics.get(name);
		if (known !== undefined) return known;
		const column = layer.declaration.metrics.length;
		if (column >= MAX_METRICS) return undefined;
		layer.metrics.set(name, column);
		layer.declaration = { ...layer.declaration, metrics: [...layer.declaration.metrics, { name, unit }] };
		this.#touch(layer);
		return column;
	}

	#status(layer: OpenLayer, word: string): number {
		const known = layer.statuses.indexOf(word);
		if (known >= 0) return known;
		if (layer.statuses.length >= NULLS.u8) return NULLS.u8;
		this.#touch(layer);
		return layer.statuses.push(word) - 1;
	}
}

const entryOf = ({ number, declaration, statuses, version, entities }: OpenLayer): LayerEntry => ({
	number,
	declaration,
	statuses: [...statuses],
	version,
	entities: entities.length
});
