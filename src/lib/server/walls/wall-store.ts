import type { DatabaseSync } from 'node:sqlite';
import type { z } from 'zod';
import { AppError } from '#lib/model/errors.ts';
import { notFound } from '#lib/model/said-error.ts';
import { wallProfile, type WallProfile } from '#lib/model/wall/profile.ts';
import { wallPlaylist, wallScene, type WallPlaylist, type WallScene } from '#lib/model/wall/scene.ts';
import type { WallState } from './programme/state.ts';

/** Of each kind, in one city. */
export const MOST_THINGS = { profile: 32, scene: 500, playlist: 100 } as const;
export type ThingKind = keyof typeof MOST_THINGS;
const NAMES: Readonly<Record<ThingKind, string>> = { profile: '大屏', scene: '场景', playlist: '轮播' };

interface Things {
	readonly profile: WallProfile;
	readonly scene: WallScene;
	readonly playlist: WallPlaylist;
}

/** What people made for walls, and the state that each wall was left in: in memory, and on disk when a call returns. */
export class WallStore {
	readonly #database: DatabaseSync;
	readonly #things: { [Kind in ThingKind]: readonly Things[Kind][] };
	#rev: number;

	constructor(database: DatabaseSync) {
		this.#database = database;
		this.#things = {
			profile: this.#read('profile', wallProfile),
			scene: this.#read('scene', wallScene),
			playlist: this.#read('playlist', wallPlaylist)
		};
		this.#rev = Number(database.prepare("SELECT value FROM meta WHERE key = 'rev'").get()?.['value'] ?? 0);
	}

	/** By their ids; another array after each change. */
	all<Kind extends ThingKind>(kind: Kind): readonly Things[Kind][] {
		return this.#things[kind];
	}

	/** In place of the one with its id. Throws OVERLOADED when there are too many. */
	keep<Kind extends ThingKind>(kind: Kind, thing: Things[Kind]): void {
		const others: readonly Things[Kind][] = this.#things[kind].filter(({ id }) => id !== thing.id);
		if (others.length >= MOST_THINGS[kind])
			throw new AppError('OVERLOADED', {
				message: `This city has ${MOST_THINGS[kind]} of kind ${kind} already: forget one first.`
			});
		this.#database
			.prepare('INSERT OR REPLACE INTO things VALUES (?, ?, ?)')
			.run(kind, thing.id, JSON.stringify(thing));
		this.#set(
			kind,
			[...others, thing].toSorted((a, b) => (a.id < b.id ? -1 : 1))
		);
	}

	/** Throws NOT_FOUND. */
	forget(kind: ThingKind, id: string): void {
		const { changes } = this.#database.prepare('DELETE FROM things WHERE kind = ? AND id = ?').run(kind, id);
		if (changes === 0)
			throw notFound(
				{ zh: `没有自建的${NAMES[kind]} ${id}。`, en: `Nobody made a ${kind} ${id} here.` },
				{ id }
			);
		this.#set(
			kind,
			this.all(kind).filter((one) => one.id !== id)
		);
	}

	state(wall: string): WallState | undefined {
		const row = this.#database.prepare('SELECT body FROM states WHERE wall = ?').get(wall);
		return row && (JSON.parse(String(row['body'])) as WallState); // only we write here
	}
	keepState(wall: string, state: WallState): void {
		this.#database.prepare('INSERT OR REPLACE INTO states VALUES (?, ?)').run(wall, JSON.stringify(state));
	}
	forgetState(wall: string): void {
		this.#database.prepare('DELETE FROM states WHERE wall = ?').run(wall);
	}

	/** Grows with each change, also over restarts. */
	get rev(): number {
		return this.#rev;
	}
	/** The next one, which `keepRev` writes. */
	nextRev(): number {
		return ++this.#rev;
	}
	keepRev(): void {
		this.#database.prepare("INSERT OR REPLACE INTO meta VALUES ('rev', ?)").run(this.#rev);
	}

	#read<T>(kind: ThingKind, schema: z.ZodType<T>): readonly T[] {
		return this.#database
			.prepare('SELECT body FROM things WHERE kind = ? ORDER BY id')
			.all(kind)
			.map(({ body }) => schema.parse(JSON.parse(String(body))));
	}

	#set(kind: ThingKind, things: readonly { readonly id: string }[]): void {
		Object.assign(this.#things, { [kind]: things }); // of its kind: who calls took them from there
	}
}
