import type { DatabaseSync } from 'node:sqlite';
import { AppError } from '#lib/model/errors.ts';
import { layerDeclaration, type LayerDeclaration } from '#lib/model/live-layer.ts';
import type { EventRecord, Observation } from '#lib/model/observation.ts';
import type { EpochMs } from '#lib/model/units.ts';
import type { BusWriter, LayerEntry, LogRecord, NewCommit, News } from './bus.ts';
import { Catalogue } from './catalogue.ts';
import { DEAD_LETTER_LIMITS, DeadLetters, type DeadLetterLimits } from './dead-letters.ts';
import { encodeObservations } from './observation-batch.ts';
import { epochOf, openLogForWriting } from './schema.ts';

/** Two records never have the same time of receipt: a float64 of today still tells a microsecond. */
const TICK = 0.001;

/** The embedded log: SQLite, write-ahead, every commit synced. `rights`: by layer, what its reader must have from its first row on. */
export function openSqliteWriter(
	dir: string,
	deadLetters: DeadLetterLimits = DEAD_LETTER_LIMITS,
	rights: Readonly<Record<string, string>> = {}
): BusWriter {
	return new SqliteWriter(openLogForWriting(dir), deadLetters, rights);
}

class SqliteWriter implements BusWriter {
	readonly epoch: number;
	#end: number;
	#lastReceived: EpochMs;
	/** Absent after a commit that failed: numbers given in it were never written. */
	#open: Catalogue | undefined;
	readonly #dead: DeadLetters;
	readonly #database: DatabaseSync;
	readonly #rights: Readonly<Record<string, string>>;
	readonly #sql;

