import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import type { Rejected } from '#lib/model/observation.ts';
import type { EpochMs } from '#lib/model/units.ts';
import type { DeadLetter, NewDeadLetter } from './bus.ts';
import { DEAD_LETTER_BYTES } from './schema.ts';

/** What the store may hold: beyond, the oldest go. */
export interface DeadLetterLimits {
	readonly rows: number;
	readonly bytes: number;
}
export const DEAD_LETTER_LIMITS: DeadLetterLimits = { rows: 10_000, bytes: 64 * 2 ** 20 };

/** Messages that could not be used, as they came, with every reason. All calls are inside the caller's transaction. */
export class DeadLetters {
	readonly #limits: DeadLetterLimits;
	readonly #sql;
	#count = 0;
	#bytes = 0;
	#dropped = 0;

	constructor(database: DatabaseSync, limits: DeadLetterLimits) {
		this.#limits = limits;
		this.#sql = {
			sums: database.prepare('SELECT count(*) AS n, total(length(raw)) AS bytes FROM dead_letters'),
			dropped: database.prepare("SELECT value FROM meta WHERE key = 'dead letters dropped'"),
			putDropped: database.prepare(
				"INSERT INTO meta VALUES ('dead letters dropped', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value"
			),
			add: database.prepare(
				'INSERT INTO dead_letters (received, source, adapter, topic, layer, rejected, size, raw) VALUES (?, ?, ?, ?, ?, ?, ?, ?)'
			),
			oldest: database.prepare('SELECT id, length(raw) AS bytes FROM dead_letters ORDER BY id LIMIT 1'),
			size: database.prepare('SELECT length(raw) AS bytes FROM dead_letters WHERE id = ?'),
			remove: database.prepare('DELETE FROM dead_letters WHERE id = ?'),
			retried: database.prepare('UPDATE dead_letters SET rejected = ?, retried = ? WHERE id = ?')
		};
		this.recount();
	}

	/** Letters kept now. */
	get count(): number {
		return this.#count;
	}

	/** Letters that had to go because there were too many, since the log was made. */
	get dropped(): number {
		return this.#dropped;
	}

	/** Reads the sums anew, after a transaction that was undone. */
	recount(): void {
		const { n, bytes } = this.#sql.sums.get()!;
		[this.#count, this.#bytes] = [Number(n), Number(bytes)];
		this.#dropped = Number(this.#sql.dropped.get()?.['value'] ?? 0);
	}

	add(letter: NewDeadLetter, now: EpochMs): void {
		const raw = letter.raw.subarray(0, DEAD_LETTER_BYTES);
		this.#sql.add.run(
			now,
			letter.source,
			letter.adapter,
			letter.topic ?? null,
			letter.layer ?? null,
			JSON.stringify(letter.rejected),
			letter.raw.byteLength,
			raw
		);
		this.#count++;
		this.#bytes += raw.byteLength;
		while (this.#count > this.#limits.rows || this.#bytes > this.#limits.bytes) this.#dropOldest();
	}

	/** Forgets a letter; one that is not there is no error. */
	remove(id: number): void {
		const bytes = this.#sql.size.get(id)?.['bytes'];
		if (bytes === undefined) return;
		this.#sql.remove.run(id);
		this.#count--;
		this.#bytes -= Number(bytes);
	}

	/** Keeps a letter that was tried again in vain, with what is wrong with it now. */
	keep(id: number, rejected: readonly Rejected[], now: EpochMs): void {
		this.#sql.retried.run(JSON.stringify(rejected), now, id);
	}

	#dropOldest(): void {
		const oldest = this.#sql.oldest.get();
		if (!oldest) return;
		this.remove(Number(oldest['id']));
		this.#sql.putDropped.run(++this.#dropped);
	}
}

/** A row of the table `dead_letters`. */
export const deadLetterOf = (row: Record<string, SQLOutputValue>): DeadLetter => ({
	id: Number(row['id']),
	receivedAt: Number(row['received']),
	source: String(row['source']),
	adapter: String(row['adapter']),
	...(row['topic'] !== null && { topic: String(row['topic']) }),
	...(row['layer'] !== null && { layer: String(row['layer']) }),
	rejected: JSON.parse(String(row['rejected'])) as readonly Rejected[], // written by `add` and `keep`
	size: Number(row['size']),
	raw: row['raw'] as Uint8Array, // a BLOB column
	...(row['retried'] !== null && { retriedAt: Number(row['retried']) })
});
