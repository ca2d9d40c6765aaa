import type { DatabaseSync } from 'node:sqlite';
import { AppError } from '#lib/model/errors.ts';
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

	/** What time brought: it is shown even when it cannot be written. Throws then, once it is shown. */
	showAndKeep(wall: string, state: WallState, lines: readonly WallAuditLine[]): void {
		try {
			this.keep(wall, state, lines);
		} catch (thrown) {
			this.#remember(wall, state);
			this.#options.onChanged(this.#options.store.nextRev());
			throw thrown;
		}
	}

	/** All of it is on disk when this returns, or none: LOG_FULL. `command`: id of the command that it was. */
	keep(wall: string, state: WallState, lines: readonly WallAuditLine[], command?: string): void {
		const { store, audit, onChanged } = this.#options;
		this.#atOnce(wall, () => {
			store.keepState(wall, state);
			for (const line of lines) audit.write(wall, line, command);
			store.nextRev();
			store.keepRev();
		});
		this.#remember(wall, state);
		onChanged(store.rev);
	}

	/** Nobody has this wall any more. */
	forget(wall: string): void {
		this.#options.store.forgetState(wall);
		this.#states.delete(wall);
		this.#revisions.delete(wall);
	}

	#atOnce(wall: string, write: () => void): void {
		const { database } = this.#options;
		try {
			database.exec('BEGIN IMMEDIATE');
			write();
			database.exec('COMMIT');
		} catch (cause) {
			if (database.isTransaction) database.exec('ROLLBACK');
			throw new AppError(
				'LOG_FULL',
				{ message: `What wall ${wall} shows cannot be written to walls.sqlite: is the disk full?` },
				{ cause }
			);
		}
	}

	#remember(wall: string, state: WallState): void {
		const { rev, applyAt } = state;
		this.#states.set(wall, state);
		this.#revisions.set(wall, [...this.revisions(wall), { rev, applyAt }].slice(-REVISIONS_REMEMBERED));
	}
}
