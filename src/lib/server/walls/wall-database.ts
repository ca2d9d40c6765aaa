import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

const TABLES = `
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS things (kind TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (kind, id)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS states (wall TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS audit (
	at REAL NOT NULL, wall TEXT NOT NULL, by TEXT NOT NULL, what TEXT NOT NULL, of TEXT,
	before INTEGER NOT NULL, after INTEGER NOT NULL, outcome TEXT NOT NULL, why TEXT, command TEXT
);
CREATE INDEX IF NOT EXISTS audit_wall ON audit (wall);
CREATE INDEX IF NOT EXISTS audit_command ON audit (wall, command);
CREATE TABLE IF NOT EXISTS devices (
	id TEXT PRIMARY KEY, wall TEXT NOT NULL, column INTEGER NOT NULL, row INTEGER NOT NULL, by TEXT NOT NULL,
	adopted REAL NOT NULL, revoked REAL, token TEXT NOT NULL, secret TEXT
) WITHOUT ROWID;
`;

/** Opens `walls.sqlite`, and makes it and its folder when they are missing. What is written is on disk when a statement ends. */
export function openWallDatabase(folder: string): DatabaseSync {
	mkdirSync(folder, { recursive: true });
	const database = new DatabaseSync(join(folder, 'walls.sqlite'));
	database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; ${TABLES}`);
	return database;
}