	constructor(database: DatabaseSync, limits: DeadLetterLimits, rights: Readonly<Record<string, string>>) {
		this.#database = database;
		this.#rights = rights;
		this.epoch = epochOf(database);
		this.#open = new Catalogue(database, rights);
		this.#dead = new DeadLetters(database, limits);
		const last = database.prepare('SELECT offset, received FROM log ORDER BY offset DESC LIMIT 1').get();
		const trimmed = database.prepare("SELECT value FROM meta WHERE key = 'end'").get();
		this.#end = Number(last?.['offset'] ?? trimmed?.['value'] ?? 0);
		this.#lastReceived = Number(last?.['received'] ?? 0);
		this.#sql = {
			log: database.prepare('INSERT INTO log VALUES (?, ?, ?, ?, ?)'),
			event: database.prepare('INSERT INTO events VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING'),
			key: database.prepare('INSERT INTO keys VALUES (?, ?, ?) ON CONFLICT DO NOTHING'),
			keyed: database.prepare('SELECT offset FROM keys WHERE key = ?'),
			trimLog: database.prepare('DELETE FROM log WHERE offset < ?'),
			trimKeys: database.prepare('DELETE FROM keys WHERE at < ?'),
			end: database.prepare(
				"INSERT INTO meta VALUES ('end', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value"
			)
		};
	}

	get end(): number {
		return this.#end;
	}

	get deadLetters(): { count: number; dropped: number } {
		return { count: this.#dead.count, dropped: this.#dead.dropped };
	}

	get layers(): number {
		return this.#catalogue.size;
	}

	layer(id: string): LayerEntry | undefined {
		return this.#catalogue.entry(id);
	}

	knows(layer: string, entity: string): boolean {
		return this.#catalogue.knows(layer, entity);
	}

	declare(declaration: LayerDeclaration): void {
		this.#catalogue.declare(declaration);
	}

	commit({ declare = [], batches, dead = [], keys = [], retried = [] }: NewCommit, now: EpochMs): News {
		const [end, received] = [this.#end, this.#lastReceived];
		this.#begin();
		try {
			for (const declaration of declare) this.#catalogue.declare(declaration);
			const records = batches.flatMap((batch) =>
				batch.cls === 'state'
					? this.#state(batch.layer, batch.rows, now)
					: batch.rows.flatMap((event) => this.#event(batch.layer, event, now))
			);
			for (const letter of dead) this.#dead.add(letter, now);
			for (const { id, rejected } of retried)
				if (rejected.length > 0) this.#dead.keep(id, rejected, now);
				else this.#dead.remove(id);
			for (const key of keys) this.#sql.key.run(key, this.#end, now);
			const changed = this.#catalogue.flush();
			this.#database.exec('COMMIT');
			return { ...changed, records };
		} catch (cause) {
			this.#open = undefined;
			[this.#end, this.#lastReceived] = [end, received];
			throw this.#undone(cause);
		}
	}

	offsetOfKey(key: string): number | undefined {
		const row = this.#sql.keyed.get(key);
		return row && Number(row['offset']);
	}

	trim(offset: number, keysBefore: EpochMs): void {
		this.#sql.end.run(this.#end);
		this.#sql.trimLog.run(offset);
		this.#sql.trimKeys.run(keysBefore);
	}

	close(): void {
		this.#database.close();
	}

	/** A log that cannot even begin has changed nothing: its names need not be read anew. */
	#begin(): void {
		try {
			this.#database.exec('BEGIN IMMEDIATE');
		} catch (cause) {
			throw isDiskFault(cause) ? logFull(cause) : AppError.from(cause);
		}
	}

	#state(layer: string, rows: readonly Observation[], now: EpochMs): LogRecord[] {
		if (rows.length === 0) return [];
		this.#need(layer, 'state');
		const numbers = this.#catalogue.numbers(layer);
		const { offset, receivedAt } = this.#next(now);
		const body = encodeObservations(rows, numbers, { receivedAt, epoch: this.epoch, offset });
		this.#sql.log.run(offset, receivedAt, numbers.schemaId, rows.length, body);
		return [{ offset, receivedAt, layer, cls: 'state', rows: rows.length, body }];
	}

	/** A repeat of an event is dropped: it has no offset of its own. */
	#event(layer: string, event: EventRecord, now: EpochMs): LogRecord[] {
		const { number } = this.#need(layer, 'event');
		const { offset, receivedAt } = this.#next(now);
		const text = JSON.stringify(event);
		const { changes } = this.#sql.event.run(number, offset, receivedAt, event.id, event.at, text);
		if (changes === 0) {
			this.#end--;
			return [];
		}
		const body = new TextEncoder().encode(text);
		this.#sql.log.run(offset, receivedAt, number, 1, body);
		return [{ offset, receivedAt, layer, cls: 'event', rows: 1, body }];
	}

	#need(id: string, cls: LayerDeclaration['cls']): LayerEntry {
		if (!this.#catalogue.entry(id)) this.#catalogue.declare(layerDeclaration.parse({ id, cls }));
		const entry = this.#catalogue.entry(id)!;
		if (entry.declaration.cls !== cls)
			throw new AppError('LAYER_CLASS_FIXED', {
				message: `Layer ${id} holds ${entry.declaration.cls}, not ${cls}.`,
				layer: id
			});
		return entry;
	}

	/** Reads anew what the database has, after a commit that failed. */
	get #catalogue(): Catalogue {
		return (this.#open ??= new Catalogue(this.#database, this.#rights));
	}

	/** Takes the transaction back and says whether the disk or the commit was at fault. */
	#undone(cause: unknown): AppError {
		try {
			if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
			this.#dead.recount();
		} catch (worse) {
			return logFull(worse);
		}
		if (cause instanceof AppError) return cause;
		return isDiskFault(cause) ? logFull(cause) : AppError.from(cause);
	}

	#next(now: EpochMs): { offset: number; receivedAt: EpochMs } {
		this.#lastReceived = Math.max(now, this.#lastReceived + TICK);
		return { offset: ++this.#end, receivedAt: this.#lastReceived };
	}
}

const logFull = (cause: unknown) =>
	new AppError(
		'LOG_FULL',
		{ message: `The log cannot be written: ${cause instanceof Error ? cause.message : String(cause)}.` },
		{ cause }
	);

/** SQLite's primary result codes that are the rows' fault: TOOBIG, CONSTRAINT, MISMATCH, RANGE (sqlite.org/rescode.html). */
const FAULTS_OF_ROWS = new Set([18, 19, 20, 25]);

/** True when SQLite says that it cannot write: full, broken, busy or read-only. Anything else is a fault of the rows. */
function isDiskFault(cause: unknown): boolean {
	if (!(cause instanceof Error) || !('errcode' in cause)) return false;
	return !FAULTS_OF_ROWS.has(Number(cause.errcode) & 0xff);
}
