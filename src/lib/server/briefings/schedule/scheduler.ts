import type { FreezeState } from '#lib/model/briefing/contract.ts';
import type { BriefingSchedule, ScheduleListed } from '#lib/model/briefing/schedule.ts';
import { AppError } from '#lib/model/errors.ts';
import type { EpochMs, Milliseconds } from '#lib/model/units.ts';
import { logOf } from '#lib/server/log.ts';
import { CityZone } from '#lib/server/sources/city-zone.ts';
import { lastDue, nextDue } from './due-times.ts';
import type { KeptSchedule, ScheduleStore } from './schedule-store.ts';

export interface SchedulerOptions {
	readonly store: ScheduleStore;
	/** IANA name. */
	readonly timezone: string;
	readonly now: () => EpochMs;
	/** Freezes what a schedule wants. Throws what keeps it from beginning. */
	readonly freeze: (schedule: BriefingSchedule) => Promise<FreezeState>;
	/** Makes its files, and lets the archive forget what is too old. */
	readonly published: (schedule: BriefingSchedule, id: string) => Promise<void>;
	/** Something became of a schedule. */
	readonly onRun: () => void;
}

/** Between two looks at the clock. */
export const LOOK_EVERY: Milliseconds = 5000;
/** Later than this it was missed, and is made up. */
const LATE: Milliseconds = 300_000;
/** What fails is tried again after a minute, then two, four and eight: a server that has just started knows little. */
const FIRST_RETRY: Milliseconds = 60_000;
const MOST_TRIES = 5;

const log = logOf('briefings');

/**
 * Freezes briefings at their times. Of the times that passed while the server was down, the last one of each schedule is
 * made up, once, and said to be late.
 */
export class Scheduler {
	readonly #options: SchedulerOptions;
	readonly #zone: CityZone;
	#running: Promise<void> | undefined;
	/** By name: tries of the time that is due, and when the next one may be. */
	readonly #tries = new Map<
		string,
		{ readonly due: EpochMs; readonly count: number; readonly next: EpochMs }
	>();

	constructor(options: SchedulerOptions) {
		this.#options = options;
		this.#zone = new CityZone(options.timezone);
	}

	list(): readonly ScheduleListed[] {
		const now = this.#options.now();
		return this.#options.store.all.map(({ schedule, last }) => ({
			...schedule,
			next: nextDue(schedule, this.#zone, now),
			...(last && { last })
		}));
	}

	/** Does what is due; once at a time. */
	look(): Promise<void> {
		this.#running ??= this.#look().finally(() => (this.#running = undefined));
		return this.#running;
	}

	async #look(): Promise<void> {
		for (const kept of this.#options.store.all) {
			const now = this.#options.now();
			const due = lastDue(kept.schedule, this.#zone, now);
			const tries = this.#tries.get(kept.schedule.name);
			const waits = tries?.due === due && now < tries.next;
			if (!waits && due > Math.max(kept.since, kept.last?.due ?? -Infinity)) await this.#run(kept, due);
		}
	}

	async #run({ schedule }: KeptSchedule, due: EpochMs): Promise<void> {
		const { store, now, freeze, published, onRun } = this.#options;
		const late = now() - due > LATE;
		const { name } = schedule;
		let end: { readonly id: string } | { readonly failure: string };
		try {
			end = endOf(await freeze(schedule));
		} catch (thrown) {
			end = { failure: AppError.from(thrown).message };
		}
		if ('failure' in end && this.#triesAgain(name, due)) {
			log.warn({ schedule: name }, `'${name}' was not frozen and is tried again: ${end.failure}`);
			return;
		}
		this.#tries.delete(name);
		store.ran(name, { due, at: now(), late, ...end });
		onRun();
		if ('failure' in end) return log.error({ schedule: name }, `'${name}' was not frozen: ${end.failure}`);
		log.info({ schedule: name, briefing: end.id, late }, `'${name}' is frozen${late ? ', late' : ''}.`);
		await published(schedule, end.id).catch((thrown: unknown) =>
			log.error({ schedule: name, err: thrown }, `Files of '${name}' could not be made.`)
		);
	}

	/** Notes a try that failed; false when it was the last one. */
	#triesAgain(name: string, due: EpochMs): boolean {
		const before = this.#tries.get(name);
		const count = before?.due === due ? before.count + 1 : 1;
		if (count >= MOST_TRIES) return false;
		this.#tries.set(name, { due, count, next: this.#options.now() + FIRST_RETRY * 2 ** (count - 1) });
		return true;
	}
}

function endOf(state: FreezeState): { readonly id: string } | { readonly failure: string } {
	if (state.state === 'done') return { id: state.id };
	return {
		failure:
			state.state === 'failed'
				? state.failures.map(({ id, message }) => (id ? `${id}: ${message}` : message)).join(' ')
				: 'It did not end.'
	};
}
