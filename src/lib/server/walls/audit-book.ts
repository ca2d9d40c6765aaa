import type { DatabaseSync } from 'node:sqlite';
import type { WallAuditLine } from '#lib/model/wall/command.ts';

/** Lines that are kept; the oldest go first, some at a time. */
export const MOST_LINES = 200_000;
const AT_A_TIME = 1000;
/** Lines of one answer. */
const MOST_TOLD = 500;

/** Of what all walls share: their scenes and playlists. */
export const EVERY_WALL = '*';

/** Who did what to a wall, refused and repeated commands too. */
export class AuditBook {
	readonly #database: DatabaseSync;
	#sinceTrim = 0;

	constructor(database: DatabaseSync) {
		this.#database = database;
	}

	/** `command`: the id that its sender gave it. */
	write(wall: string, line: WallAuditLine, command?: string): void {
		const { at, by, what, of, before, after, outcome, why } = line;
		this.#database
			.prepare('INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
			.run(at, wall, by, what, of ?? null, before, after, outcome, why ?? null, command ?? null);
		if (++this.#sinceTrim < AT_A_TIME) return;
		this.#sinceTrim = 0;
		this.#database
			.prepare('DELETE FROM audit WHERE rowid <= (SELECT max(rowid) FROM audit) - ?')
			.run(MOST_LINES);
	}

	/** True when a command with this id was done on the wall. */
	wasDone(wall: string, command: string): boolean {
		return (
			this.#database
				.prepare("SELECT 1 FROM audit WHERE wall = ? AND command = ? AND outcome = 'done'")
				.get(wall, command) !== undefined
		);
	}

	/** The newest first. */
	lines(wall: string): readonly WallAuditLine[] {
		return this.#database
			.prepare('SELECT * FROM audit WHERE wall IN (?, ?) ORDER BY rowid DESC LIMIT ?')
			.all(wall, EVERY_WALL, MOST_TOLD)
			.map((row) => ({
				at: Number(row['at']),
				by: String(row['by']),
				what: String(row['what']),
				...(row['of'] !== null && { of: String(row['of']) }),
				before: Number(row['before']),
				after: Number(row['after']),
				outcome: row['outcome'] as WallAuditLine['outcome'], // only we write here
				...(row['why'] !== null && { why: String(row['why']) })
			}));
	}
}
