import type { Alarm, AlarmAct, AlarmList, AlarmLogLine } from '#lib/model/alarm.ts';
import type { CityManifest } from '#lib/model/city.ts';
import { AppError } from '#lib/model/errors.ts';
import type { Nearby } from '#lib/model/nearby.ts';
import { notFound } from '#lib/model/said-error.ts';
import type { EpochMs, Milliseconds } from '#lib/model/units.ts';
import type { Access } from '#lib/server/auth/access.ts';
import type { Hub } from '#lib/server/hub/hub.ts';
import type { CityAreas } from '#lib/server/themes/city-areas.ts';
import { districtAt } from '#lib/server/themes/districts.ts';
import type { Themes } from '#lib/server/themes/themes.ts';
import { AlarmBook, type Describe } from './book/alarm-book.ts';
import { FLOOD_WINDOW, FloodGauge } from './book/flood-gauge.ts';
import { shown, type LogEntry } from './book/kept-alarm.ts';
import { explain } from './explain.ts';
import { declarationOf } from './hub-layer.ts';
import { findNearby } from './nearby/find-nearby.ts';
import type { ChangedWatch, RuleFailure } from './rule-engine/transition.ts';
import { RuleJudge } from './rule-judge.ts';
import { AlarmStore } from './store.ts';

export interface AlarmsOptions {
	/** `<data>/live/<city>/alarms`. */
	readonly dir: string;
	readonly hub: Hub;
	readonly areas: CityAreas;
	readonly city: Pick<CityManifest, 'timezone' | 'anchor'>;
	readonly themes: Pick<Themes, 'current' | 'onChange'>;
	/** What a thing of the city is called in English, by its own name; undefined: nobody knows. */
	readonly inEnglish?: ((name: string) => string | undefined) | undefined;
	readonly now: () => EpochMs;
	/** Pages fetch the list anew. */
	readonly onChanged: (rev: number) => void;
	readonly onError: (error: AppError) => void;
}

/** For health and metrics. */
export interface AlarmsHealth {
	/** Open ones by level, 1 first. */
	readonly open: readonly [number, number, number, number];
	readonly unacknowledged: number;
	readonly shelved: number;
	readonly flood: boolean;
	/** Raised by level since the start, 1 first. */
	readonly raised: readonly [number, number, number, number];
	/** Rows and events judged since the start. */
	readonly judged: number;
	/** Rules that cannot be judged. */
	readonly failures: readonly RuleFailure[];
	/** Why the log cannot be written. */
	readonly failure?: string;
}

/** Watches without news of an alarm are written this often, and what could not be written is tried again; news are written at once. */
const KEEP_EVERY: Milliseconds = 1000;

/** The alarms of a city: judged on the hub, kept in a log, answered by people. */
export class Alarms {
	readonly #options: AlarmsOptions;
	readonly #store: AlarmStore;
	readonly #judge: RuleJudge;
	readonly #book: AlarmBook;
	readonly #flood: FloodGauge;
	readonly #stopListening: () => void;
	readonly #raised: [number, number, number, number] = [0, 0, 0, 0];
	/** What waits to be written. */
	#entries: LogEntry[] = [];
	#watches = new Map<string, ChangedWatch>();
	#toldRev = -1;
	#triedAt: EpochMs = -Infinity;
	#failure: AppError | undefined;

