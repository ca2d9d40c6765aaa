import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import { AppError } from '#lib/model/errors.ts';
import { layerDeclaration, type LiveEntity } from '#lib/model/live-layer.ts';
import type { EventRecord } from '#lib/model/observation.ts';
import type { EpochMs } from '#lib/model/units.ts';
import type { BusReader, DeadLetter, LayerEntry, LogRecord, News, StoredEvent } from './bus.ts';
import { deadLetterOf } from './dead-letters.ts';
import { epochOf, openLogForReading } from './schema.ts';

/** Records read at once when some were missed. */
const CATCH_UP = 500;

type SqlRow = Record<string, SQLOutputValue>;

/** Reads the embedded log; the file must exist. */
export function openSqliteReader(dir: string): BusReader {
	return new SqliteReader(openLogForReading(dir));
}

class SqliteReader implements BusReader {
	readonly epoch: number;
	readonly #database: DatabaseSync;
	readonly #followers = new Set<(news: News) => void>();
	readonly #sql;
	/** Offset up to which followers were told. */
	#told: number;
	/** Rows of each layer's dictionary that followers were told of. */
	readonly #toldEntities: Map<string, number>;
	/** Layers by number, renewed when an unknown number comes. */
	#layers = new Map<number, LayerEntry>();

	constructor(database: DatabaseSync) {
		this.#database = database;
		this.epoch = epochOf(database);
		this.#sql = {
			range: database.prepare('SELECT min(offset) AS first, max(offset) AS last FROM log'),
			end: database.prepare("SELECT value FROM meta WHERE key = 'end'"),
			read: database.prepare(
				'SELECT offset, received, layer, rows, body FROM log WHERE offset >= ? ORDER BY offset LIMIT ?'
			),
			layers: database.prepare(
				'SELECT l.*, coalesce((SELECT max(e.idx) + 1 FROM entities e WHERE e.layer = l.number), 0) AS entities FROM layers l ORDER BY number'
			),
			entities: database.prepare(
				'SELECT e.urn, e.title, e.colour FROM entities e JOIN layers l ON l.number = e.layer WHERE l.id = ? AND e.idx >= ? ORDER BY e.idx'
			),
			events: database.prepare(
				'SELECT e.offset, e.received, e.body FROM events e JOIN layers l ON l.number = e.layer WHERE l.id = ? AND e.offset > ? ORDER BY e.offset LIMIT ?'
			),
			eventsBefore: database.prepare(
				'SELECT e.offset, e.received, e.body FROM events e JOIN layers l ON l.number = e.layer WHERE l.id = ? AND e.received < ? AND e.offset <= ? ORDER BY e.received DESC LIMIT ?'
			),
			dead: database.prepare('SELECT * FROM dead_letters WHERE id < ? ORDER BY id DESC LIMIT ?'),
			deadOne: database.prepare('SELECT * FROM dead_letters WHERE id = ?'),
			offsetAt: database.prepare('SELECT max(offset) AS offset FROM log WHERE received <= ?')
		};
		this.#told = this.end;
		this.#toldEntities = new Map(
			this.layers().map(({ declaration, entities }) => [declaration.id, entities])
		);
	}

	get end(): number {
		return Number(this.#sql.range.get()?.['last'] ?? this.#sql.end.get()?.['value'] ?? 0);
	}

	get start(): number {
		return Number(this.#sql.range.get()?.['first'] ?? this.end + 1);
	}

	read(from: number, limit: number): readonly LogRecord[] {
		return this.#sql.read.all(from, limit).map((row) => {
			const { id, cls } = this.#layer(Number(row['layer'])).declaration;
			return {
				offset: Number(row['offset']),
				receivedAt: Number(row['received']),
				layer: id,
				cls,
				rows: Number(row['rows']),
				body: row['body'] as Uint8Array // a BLOB column
			};
		});
	}

	layers(): readonly LayerEntry[] {
		const layers = this.#sql.layers.all().map(layerOf);
		this.#layers = new Map(layers.map((layer) => [layer.number, layer]));
		return layers;
	}

	entities(layer: string, from: number): readonly LiveEntity[] {
		return this.#sql.entities.all(layer, from).map(({ urn, title, colour }) => ({
			urn: String(urn),
			title: String(title),
			...(colour !== null && { colour: String(colour) })
		}));
	}

	events(layer: string, after: number, limit: number): readonly StoredEvent[] {
		return this.#sql.events.all(layer, after, limit).map(storedEventOf);
	}

	eventsBefore(layer: string, before: EpochMs, upTo: number, limit: number): readonly StoredEvent[] {
		return this.#sql.eventsBefore.all(layer, before, upTo, limit).map(storedEventOf).reverse();
	}

	deadLetters(limit: number, beforeId: number = Number.MAX_SAFE_INTEGER): readonly DeadLetter[] {
		return this.#sql.dead.all(beforeId, limit).map(deadLetterOf);
	}

	deadLetter(id: number): DeadLetter | undefined {
		const row = this.#sql.deadOne.get(id);
		return row && deadLetterOf(row);
	}

	offsetAt(at: EpochMs): number {
		return Number(this.#sql.offsetAt.get(at)?.['offset'] ?? 0);
	}

	follow(onNews: (news: News) => void): () => void {
		this.#followers.add(onNews);
		return () => this.#followers.delete(onNews);
	}

	take(news: News): void {
		// A message was lost on its way, or came before this end was opened: the log has all.
		if ((news.records[0]?.offset ?? 0) > this.#told + 1) this.catchUp();
		this.#tell({ ...news, records: news.records.filter(({ offset }) => offset > this.#told) });
	}

	catchUp(): void {
		const layers = this.layers();
		const entities = layers.flatMap(({ declaration: { id } }) => {
			const from = this.#toldEntities.get(id) ?? 0;
			return this.entities(id, from).map((entity, i) => ({ layer: id, idx: from + i, entity }));
		});
		this.#tell({ layers, entities, records: [] });
		for (;;) {
			const records = this.read(this.#told + 1, CATCH_UP);
			if (records.length === 0) return;
			this.#tell({ layers: [], entities: [], records });
		}
	}

	#tell(news: News): void {
		this.#told = news.records.at(-1)?.offset ?? this.#told;
		for (const { layer, idx } of news.entities)
			this.#toldEntities.set(layer, Math.max(idx + 1, this.#toldEntities.get(layer) ?? 0));
		for (const onNews of this.#followers) onNews(news);
	}

	close(): void {
		this.#followers.clear();
		this.#database.close();
	}

	#layer(number: number): LayerEntry {
		if (!this.#layers.has(number)) this.layers();
		const layer = this.#layers.get(number);
		if (!layer)
			throw new AppError('INTERNAL', { message: `The log names layer ${number}, which it does not have.` });
		return layer;
	}
}

const layerOf = (row: SqlRow): LayerEntry => ({
	number: Number(row['number']),
	declaration: layerDeclaration.parse(JSON.parse(String(row['declaration']))),
	statuses: JSON.parse(String(row['statuses'])) as string[], // written by the catalogue
	version: Number(row['version']),
	entities: Number(row['entities'])
});

const storedEventOf = ({ offset, received, body }: SqlRow): StoredEvent => ({
	offset: Number(offset),
	receivedAt: Number(received),
	event: JSON.parse(String(body)) as EventRecord // written by the writer
});
