import { join } from 'node:path';
import type { BriefingList, DraftList, FreezeState, ValuesNow } from '#lib/model/briefing/contract.ts';
import type { BriefingSchedule, ScheduleList } from '#lib/model/briefing/schedule.ts';
import type { BriefingDraft } from '#lib/model/briefing/draft.ts';
import type { EpochMs } from '#lib/model/units.ts';
import { logOf } from '#lib/server/log.ts';
import { DraftStore } from './draft-store.ts';
import type { CityFacts } from './freeze/city-facts.ts';
import { freeze, freezeSteps, type FreezeOptions } from './freeze/freeze.ts';
import { FreezingJobs } from './freeze/freezing-jobs.ts';
import { IndicatorReadings } from './freeze/indicator-readings.ts';
import { readNumbers } from './freeze/read-numbers.ts';
import { SourceBook } from './freeze/source-book.ts';
import { FrozenStore } from './frozen-store.ts';
import { ScheduleStore } from './schedule/schedule-store.ts';
import { LOOK_EVERY, Scheduler } from './schedule/scheduler.ts';
import { dailyDraft, type DailyFacts } from './templates/daily.ts';
import type { Redrawing } from './verify/redraw-map.ts';
import { verifyBriefing } from './verify/verify-briefing.ts';
import { WeeklyProof } from './verify/weekly-proof.ts';

const log = logOf('briefings');

export interface BriefingsOptions {
	/** `<data>/briefings/<city>`. */
	readonly dir: string;
	readonly now: () => EpochMs;
	/** What is frozen is read there. Throws NOT_FOUND when nothing is alive. */
	readonly facts: () => CityFacts;
	/** What a template is filled with. Throws NOT_FOUND when nothing is alive. */
	readonly daily: () => DailyFacts;
	/** IANA name of the city's zone: schedules go by its clock. */
	readonly timezone: string;
	/** Draws maps again, to prove them. */
	readonly redrawing: Redrawing;
	/** Makes the files that a schedule wants of a briefing that was just frozen. */
	readonly exportAll: (schedule: BriefingSchedule, id: string) => Promise<void>;
	/** Pages fetch what they show anew; `rev` grows, over restarts too. */
	readonly onChanged: (rev: number) => void;
}

/** The briefings of one city: drafts, what was frozen of them, and what is being frozen. */
export class Briefings {
	readonly drafts: DraftStore;
	readonly frozen: FrozenStore;
	readonly freezing = new FreezingJobs();
	readonly #options: BriefingsOptions;
	readonly #schedules: ScheduleStore;
	readonly #scheduler: Scheduler;
	readonly #proof: WeeklyProof;
	readonly #timer: NodeJS.Timeout;
	#rev: number;

	constructor(options: BriefingsOptions) {
		this.#options = options;
		this.drafts = new DraftStore(join(options.dir, 'drafts'));
		this.frozen = new FrozenStore(options.dir);
		this.frozen.removeUnfinished();
		this.#rev = Math.floor(options.now());
		this.#schedules = new ScheduleStore(join(options.dir, 'schedules.json'));
		if (this.#schedules.failure) log.error(this.#schedules.failure.message);
		this.#scheduler = new Scheduler({
			store: this.#schedules,
			timezone: options.timezone,
			now: options.now,
			freeze: (schedule) => this.freeze(this.#draftOf(schedule), { schedule: schedule.name }).done,
			published: async (schedule, id) => {
				this.#prune(schedule);
				await options.exportAll(schedule, id);
			},
			onRun: () => this.changed()
		});
		this.#proof = new WeeklyProof({
			file: join(options.dir, 'proof.json'),
			timezone: options.timezone,
			now: options.now,
			ids: () => this.frozen.all().map(({ id }) => id),
			verify: (id) => verifyBriefing(this.frozen.folderOf(id), options.redrawing),
			onProof: () => this.changed()
		});
		this.#timer = setInterval(() => void this.look(), LOOK_EVERY);
		this.#timer.unref();
	}

	get rev(): number {
		return this.#rev;
	}

	list(): BriefingList {
		const { last: proof } = this.#proof;
		const briefings = this.frozen.list(this.#options.now());
		return { rev: this.#rev, briefings, ...(proof && { proof }) };
	}

	draftList(): DraftList {
		return { rev: this.#rev, drafts: this.drafts.list() };
	}

	/** Throws PACK_BROKEN when their file cannot be read. */
	scheduleList(): ScheduleList {
		if (this.#schedules.failure) throw this.#schedules.failure;
		return { rev: this.#rev, schedules: this.#scheduler.list() };
	}

	/** Keeps a schedule in place of the one of its name. Throws NOT_FOUND for a draft that is none, OVERLOADED. */
	putSchedule(schedule: BriefingSchedule): void {
		if ('draft' in schedule.of) this.drafts.get(schedule.of.draft);
		this.#schedules.put(schedule, this.#options.now());
		this.changed();
	}

	/** Throws NOT_FOUND. What it made stays. */
	removeSchedule(name: string): void {
		this.#schedules.remove(name);
		this.changed();
	}

	/** Does what is due at this moment: freezes what schedules want, proves, forgets what nobody may read; once at a time. */
	async look(): Promise<void> {
		if (this.frozen.removeExpired(this.#options.now()) > 0) this.changed();
		await this.#scheduler.look();
		await this.#proof.look();
	}

	/** Says that something is another one now. */
	changed(): void {
		this.#options.onChanged(++this.#rev);
	}

	/**
	 * Freezes a draft as it is now; `done` says what became of it. Throws OVERLOADED; NOT_FOUND and EXPIRED of what it
	 * corrects, and when nothing is alive.
	 */
	freeze(
		draft: BriefingDraft,
		options: Omit<FreezeOptions, 'onStep'> = {}
	): { readonly id: string; readonly done: Promise<FreezeState> } {
		if (options.corrects) this.frozen.about(options.corrects.id, this.#options.now());
		const facts = this.#options.facts();
		return this.freezing.begin({
			of: freezeSteps(draft),
			work: async (onStep) => {
				const made = await freeze(draft, facts, this.frozen.begin(), { ...options, onStep });
				if (made.kind === 'failed') return { state: 'failed', failures: made.failures };
				this.frozen.took(made.id);
				this.changed();
				return { state: 'done', id: made.id };
			}
		});
	}

	/** The daily briefing of what the city has at this moment. Throws NOT_FOUND. */
	daily(author: string): BriefingDraft {
		return dailyDraft(this.#options.daily(), author);
	}

	/** What numbers of a draft would be at this moment. */
	async valuesNow(wanted: Pick<BriefingDraft, 'bindings' | 'cards'>): Promise<ValuesNow> {
		const facts = this.#options.facts();
		const now = facts.now();
		const sources = new SourceBook(facts);
		const indicators = new IndicatorReadings(facts, sources, now);
		const numbers = await readNumbers(wanted, { facts, sources, indicators, at: now });
		return { now, ...numbers, sources: sources.all };
	}

	/** What is being frozen is waited for. */
	async close(): Promise<void> {
		clearInterval(this.#timer);
		await this.freezing.idle();
	}

	#draftOf({ of, by }: BriefingSchedule): BriefingDraft {
		return 'draft' in of ? this.drafts.get(of.draft).draft : this.daily(by);
	}

	/** The archive of a schedule keeps its newest; what was published without it is none of its business. */
	#prune({ name, keep }: BriefingSchedule): void {
		const own = this.frozen.all().filter(({ schedule }) => schedule === name);
		for (const { id } of own.slice(keep)) this.frozen.remove(id);
	}
}
