import { randomInt } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type SQLOutputValue } from 'node:sqlite';
import type { AlarmLogLine } from '#lib/model/alarm.ts';
import type { AlarmLevel } from '#lib/model/alarm-rule.ts';
import { AppError } from '#lib/model/errors.ts';
import type { EpochMs } from '#lib/model/units.ts';
import { nextAlarm, type KeptAlarm, type LogEntry } from './book/kept-alarm.ts';
import type { Pause } from './rule-engine/pause.ts';
import type { ChangedWatch, SavedWatch } from './rule-engine/transition.ts';

export const ALARMS_FILE = 'alarms.sqlite';

const TABLES = `
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS log (rev INTEGER PRIMARY KEY, at REAL NOT NULL, alarm TEXT NOT NULL, what TEXT NOT NULL, by TEXT NOT NULL, text TEXT, level INTEGER, facts TEXT);
CREATE INDEX IF NOT EXISTS log_alarm ON log (alarm, rev);
CREATE TABLE IF NOT EXISTS alarms (id TEXT PRIMARY KEY, rev INTEGER NOT NULL, raised REAL NOT NULL, closed REAL, body TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS alarms_rev ON alarms (rev);
CREATE TABLE IF NOT EXISTS watches (rule TEXT, key TEXT, body TEXT NOT NULL, PRIMARY KEY (rule, key)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS pauses (since REAL PRIMARY KEY, until REAL NOT NULL) WITHOUT ROWID;
`;

/** What becomes durable together. */
export interface AlarmCommit {
	readonly entries: readonly LogEntry[];
	readonly watches: readonly ChangedWatch[];
	/** Newest revision, and since when there is a flood. */
	readonly rev: number;
	readonly floodSince: EpochMs | undefined;
}

type SqlRow = Record<string, SQLOutputValue>;

/** The log of who did what to which alarm, append-only, and the alarms as it makes them. Every commit is on disk when it returns. */
export class AlarmStore {
	/** Incarnation: another one means other alarms. */
	readonly epoch: number;
	readonly #database: DatabaseSync;
	readonly #sql;

