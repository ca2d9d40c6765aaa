import { randomInt } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

export const LOG_FILE = 'log.sqlite';
/** A dead letter keeps at most so much of its message. */
export const DEAD_LETTER_BYTES = 64 * 1024;

const TABLES = `
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS layers (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, declaration TEXT NOT NULL, statuses TEXT NOT NULL, version INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS entities (layer INTEGER, idx INTEGER, urn TEXT NOT NULL, title TEXT NOT NULL, colour TEXT, PRIMARY KEY (layer, idx)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS log (offset INTEGER PRIMARY KEY, received REAL NOT NULL, layer INTEGER NOT NULL, rows INTEGER NOT NULL, body BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS events (layer INTEGER, offset INTEGER, received REAL NOT NULL, id TEXT NOT NULL, at REAL NOT NULL, body TEXT NOT NULL, PRIMARY KEY (layer, offset), UNIQUE (layer, id, at)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS events_received ON events (layer, received);
CREATE TABLE IF NOT EXISTS dead_letters (id INTEGER PRIMARY KEY AUTOINCREMENT, received REAL NOT NULL, source TEXT NOT NULL, adapter TEXT NOT NULL, topic TEXT, layer TEXT, rejected TEXT NOT NULL, size INTEGER NOT NULL, raw BLOB NOT NULL, retried REAL);
CREATE TABLE IF NOT EXISTS keys (key TEXT PRIMARY KEY, offset INTEGER NOT NULL, at REAL NOT NULL) WITHOUT ROWID;
`;

/** The writer's thread also talks to devices: it may not stand still for long. */
const WRITER_WAITS = 200;

/** Opens a log for writing, makes it when there is none. Every commit is on disk when it returns. */
export function openLogForWriting(dir: string): DatabaseSync {
	mkdirSync(dir, { recursive: true });
	const database = new DatabaseSync(join(dir, LOG_FILE));
	database.exec(`PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;`);
	database.exec(TABLES);
	database.prepare("INSERT INTO meta VALUES ('epoch', ?) ON CONFLICT DO NOTHING").run(randomInt(1, 2 ** 32));
	database.exec(`PRAGMA busy_timeout = ${WRITER_WAITS};`);
	return database;
}

export function openLogForReading(dir: string): DatabaseSync {
	const database = new DatabaseSync(join(dir, LOG_FILE), { readOnly: true });
	database.exec('PRAGMA busy_timeout = 5000;');
	return database;
}

export const epochOf = (database: DatabaseSync): number =>
	Number(database.prepare("SELECT value FROM meta WHERE key = 'epoch'").get()!['value']);
