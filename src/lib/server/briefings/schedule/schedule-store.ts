import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import {
	briefingSchedule,
	scheduleRun,
	type BriefingSchedule,
	type ScheduleRun
} from '#lib/model/briefing/schedule.ts';
import { AppError } from '#lib/model/errors.ts';
import { notFound } from '#lib/model/said-error.ts';
import type { EpochMs } from '#lib/model/units.ts';
import { replaceFile } from '#lib/server/historian/durable-file.ts';

const MOST_SCHEDULES = 50;

const kept = z.object({
	schedule: briefingSchedule,
	/** Times until then need not be made up: it is new, or was changed. */
	since: z.number(),
	last: scheduleRun.optional()
});
export type KeptSchedule = z.output<typeof kept>;
const file = z.object({ v: z.literal(1), schedules: z.array(kept) });

/** What is frozen by itself, and what became of it last: one file, replaced as a whole. */
export class ScheduleStore {
	readonly #path: string;
	#schedules: readonly KeptSchedule[] = [];
	/** Why the file cannot be read; it is left as it is. */
	readonly failure: AppError | undefined;

	constructor(path: string) {
		this.#path = path;
		try {
			this.#schedules = read(path);
		} catch (thrown) {
			this.failure = AppError.from(thrown);
		}
	}

	/** By name; none while the file cannot be read. */
	get all(): readonly KeptSchedule[] {
		return this.#schedules;
	}

	/** In place of the one of its name. Throws OVERLOADED, PACK_BROKEN when the file cannot be read. */
	put(schedule: BriefingSchedule, now: EpochMs): void {
		if (this.failure) throw this.failure;
		const others = this.#schedules.filter((one) => one.schedule.name !== schedule.name);
		if (others.length >= MOST_SCHEDULES)
			throw new AppError('OVERLOADED', {
				message: `There are ${MOST_SCHEDULES} schedules already: remove one first.`
			});
		const last = this.#schedules.find((one) => one.schedule.name === schedule.name)?.last;
		this.#write([...others, { schedule, since: now, ...(last && { last }) }]);
	}

	/** Throws NOT_FOUND. Its briefings stay. */
	remove(name: string): void {
		const others = this.#schedules.filter(({ schedule }) => schedule.name !== name);
		if (others.length === this.#schedules.length)
			throw notFound({ zh: `没有定时简报“${name}”。`, en: `There is no schedule '${name}'.` });
		this.#write(others);
	}

	/** What became of it; nothing when it was removed meanwhile. */
	ran(name: string, last: ScheduleRun): void {
		this.#write(this.#schedules.map((one) => (one.schedule.name === name ? { ...one, last } : one)));
	}

	#write(schedules: readonly KeptSchedule[]): void {
		this.#schedules = [...schedules].sort((a, b) => (a.schedule.name < b.schedule.name ? -1 : 1));
		replaceFile(this.#path, JSON.stringify({ v: 1, schedules: this.#schedules }, undefined, '\t'));
	}
}

function read(path: string): readonly KeptSchedule[] {
	if (!existsSync(path)) return [];
	let said: unknown;
	try {
		said = JSON.parse(readFileSync(path, 'utf8'));
	} catch {
		said = undefined; // no schema accepts that
	}
	const parsed = file.safeParse(said);
	if (parsed.success) return parsed.data.schedules;
	const [first] = parsed.error.issues;
	throw new AppError('PACK_BROKEN', {
		message: `${path} holds no schedules (${first?.path.join('.') || 'top level'}: ${first?.message ?? 'unknown'}): repair it, or move it away.`
	});
}
