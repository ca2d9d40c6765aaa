import type { DatabaseSync } from 'node:sqlite';
import type { WallAuditLine } from '#lib/model/wall/command.ts';
import type { AuditBook } from './audit-book.ts';
import type { WallState } from './programme/state.ts';
import type { WallStore } from './wall-store.ts';

/** A revision of a programme, and when machines were to show it. */
export type Revision = Pick<WallState, 'rev' | 'applyAt'>;
const REVISIONS_REMEMBERED = 64;

export interface WallStatesOptions {
	readonly database: DatabaseSync;
	readonly store: WallStore;
	readonly audit: AuditBook;
	/** Pages fetch the walls anew. */
	readonly onChanged: (rev: number) => void;
}

/** What each wall shows, in memory and on disk, with the lines of the audit that say why. */
export class WallStates {
	readonly #options: WallStatesOptions;
	readonly #states = new Map<string, WallState>();
	readonly #revisions = new Map<string, readonly Revision[]>();

	/** `walls`: ids of those that there are. */
	constructor(options: WallStatesOptions, walls: readonly string[]) {
		this.#options = options;
		for (const wall of walls) {
			const state = options.store.state(wall);
			if (state) this.#remember(wall, state);
		}
	}

	get(wall: string): WallState | undefined {
		return this.#states.get(wall);
	}
	/** Newest revisions of a wall since the start, the oldest first. */
	revisions(wall: string): readonly Revision[] {
		return this.#revisions.get(wall) ?? [];
	}

	/** The state that a wall begins with: it is kept once something happens to it. */
	begin(wall: string, state: WallState): WallState {
		this.#remember(wall, state);
		return state;
	}

	/** All of it is on disk when this returns, or none. `command`: id of the command that it was. */
	keep(wall: string, state: WallState, lines: readonly WallAuditLine[], command?: string): void {
		const { database, store, audit, onChanged } = this.#options;
		database.exec('BEGIN IMMEDIATE');
		try {
			store.keepState(wall, state);
			for (const line of lines) audit.write(wall, line, command);
			const rev = store.nextRev();
			database.exec('COMMIT');
			this.#remember(wall, state);
			onChanged(rev);
		} catch (thrown) {
			database.exec('ROLLBACK');
			throw thrown;
		}
	}

	/** Nobody has this wall any more. */
	forget(wall: string): void {
		this.#options.store.forgetState(wall);
		this.#states.delete(wall);
		this.#revisions.delete(wall);
	}

	#remember(wall: string, state: WallState): void {
		const { rev, applyAt } = state;
		this.#states.set(wall, state);
		this.#revisions.set(wall, [...this.revisions(wall), { rev, applyAt }].slice(-REVISIONS_REMEMBERED));
	}
}
