import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { AppError } from '#lib/model/errors.ts';
import { notFound } from '#lib/model/said-error.ts';
import { savedView, type NamedView, type SavedView, type ViewToSave } from '#lib/model/saved-view.ts';
import type { EpochMs } from '#lib/model/units.ts';

/** Views that one city keeps, and names among them. */
export const MOST_VIEWS = 50_000;
export const MOST_NAMES = 1000;

const ID_LETTERS = 12;
const TABLES = `
CREATE TABLE IF NOT EXISTS views (id TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS names (at REAL NOT NULL, name TEXT NOT NULL, by TEXT NOT NULL, id TEXT, until REAL);
CREATE INDEX IF NOT EXISTS names_name ON names (name);
`;
/** The newest word on each name; one without an id says that it was forgotten. */
const NAMED = `
SELECT n.name, n.id, n.by, n.at, n.until, v.body FROM names n JOIN views v ON v.id = n.id
WHERE n.rowid = (SELECT max(rowid) FROM names WHERE name = n.name) AND (n.until IS NULL OR n.until > ?)
ORDER BY n.name`;

/** Views of one city: kept for ever under their digest; names come, change and go, and who did it is kept. */
export class SavedViews {
	readonly #database: DatabaseSync;

	/** `folder` is made when it is missing. */
	constructor(folder: string) {
		mkdirSync(folder, { recursive: true });
		this.#database = new DatabaseSync(join(folder, 'views.sqlite'));
		this.#database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; ${TABLES}`);
	}

	/** Throws NOT_FOUND. */
	get(id: string): SavedView {
		const row = this.#database.prepare('SELECT body FROM views WHERE id = ?').get(id);
		if (!row)
			throw notFound({ zh: `没有保存过的视图 ${id}。`, en: `There is no saved view ${id}.` }, { view: id });
		return bodyOf(row['body']);
	}

	/** Keeps it, on disk when this returns, and answers its id. Throws OVERLOADED when there are too many. */
	save({ view, named }: ViewToSave, now: EpochMs): string {
		const body = JSON.stringify(view);
		const id = digest(body);
		this.#database.exec('BEGIN IMMEDIATE');
		try {
			this.#refuseTooMany(id, named?.name, now);
			this.#database.prepare('INSERT OR IGNORE INTO views VALUES (?, ?)').run(id, body);
			if (named) this.#say(named.name, named.by, id, named.until, now);
			this.#database.exec('COMMIT');
		} catch (thrown) {
			this.#database.exec('ROLLBACK');
			throw thrown;
		}
		return id;
	}

	/** The name leads nowhere any more. Throws NOT_FOUND. */
	forget(name: string, by: string, now: EpochMs): void {
		if (!this.named(now).some((one) => one.name === name))
			throw notFound({ zh: `没有名为“${name}”的视图。`, en: `No saved view has the name ${name}.` });
		this.#say(name, by, null, undefined, now);
	}

	/** Names that lead to a view at this moment. */
	named(now: EpochMs): readonly NamedView[] {
		return this.#database
			.prepare(NAMED)
			.all(now)
			.map((row): NamedView => {
				const { page, note } = bodyOf(row['body']);
				return {
					name: String(row['name']),
					id: String(row['id']),
					page,
					by: String(row['by']),
					at: Number(row['at']),
					...(row['until'] !== null && { until: Number(row['until']) }),
					...(note !== undefined && { note })
				};
			});
	}

	close(): void {
		this.#database.close();
	}

	#say(name: string, by: string, id: string | null, until: EpochMs | undefined, now: EpochMs): void {
		this.#database
			.prepare('INSERT INTO names (at, name, by, id, until) VALUES (?, ?, ?, ?, ?)')
			.run(now, name, by, id, until ?? null);
	}

	#refuseTooMany(id: string, name: string | undefined, now: EpochMs): void {
		const known = this.#database.prepare('SELECT 1 FROM views WHERE id = ?').get(id);
		const views = Number(this.#database.prepare('SELECT count(*) AS n FROM views').get()?.['n']);
		if (!known && views >= MOST_VIEWS)
			throw new AppError('OVERLOADED', { message: `This city keeps ${MOST_VIEWS} views already.` });
		if (name === undefined) return;
		const names = this.named(now);
		if (names.length >= MOST_NAMES && !names.some((one) => one.name === name))
			throw new AppError('OVERLOADED', {
				message: `There are ${MOST_NAMES} named views already: forget one first.`
			});
	}
}

/** What was kept by an older version gets what is new since by its defaults. */
const bodyOf = (body: unknown): SavedView => savedView.parse(JSON.parse(String(body)));

/** Letters and digits of a SHA-256, enough of them that no two views of a city share theirs. */
function digest(body: string): string {
	return createHash('sha256').update(body).digest('base64').replace(/[+/=]/g, '').slice(0, ID_LETTERS);
}
