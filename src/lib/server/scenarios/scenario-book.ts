import { randomInt } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { AppError } from '#lib/model/errors.ts';
import { notFound } from '#lib/model/said-error.ts';
import {
	scenario as scenarioSchema,
	type Scenario,
	type ScenarioDraft,
	type ScenarioStatus
} from '#lib/model/scenario/scenario.ts';
import type { EpochMs } from '#lib/model/units.ts';
import { chainOf, childrenOf } from './scenario-family.ts';

/** Scenarios that one city keeps. */
export const MOST_SCENARIOS = 1000;

const ID_LETTERS = 10;
const LETTERS = '0123456789abcdefghijklmnopqrstuvwxyz';

/** Who does something, and when. */
export interface By {
	readonly by: string;
	readonly at: EpochMs;
}

/** Scenarios of one city as they are now; what is proposed or decided is not edited any more. */
export class ScenarioBook {
	readonly #database: DatabaseSync;
	readonly #city: string;
	readonly #kept = new Map<string, Scenario>();

	constructor(database: DatabaseSync, city: string) {
		this.#database = database;
		this.#city = city;
		for (const { id, body } of database.prepare('SELECT id, body FROM scenarios').all())
			this.#kept.set(String(id), scenarioSchema.parse(JSON.parse(String(body))));
	}

	/** Changed last first. */
	get all(): readonly Scenario[] {
		return [...this.#kept.values()].sort((a, b) => b.changedAt - a.changedAt || (a.id < b.id ? -1 : 1));
	}
	/** Throws NOT_FOUND. */
	get(id: string): Scenario {
		const kept = this.#kept.get(id);
		if (kept) return kept;
		throw notFound({ zh: `没有方案 ${id}。`, en: `There is no scenario ${id}.` }, { scenario: id });
	}
	/** The scenario first, the one on the baseline last. Throws NOT_FOUND. */
	chain(id: string): readonly Scenario[] {
		return chainOf(this.get(id), this.#find);
	}

	/** `pack`: version of the pack that the edits name rows of. Throws NOT_FOUND for its parent, OVERLOADED. */
	add(draft: ScenarioDraft, pack: string, { by, at }: By): Scenario {
		if (this.#kept.size >= MOST_SCENARIOS)
			throw new AppError('OVERLOADED', {
				message: `This city has ${MOST_SCENARIOS} scenarios already: forget some first.`
			});
		return this.#write({
			...draft,
			id: this.#newId(),
			city: this.#city,
			pack,
			rev: 1,
			status: 'draft',
			author: by,
			createdAt: at,
			changedAt: at,
			history: [{ status: 'draft', by, at }]
		});
	}

	/** `rev` is the revision that was edited. Throws NOT_FOUND; ACT_REFUSED when it is not the newest, or no draft. */
	replace(id: string, draft: ScenarioDraft, pack: string, rev: number, at: EpochMs): Scenario {
		const before = this.#newest(id, rev);
		if (before.status !== 'draft')
			throw new AppError('ACT_REFUSED', {
				message: `Scenario ${before.name} is ${before.status} and stays as it is: branch it to change it.`,
				why: 'not-draft'
			});
		return this.#write({ ...before, ...draft, pack, rev: rev + 1, changedAt: at });
	}

	/** Whether it may be moved is judged before. Throws NOT_FOUND; ACT_REFUSED when `rev` is not the newest. */
	move(id: string, status: ScenarioStatus, rev: number, { by, at }: By, note?: string): Scenario {
		const before = this.#newest(id, rev);
		const said = { status, by, at, ...(note !== undefined && { note }) };
		return this.#write({
			...before,
			status,
			rev: rev + 1,
			changedAt: at,
			history: [...before.history, said]
		});
	}

	/** Throws NOT_FOUND; ACT_REFUSED while others begin from it, and when it is approved. */
	forget(id: string): void {
		const { name, status } = this.get(id);
		const [child] = childrenOf(id, this.all);
		if (child)
			throw new AppError('ACT_REFUSED', {
				message: `Scenario ${child.name} begins from ${name}: forget that one first.`,
				why: 'child',
				of: child.name
			});
		if (status === 'approved')
			throw new AppError('ACT_REFUSED', {
				message: `Scenario ${name} is approved: it is kept.`,
				why: 'approved'
			});
		this.#database.prepare('DELETE FROM scenarios WHERE id = ?').run(id);
		this.#kept.delete(id);
	}

	#newest(id: string, rev: number): Scenario {
		const before = this.get(id);
		if (before.rev === rev) return before;
		throw new AppError('ACT_REFUSED', {
			message: `Scenario ${before.name} was changed meanwhile (revision ${before.rev}, yours is of ${rev}): load it again, then write your change into it.`,
			why: 'stale',
			rev: before.rev
		});
	}

	readonly #find = (id: string): Scenario | undefined => this.#kept.get(id);

	#write(written: Scenario): Scenario {
		chainOf(written, this.#find);
		this.#database
			.prepare('INSERT OR REPLACE INTO scenarios VALUES (?, ?)')
			.run(written.id, JSON.stringify(written));
		this.#kept.set(written.id, written);
		return written;
	}

	#newId(): string {
		let id: string;
		do id = Array.from({ length: ID_LETTERS }, () => LETTERS[randomInt(LETTERS.length)]).join('');
		while (this.#kept.has(id));
		return id;
	}
}