	/** Throws INPUT_UNREADABLE when the file cannot be opened. */
	constructor(dir: string) {
		const database = openDatabase(dir);
		this.#database = database;
		this.#sql = {
			log: database.prepare('INSERT INTO log VALUES (?, ?, ?, ?, ?, ?, ?, ?)'),
			lines: database.prepare('SELECT * FROM log WHERE alarm = ? AND at <= ? ORDER BY rev'),
			alarm: database.prepare('SELECT body FROM alarms WHERE id = ?'),
			keep: database.prepare(
				'INSERT INTO alarms VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET rev = excluded.rev, closed = excluded.closed, body = excluded.body'
			),
			open: database.prepare('SELECT body FROM alarms WHERE closed IS NULL ORDER BY rev'),
			closedSince: database.prepare(
				'SELECT id FROM alarms WHERE rev > ? AND closed IS NOT NULL ORDER BY rev'
			),
			during: database.prepare(
				'SELECT id FROM alarms WHERE raised <= ? AND (closed IS NULL OR closed > ?) ORDER BY raised'
			),
			raisedSince: database.prepare("SELECT at FROM log WHERE what = 'raised' AND at > ? ORDER BY at"),
			lastRaised: database.prepare("SELECT max(at) AS at FROM log WHERE what IN ('raised', 'again')"),
			watch: database.prepare(
				'INSERT INTO watches VALUES (?, ?, ?) ON CONFLICT (rule, key) DO UPDATE SET body = excluded.body'
			),
			unwatch: database.prepare('DELETE FROM watches WHERE rule = ? AND key = ?'),
			watches: database.prepare('SELECT * FROM watches'),
			pauses: database.prepare('SELECT since, until FROM pauses ORDER BY since'),
			forgetPauses: database.prepare('DELETE FROM pauses'),
			keepPause: database.prepare('INSERT INTO pauses VALUES (?, ?)'),
			meta: database.prepare('SELECT value FROM meta WHERE key = ?'),
			setMeta: database.prepare(
				'INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value'
			)
		};
		this.epoch = this.#meta('epoch')!; // inserted above
	}

	get rev(): number {
		return this.#meta('rev') ?? 0;
	}

	get floodSince(): EpochMs | undefined {
		return this.#meta('flood');
	}

	/** Writes everything or nothing. Throws LOG_FULL when the disk refuses. */
	commit({ entries, watches, rev, floodSince }: AlarmCommit): void {
		this.#together(() => {
			for (const entry of entries) this.#write(entry);
			for (const { rule, key, watch } of watches)
				if (watch) this.#sql.watch.run(rule, key, JSON.stringify(watch));
				else this.#sql.unwatch.run(rule, key);
			this.#sql.setMeta.run('rev', rev);
			this.#sql.setMeta.run('flood', floodSince ?? null);
		});
	}

	/** Times in which nobody was heard, oldest first. */
	pauses(): readonly Pause[] {
		return this.#sql.pauses.all().map(({ since, until }) => ({ from: Number(since), to: Number(until) }));
	}

	/** These instead of those kept. Throws LOG_FULL when the disk refuses. */
	keepPauses(pauses: readonly Pause[]): void {
		this.#together(() => {
			this.#sql.forgetPauses.run();
			for (const { from, to } of pauses) this.#sql.keepPause.run(from, to);
		});
	}

	/** An alarm, open or closed. */
	alarm(id: string): KeptAlarm | undefined {
		const row = this.#sql.alarm.get(id);
		return row && alarmOf(row);
	}

	open(): readonly KeptAlarm[] {
		return this.#sql.open.all().map(alarmOf);
	}

	/** Ids of alarms that are closed and changed after a revision. */
	closedSince(rev: number): readonly string[] {
		return this.#sql.closedSince.all(rev).map(({ id }) => String(id));
	}

	/** Alarms as they were open at an instant, by their log. */
	openAt(at: EpochMs): readonly KeptAlarm[] {
		return this.#sql.during.all(at, at).flatMap(({ id }) => {
			let alarm: KeptAlarm | undefined;
			for (const row of this.#sql.lines.all(id!, at)) alarm = nextAlarm(alarm, entryOf(row));
			return alarm && alarm.closedAt === undefined ? [alarm] : [];
		});
	}

	/** The log of an alarm, oldest line first. */
	log(id: string): readonly LogEntry[] {
		return this.#sql.lines.all(id, Number.MAX_VALUE).map(entryOf);
	}

	raisedSince(at: EpochMs): readonly EpochMs[] {
		return this.#sql.raisedSince.all(at).map((row) => Number(row['at']));
	}

	lastRaisedAt(): EpochMs | undefined {
		const at = this.#sql.lastRaised.get()?.['at'];
		return at === null || at === undefined ? undefined : Number(at);
	}

	watches(): readonly SavedWatch[] {
		return this.#sql.watches.all().map(({ rule, key, body }) => ({
			...(JSON.parse(String(body)) as Omit<SavedWatch, 'rule' | 'key'>), // written by `commit`
			rule: String(rule),
			key: String(key)
		}));
	}

	close(): void {
		this.#database.close();
	}

	/** All of it is on disk when this returns, or nothing is. */
	#together(work: () => void): void {
		try {
			this.#database.exec('BEGIN IMMEDIATE');
			work();
			this.#database.exec('COMMIT');
		} catch (cause) {
			if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
			throw new AppError(
				'LOG_FULL',
				{
					message: `The alarm log cannot be written: ${cause instanceof Error ? cause.message : String(cause)}.`
				},
				{ cause }
			);
		}
	}

	#write(entry: LogEntry): void {
		const { rev, at, alarm: id, what, by, text, level, facts } = entry;
		this.#sql.log.run(
			rev,
			at,
			id,
			what,
			by,
			text ?? null,
			level ?? null,
			facts ? JSON.stringify(facts) : null
		);
		const alarm = nextAlarm(this.alarm(id), entry);
		this.#sql.keep.run(id, rev, alarm.raisedAt, alarm.closedAt ?? null, JSON.stringify(alarm));
	}

	#meta(key: string): number | undefined {
		const value = this.#sql.meta.get(key)?.['value'];
		return value === null || value === undefined ? undefined : Number(value);
	}
}

function openDatabase(dir: string): DatabaseSync {
	const file = join(dir, ALARMS_FILE);
	try {
		mkdirSync(dir, { recursive: true });
		const database = new DatabaseSync(file);
		database.exec('PRAGMA busy_timeout = 50; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
		database.exec(TABLES);
		database
			.prepare("INSERT INTO meta VALUES ('epoch', ?) ON CONFLICT DO NOTHING")
			.run(randomInt(1, 2 ** 32));
		return database;
	} catch (cause) {
		const reason = cause instanceof Error ? cause.message : String(cause);
		throw new AppError(
			'INPUT_UNREADABLE',
			{
				message: `The alarm log ${file} cannot be opened: ${reason}. Free the disk, or move the file away and start again.`,
				file
			},
			{ cause }
		);
	}
}

const alarmOf = ({ body }: SqlRow): KeptAlarm => JSON.parse(String(body)) as KeptAlarm; // written by `commit`

function entryOf({ rev, at, alarm, what, by, text, level, facts }: SqlRow): LogEntry {
	return {
		rev: Number(rev),
		at: Number(at),
		alarm: String(alarm),
		what: String(what) as AlarmLogLine['what'], // written by `commit`
		by: String(by),
		...(text !== null && { text: String(text) }),
		...(level !== null && { level: Number(level) as AlarmLevel }), // written by `commit`
		...(facts !== null && { facts: JSON.parse(String(facts)) as Partial<KeptAlarm> })
	};
}
