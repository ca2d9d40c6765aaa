import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type SQLOutputValue } from 'node:sqlite';
import type { IndicatorValue } from '#lib/model/indicator.ts';
import type { LayerOrigin } from '#lib/model/live-layer.ts';
import type { EpochMs, Milliseconds } from '#lib/model/units.ts';
import type { Answers, KeptValue, Remembered, TrendWish } from './thread-messages.ts';

export const VALUES_FILE = 'values.sqlite';

const DAY: Milliseconds = 86_400_000;
const HOUR: Milliseconds = 3_600_000;
/** Every period's value is kept so long; then the last of each hour. */
export const EVERY_VALUE: Milliseconds = 3 * DAY;
/** A year and a month, so that a value has its like of a year ago. */
export const HOURLY_VALUE: Milliseconds = 400 * DAY;
/** An answer has at most so many values. */
const MOST_VALUES = 2000;

const TABLES = `
PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
CREATE TABLE IF NOT EXISTS series (id INTEGER PRIMARY KEY, key TEXT NOT NULL, area TEXT NOT NULL, UNIQUE (key, area));
CREATE TABLE IF NOT EXISTS kept (series INTEGER, slot INTEGER, at INTEGER NOT NULL, value REAL, numerator REAL, denominator REAL,
	newest REAL, version INTEGER NOT NULL, rows INTEGER NOT NULL, stale INTEGER NOT NULL, origin TEXT NOT NULL,
	PRIMARY KEY (series, slot)) WITHOUT ROWID;
`;

type Row = Record<string, SQLOutputValue>;

/** Values of indicators on disk: one for each period, the last that was made in it. */
export class ValueStore {
	readonly #database: DatabaseSync;
	readonly #series = new Map<string, number>();
	readonly #sql;
	/** Up to there, only the last of each hour is left. */
	#thinnedTo = 0;

	constructor(dir: string) {
		mkdirSync(dir, { recursive: true });
		this.#database = new DatabaseSync(join(dir, VALUES_FILE));
		this.#database.exec(TABLES);
		const prepare = (sql: string) => this.#database.prepare(sql);
		this.#readSeries();
		this.#sql = {
			series: prepare('INSERT INTO series (key, area) VALUES (?, ?) RETURNING id'),
			put: prepare('INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)'),
			last: prepare('SELECT * FROM kept WHERE series = ? AND version = ? ORDER BY slot DESC LIMIT 1'),
			count: prepare('SELECT count(*) AS count FROM kept WHERE series = ? AND slot BETWEEN ? AND ?'),
			// SQLite takes the other columns from the row of the maximum (sqlite.org/lang_select.html#bareagg).
			steps: prepare(
				'SELECT *, max(at) FROM kept WHERE series = ? AND slot BETWEEN ? AND ? GROUP BY at / CAST(? AS INTEGER) ORDER BY at'
			),
			areas: prepare("SELECT id, area FROM series WHERE key = ? AND area <> '' ORDER BY id"),
			thin: prepare(
				`DELETE FROM kept WHERE series = ? AND slot BETWEEN ? AND ? AND EXISTS (SELECT 1 FROM kept AS later
				WHERE later.series = kept.series AND later.slot > kept.slot AND later.slot / ${HOUR} = kept.slot / ${HOUR})`
			),
			forget: prepare('DELETE FROM kept WHERE series = ? AND slot < ?')
		};
	}

	/** Keeps values, each in place of the one of the same period. */
	put(values: readonly KeptValue[]): void {
		if (values.length === 0) return;
		this.#database.exec('BEGIN');
		try {
			for (const { key, area, period, value } of values) {
				const { at, version, rows, staleRows, origin } = value;
				const slot = Math.floor(at / period) * period;
				const { numerator = null, denominator = null, newestInput = null } = value;
				const series = this.#seriesOf(key, area);
				this.#sql.put.run(
					...[series, slot, Math.floor(at), value.value, numerator, denominator],
					...[newestInput, version, rows, staleRows, origin]
				);
			}
			this.#database.exec('COMMIT');
		} catch (cause) {
			this.#database.exec('ROLLBACK');
			this.#readSeries();
			throw cause;
		}
	}

	/** Newest values and trend of one version of a formula. */
	remember({ key, version, from, step }: TrendWish): Remembered {
		const newest = (series: number | undefined) => {
			const row = series === undefined ? undefined : this.#sql.last.get(series, version);
			return row && valueOf(row);
		};
		const series = this.#series.get(seriesKey(key, ''));
		const latest = newest(series);
		return {
			key,
			...(latest && { latest }),
			areas: this.#sql.areas.all(key).flatMap(({ id, area }) => {
				const value = newest(Number(id));
				return value ? [{ area: String(area), value }] : [];
			}),
			trend:
				series === undefined
					? []
					: this.#sql.steps
							.all(series, Math.floor(from / step) * step, Number.MAX_SAFE_INTEGER, step)
							.map(valueOf)
							.filter((value) => value.version === version)
							.map(({ at, value }) => ({ at, value }))
		};
	}

	/** Values of a stretch of time, oldest first; of many, the last of each step. */
	history(key: string, area: string, from: EpochMs, to: EpochMs): Answers['history'] {
		const series = this.#series.get(seriesKey(key, area));
		if (series === undefined) return { step: 0, values: [] };
		const count = Number(this.#sql.count.get(series, from, to)!['count']);
		const step = count <= MOST_VALUES ? 0 : Math.ceil((to - from) / MOST_VALUES / 60_000) * 60_000;
		const values = this.#sql.steps.all(series, from, to, Math.max(1, step)).map(valueOf);
		return { step, values };
	}

	/** Thins what is older than `EVERY_VALUE` and forgets what is older than `HOURLY_VALUE`. */
	tidy(now: EpochMs): void {
		const thinTo = Math.floor((now - EVERY_VALUE) / HOUR) * HOUR;
		for (const series of this.#series.values()) {
			this.#sql.thin.run(series, this.#thinnedTo, thinTo - 1);
			this.#sql.forget.run(series, Math.floor(now - HOURLY_VALUE));
		}
		this.#thinnedTo = thinTo;
	}

	close(): void {
		this.#database.close();
	}

	#readSeries(): void {
		this.#series.clear();
		for (const { id, key, area } of this.#database.prepare('SELECT id, key, area FROM series').all())
			this.#series.set(seriesKey(String(key), String(area)), Number(id));
	}

	#seriesOf(key: string, area: string): number {
		const name = seriesKey(key, area);
		let id = this.#series.get(name);
		if (id === undefined) this.#series.set(name, (id = Number(this.#sql.series.get(key, area)!['id'])));
		return id;
	}
}

const seriesKey = (key: string, area: string): string => `${key}\n${area}`;

function valueOf(row: Row): IndicatorValue {
	const [numerator, denominator, newest] = [row['numerator'], row['denominator'], row['newest']];
	return {
		at: Number(row['at']),
		value: row['value'] === null ? null : Number(row['value']),
		...(numerator !== null && { numerator: Number(numerator) }),
		...(denominator !== null && { denominator: Number(denominator) }),
		...(newest !== null && { newestInput: Number(newest) }),
		version: Number(row['version']),
		rows: Number(row['rows']),
		staleRows: Number(row['stale']),
		origin: row['origin'] as LayerOrigin // written by `put`
	};
}