	/** Opens the log and goes on where it ends. Throws what keeps it from being opened. */
	constructor(options: AlarmsOptions) {
		this.#options = options;
		const { dir, hub, areas, city, themes } = options;
		const now = options.now();
		this.#store = new AlarmStore(dir);
		this.#book = new AlarmBook(this.#store.open(), this.#store.rev, this.#describe);
		this.#flood = new FloodGauge(this.#store.raisedSince(now - FLOOD_WINDOW), this.#store.floodSince);
		this.#judge = new RuleJudge({
			hub,
			areas,
			city,
			themes: themes.current,
			now: options.now,
			watches: this.#store.watches(),
			pauses: this.#store.pauses()
		});
		this.#keepPauses();
		this.#stopListening = themes.onChange(() => this.#changeThemes());
		this.#note(this.#book.withdraw((rule) => this.#judge.isJudged(rule), now));
		this.tick();
	}

	/** Takes what happened by now; call it some times a second. */
	tick(): void {
		const now = this.#options.now();
		const { transitions, watches } = this.#judge.pass(now);
		for (const transition of transitions) this.#note(this.#book.transition(transition));
		for (const watch of watches) this.#watches.set(`${watch.rule} ${watch.key}`, watch);
		this.#note(this.#book.tick(now));
		const turns = this.#flood.update(now);
		if (turns) this.#book.bump();
		const hasNews = this.#entries.length > 0 || turns;
		const isTurn = now - this.#triedAt >= KEEP_EVERY;
		if (this.#failure ? isTurn : hasNews || (this.#watches.size > 0 && isTurn)) this.#keep(now);
		this.#tell();
	}

	/** All open alarms, or what changed after a revision of this store's. */
	list(after?: number): AlarmList {
		const { rev } = this.#book;
		const isKnown = after !== undefined && after <= rev;
		const open = this.#book.open.filter((alarm) => !isKnown || alarm.rev > after);
		return this.#listOf(open.map(shown), isKnown ? this.#store.closedSince(after) : []);
	}

	/** The alarms as they were open at an instant. */
	listAt(at: EpochMs): AlarmList {
		return { ...this.#listOf(this.#store.openAt(at).map(shown), []), now: at };
	}

	/** An alarm, open or closed. Throws NOT_FOUND. */
	get(id: string): Alarm {
		return shown(this.#find(id));
	}

	/** Who did what, oldest first. Throws NOT_FOUND. */
	log(id: string): readonly AlarmLogLine[] {
		this.#find(id);
		return this.#store.log(id).map(({ at, what, by, text, level }) => ({
			at,
			what,
			by,
			...(text !== undefined && { text }),
			...(level !== undefined && { level })
		}));
	}

	/** What is near an alarm now, of the layers that `access` may read. Throws NOT_FOUND. */
	nearby(id: string, access: Pick<Access, 'may'>): Nearby {
		const { hub, areas, themes, now } = this.#options;
		return findNearby(this.#find(id), {
			themes: themes.current(),
			layer: (layer) => {
				const known = hub.layers.get(layer);
				return known && access.may(known.restricted) ? known : undefined;
			},
			districtAt: (place) => districtAt(areas, place),
			now: now()
		});
	}

	/** Does what a person wants: it is in the log when this returns. Throws NOT_FOUND, ACT_REFUSED, LOG_FULL. */
	act(id: string, act: AlarmAct): Alarm {
		const now = this.#options.now();
		this.tick();
		if (this.#entries.length > 0) this.#write();
		const alarm = this.#find(id);
		const entries = this.#book.act(alarm, act, now);
		const rev = entries.at(-1)?.rev ?? this.#book.rev;
		this.#store.commit({ entries, watches: [], rev, floodSince: this.#flood.since });
		const done = this.#book.take(alarm, entries);
		this.#tell();
		return shown(done);
	}

	health(): AlarmsHealth {
		const { open } = this.#book;
		const levels: [number, number, number, number] = [0, 0, 0, 0];
		for (const { level } of open) levels[level - 1]!++;
		return {
			open: levels,
			unacknowledged: open.filter(({ acknowledged, shelved }) => !acknowledged && !shelved).length,
			shelved: open.filter(({ shelved }) => shelved).length,
			flood: this.#flood.since !== undefined,
			raised: [...this.#raised],
			judged: this.#judge.judged,
			failures: this.#judge.failures,
			...(this.#failure && { failure: this.#failure.message })
		};
	}

	close(): void {
		this.tick();
		this.#keep(this.#options.now());
		this.#stopListening();
		this.#judge.close();
		this.#store.close();
	}

	#changeThemes(): void {
		this.#judge.themesChanged();
		this.#note(this.#book.withdraw((rule) => this.#judge.isJudged(rule), this.#options.now()));
		this.tick();
	}

	#listOf(alarms: readonly Alarm[], closed: readonly string[]): AlarmList {
		const now = this.#options.now();
		const flood = this.#flood.flood(now);
		const lastRaisedAt = this.#store.lastRaisedAt();
		return {
			epoch: this.#store.epoch,
			rev: this.#book.rev,
			now,
			alarms,
			closed,
			...(flood && { flood }),
			...(lastRaisedAt !== undefined && { lastRaisedAt })
		};
	}

	#find(id: string) {
		const alarm = this.#book.get(id) ?? this.#store.alarm(id);
		if (!alarm) throw notFound({ zh: `没有告警 ${id}。`, en: `There is no alarm ${id}.` });
		return alarm;
	}

	#note(entries: readonly LogEntry[]): void {
		for (const entry of entries) {
			this.#entries.push(entry);
			if (entry.what !== 'raised') continue;
			this.#flood.add(entry.at);
			this.#raised[(entry.level ?? 4) - 1]!++; // a level is 1 to 4
		}
	}

	/** A disk that refuses is told of by the first thing that waits to be written. */
	#keepPauses(): void {
		try {
			this.#store.keepPauses(this.#judge.pauses);
		} catch (thrown) {
			this.#options.onError(AppError.from(thrown));
		}
	}

	/** Writes what waits; what cannot be written is tried again, and health says why. */
	#keep(now: EpochMs): void {
		this.#triedAt = now;
		try {
			this.#write();
		} catch (thrown) {
			const error = AppError.from(thrown);
			if (!this.#failure) this.#options.onError(error);
			this.#failure = error;
		}
	}

	#write(): void {
		const [entries, watches] = [this.#entries, [...this.#watches.values()]];
		this.#store.commit({ entries, watches, rev: this.#book.rev, floodSince: this.#flood.since });
		this.#entries = [];
		this.#watches = new Map();
		this.#failure = undefined;
	}

	#tell(): void {
		if (this.#book.rev === this.#toldRev) return;
		this.#toldRev = this.#book.rev;
		this.#options.onChanged(this.#toldRev);
	}

	readonly #describe: Describe = ({ from, facts, readings, since }) => {
		const { hub, areas, themes, inEnglish } = this.#options;
		const theme = themes.current().find(({ theme: { id } }) => id === from.theme)?.theme;
		if (!theme) return undefined;
		const district = facts.place && districtAt(areas, facts.place);
		const english = facts.names ? undefined : inEnglish?.(facts.name);
		const declared = (layer: string) => {
			const known = hub.layers.get(layer);
			return known && declarationOf(known);
		};
		const said = explain(from.rule, {
			metric: (layer, name) => declared(layer)?.metrics.find((metric) => metric.name === name),
			title: (layer) => declared(layer)?.title
		});
		return {
			department: theme.department,
			...(district !== undefined && { district }),
			...(english !== undefined && { names: { zh: facts.name, en: english } }),
			why: { said, readings, since }
		};
	};
}
