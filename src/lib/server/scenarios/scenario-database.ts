import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

const TABLES = `
CREATE TABLE IF NOT EXISTS scenarios (id TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS runs (
	scenario TEXT NOT NULL, model TEXT NOT NULL, inputs TEXT NOT NULL, digest TEXT NOT NULL, body TEXT NOT NULL,
	indicators TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS runs_scenario ON runs (scenario);
CREATE INDEX IF NOT EXISTS runs_inputs ON runs (inputs);
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
INSERT OR IGNORE INTO meta VALUES ('rev', 0);
`;

/** Opens `scenarios.sqlite`, and makes it and its folder when they are missing. What is written is on disk when a statement ends. */
export function openScenarioDatabase(folder: string): DatabaseSync {
	mkdirSync(folder, { recursive: true });
	const database = new DatabaseSync(join(folder, 'scenarios.sqlite'));
	database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; ${TABLES}`);
	return database;
}

/** Does all of it or nothing. */
export function atOnce<T>(database: DatabaseSync, act: () => T): T {
	database.exec('BEGIN IMMEDIATE');
	try {
		const done = act();
		database.exec('COMMIT');
		return done;
	} catch (thrown) {
		database.exec('ROLLBACK');
		throw thrown;
	}
}
