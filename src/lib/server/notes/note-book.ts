import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { AppError } from '#lib/model/errors.ts';
import { drawnShape, NOTE_ACTS, type Note, type NoteEvent, type NoteToAdd } from '#lib/model/note.ts';
import { notFound } from '#lib/model/said-error.ts';
import type { EpochMs } from '#lib/model/units.ts';

/** Notes that one city shows at a time, and acts that its log holds. */
export const MOST_NOTES = 2000;
export const MOST_ACTS = 100_000;

const TABLE = `
CREATE TABLE IF NOT EXISTS acts (
	note INTEGER NOT NULL, act TEXT NOT NULL, at REAL NOT NULL, by TEXT NOT NULL, text TEXT, shape TEXT
);
CREATE INDEX IF NOT EXISTS acts_note ON acts (note);
`;

interface Act {
	readonly note: string;
	readonly act: NoteEvent['act'];
	readonly at: EpochMs;
	readonly by: string;
	readonly text?: string;
	/** Of the first act. */
	readonly shape?: Note['shape'];
}
interface Kept {
	readonly note: Note;
	readonly removed: boolean;
}

/** Notes of one city: a log of acts to which lines are only added, and what they come to. */
export class NoteBook {
	readonly #database: DatabaseSync;
	readonly #kept = new Map<string, Kept>();
	#acts = 0;

	/** `folder` is made when it is missing. */
	constructor(folder: string) {
		mkdirSync(folder, { recursive: true });
		this.#database = new DatabaseSync(join(folder, 'notes.sqlite'));
		this.#database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; ${TABLE}`);
		for (const row of this.#database.prepare('SELECT * FROM acts ORDER BY rowid').iterate())
			this.#apply(actOf(row));
	}

	/** Grows with each act, also over restarts. */
	get rev(): number {
		return this.#acts;
	}
	/** Those that were not removed, the newest first. */
	get notes(): readonly Note[] {
		return [...this.#kept.values()]
			.filter(({ removed }) => !removed)
			.map(({ note }) => note)
			.toReversed();
	}
	/** What was done to a note, removed ones too. Throws NOT_FOUND. */
	log(id: string): readonly NoteEvent[] {
		if (!this.#kept.has(id)) throw missing(id);
		return this.#database
			.prepare('SELECT * FROM acts WHERE note = ? ORDER BY rowid')
			.all(id)
			.map((row) => {
				const { act, by, at, text } = actOf(row);
				return { act, by, at, ...(text !== undefined && { text }) };
			});
	}

	/** Keeps a note, on disk when this returns, and answers its id. Throws OVERLOADED when there are too many. */
	add({ shape, text, by }: NoteToAdd, now: EpochMs): string {
		if (this.notes.length >= MOST_NOTES)
			throw new AppError('OVERLOADED', {
				message: `This city has ${MOST_NOTES} notes already: remove some first.`
			});
		const id = String(this.#acts + 1);
		this.#write({ note: id, act: 'add', at: now, by, text, shape });
		return id;
	}
	/** Throws NOT_FOUND, OVERLOADED. */
	edit(id: string, text: string, by: string, now: EpochMs): void {
		if (this.#of(id, false).note.text !== text) this.#write({ note: id, act: 'edit', at: now, by, text });
	}
	/** Throws NOT_FOUND, OVERLOADED. */
	remove(id: string, by: string, now: EpochMs): void {
		this.#of(id, false);
		this.#write({ note: id, act: 'remove', at: now, by });
	}
	/** Takes a removal back. Throws NOT_FOUND, OVERLOADED. */
	restore(id: string, by: string, now: EpochMs): void {
		this.#of(id, true);
		this.#write({ note: id, act: 'restore', at: now, by });
	}

	close(): void {
		this.#database.close();
	}

	#of(id: string, removed: boolean): Kept {
		const kept = this.#kept.get(id);
		if (kept?.removed === removed) return kept;
		throw removed
			? notFound({ zh: `没有删除过编号为 ${id} 的标注。`, en: `No removed note has the number ${id}.` })
			: missing(id);
	}

	#write(act: Act): void {
		if (this.#acts >= MOST_ACTS)
			throw new AppError('OVERLOADED', {
				message: `The log of notes holds ${MOST_ACTS} acts already: keep notes.sqlite elsewhere and start anew.`
			});
		const { note, at, by, text, shape } = act;
		this.#database
			.prepare('INSERT INTO acts (note, act, at, by, text, shape) VALUES (?, ?, ?, ?, ?, ?)')
			.run(note, act.act, at, by, text ?? null, shape ? JSON.stringify(shape) : null);
		this.#apply(act);
	}

	#apply({ note: id, act, at, by, text, shape }: Act): void {
		this.#acts++;
		const known = this.#kept.get(id);
		if (act === 'add' && shape && text !== undefined)
			this.#kept.set(id, { note: { id, shape, text, by, at }, removed: false });
		else if (known && act === 'edit' && text !== undefined)
			this.#kept.set(id, { ...known, note: { ...known.note, text, edited: { by, at } } });
		else if (known) this.#kept.set(id, { ...known, removed: act === 'remove' });
	}
}

const missing = (id: string) =>
	notFound({ zh: `没有标注 ${id}。`, en: `There is no note ${id}.` }, { note: id });

function actOf(row: Record<string, unknown>): Act {
	const { note, act, at, by, text, shape } = row;
	return {
		note: String(note),
		act: NOTE_ACTS.find((known) => known === act)!, // only we write here
		at: Number(at),
		by: String(by),
		...(typeof text === 'string' && { text }),
		...(typeof shape === 'string' && { shape: drawnShape.parse(JSON.parse(shape)) })
	};
}
