import type { AlarmReading } from '#lib/model/alarm.ts';
import { AppError } from '#lib/model/errors.ts';
import type { LngLat } from '#lib/model/geometry.ts';
import type { LayerOrigin } from '#lib/model/live-layer.ts';
import type { EventRecord } from '#lib/model/observation.ts';
import type { EpochMs, Milliseconds } from '#lib/model/units.ts';
import { QUALITY } from '#lib/model/wire/fields.ts';
import type { AreaSet } from './area-set.ts';
import { LayerBook } from './layer-book.ts';
import { Moment } from './moment.ts';
import type { OpenEvents } from './open-events.ts';
import type { Pause } from './pause.ts';
import type { RuleLayer } from './rule-layer.ts';
import { ruleProgram, type EngineRule, type ProgramParts } from './rule-program.ts';
import { RunningRule, type RuleReports } from './running-rule.ts';
import { CityHours } from './schedule.ts';
import type { ChangedWatch, RuleFailure, SavedWatch, Transition } from './transition.ts';

export interface RuleEngineOptions {
	readonly rules: readonly EngineRule[];
	/** Areas of the city's pack; undefined when it has no such dataset. */
	readonly areas: (dataset: string) => AreaSet | undefined;
	/** Name of the city's district at a place. */
	readonly district: (place: LngLat) => string | undefined;
	/** IANA name of the city's time zone, and where its sun is looked for. */
	readonly timezone: string;
	readonly place: LngLat;
	/** The engine judges from then on. */
	readonly now: EpochMs;
	/** Silence in them is ours; in order. */
	readonly pauses?: readonly Pause[];
	/** Of the engine's life before. */
	readonly watches?: readonly SavedWatch[];
}

/** An event with its layer. */
export interface RuleEvent {
	readonly layer: string;
	readonly event: EventRecord;
}

const MINUTE: Milliseconds = 60_000;
const ORIGINS: readonly LayerOrigin[] = ['measured', 'replayed', 'simulated'];

/**
 * Judges rules as rows, events and time come, and says what was raised, changed level or cleared. Work is by row, not
 * by entity; it reads no clock: time is what it is told.
 */
export class RuleEngine {
	readonly failures: RuleFailure[] = [];
	/** Rows and events judged. */
	judged = 0;
	readonly #options: RuleEngineOptions;
	readonly #moment: Moment;
	readonly #books = new Map<string, LayerBook>();
	readonly #events = new Map<string, OpenEvents[]>();
	readonly #rules: RunningRule[] = [];
	#transitions: Transition[] = [];
	#changed = new Map<string, ChangedWatch>();

	constructor(options: RuleEngineOptions) {
		this.#options = options;
		this.#moment = new Moment(options.now, options.pauses);
		const reports: RuleReports = {
			moment: this.#moment,
			hours: new CityHours(options.timezone, options.place),
			happened: (transition) => this.#transitions.push(transition),
			changed: ({ rule, key, watch }) => this.#changed.set(`${rule} ${key}`, { rule, key, watch }),
			failed: (failure) => this.failures.push(failure),
			originOf: (readings) => this.#originOf(readings)
		};
		for (const rule of options.rules) this.#open(rule, reports);
		if (this.#rules.some(({ hasSchedule }) => hasSchedule)) this.#keepHours(options.now);
	}

	/** Layers that rules are about: only their rows and events need be told. */
	get layers(): ReadonlySet<string> {
		return new Set([...this.#books.keys(), ...this.#events.keys()]);
	}

	/** Layers are known from now on; what they have is looked at, and `events` that may still be under way. */
	know(layers: Iterable<RuleLayer>, at: EpochMs, events: Iterable<RuleEvent> = []): void {
		this.advance(at);
		const books: LayerBook[] = [];
		for (const source of layers) {
			const book = this.#books.get(source.declaration.id);
			if (!book) continue;
			book.know(source);
			books.push(book);
		}
		this.#moment.takeStock(() => {
			for (const { layer, event } of events) this.event(layer, event, at);
			for (const book of books) book.all();
		});
		for (const rule of this.#rules) rule.all();
	}

	/** We heard nobody for a while, up to now: silence in it is ours. */
	pause(pause: Pause): void {
		this.#moment.pause(pause);
	}

	/** A row of a layer is another one, or gone. Call `advance` before rows are changed: what is due by then is due of the old ones. */
	row(layer: string, idx: number, at: EpochMs): void {
		this.advance(at);
		const book = this.#books.get(layer);
		if (!book) return;
		this.judged++;
		book.row(idx);
	}

	event(layer: string, event: EventRecord, at: EpochMs): void {
		this.advance(at);
		this.judged++;
		for (const open of this.#events.get(layer) ?? []) open.add(event);
	}

	/** Time passes: does what is due by `at`. */
	advance(at: EpochMs): void {
		this.#moment.pass(at);
	}

	/** What happened since this was last asked, in order. */
	take(): readonly Transition[] {
		const taken = this.#transitions;
		this.#transitions = [];
		return taken;
	}

	/** Watches that are others since this was last asked. */
	takeWatches(): readonly ChangedWatch[] {
		const taken = [...this.#changed.values()];
		this.#changed = new Map();
		return taken;
	}

	/** All watches, for an engine that goes on in this one's place. */
	watches(): readonly SavedWatch[] {
		return this.#rules.flatMap((rule) => rule.saved());
	}

	#open(rule: EngineRule, reports: RuleReports): void {
		const { areas, district, watches = [] } = this.#options;
		const parts: ProgramParts = {
			moment: this.#moment,
			since: rule.since ?? -Infinity,
			book: (layer) => this.#book(layer),
			areas(dataset) {
				const known = areas(dataset);
				if (known) return known;
				throw new AppError('NOT_FOUND', { message: `The city has no areas '${dataset}'.` });
			},
			district,
			events: (layer, open) => {
				this.#book(layer);
				this.#events.set(layer, [...(this.#events.get(layer) ?? []), open]);
			}
		};
		try {
			// Nothing looks before all of the rule is ready.
			const made: { rule?: RunningRule } = {};
			const program = ruleProgram(rule, parts, (n, reading) => made.rule?.look(n, reading));
			made.rule = new RunningRule(program, watches, reports);
			this.#rules.push(made.rule);
		} catch (thrown) {
			const { code, message } = AppError.from(thrown);
			this.failures.push({ rule: rule.key, fault: code === 'NOT_FOUND' ? 'city' : 'rule', reason: message });
		}
	}

	#book(layer: string): LayerBook {
		let book = this.#books.get(layer);
		if (!book) this.#books.set(layer, (book = new LayerBook(layer, this.#moment)));
		return book;
	}

	/** On every full minute. */
	#keepHours(from: EpochMs): void {
		const at = Math.floor(from / MINUTE) * MINUTE + MINUTE;
		this.#moment.later(at, () => {
			for (const rule of this.#rules) rule.keepHours(at);
			this.#keepHours(at);
		});
	}

	/** Simulated when any of it is, else replayed when any of it is. */
	#originOf(readings: readonly AlarmReading[]): LayerOrigin {
		let most = 0;
		for (const { entity } of readings) {
			const book = this.#books.get(entity.layer);
			if (!book?.source) continue;
			const row = book.rowOf(entity.id);
			const isSimulated = row !== undefined && (book.source.rows.quality[row]! & QUALITY.simulated) !== 0;
			most = Math.max(most, isSimulated ? 2 : ORIGINS.indexOf(book.source.declaration.origin));
		}
		return ORIGINS[most]!;
	}
}
