import type { AlarmLevel } from '#lib/model/alarm-rule.ts';
import type { AlarmReading } from '#lib/model/alarm.ts';
import { AppError } from '#lib/model/errors.ts';
import type { LayerOrigin } from '#lib/model/live-layer.ts';
import type { EpochMs } from '#lib/model/units.ts';
import type { Moment } from './moment.ts';
import type { RuleProgram } from './rule-program.ts';
import type { CityHours } from './schedule.ts';
import type { ChangedWatch, RuleFailure, SavedWatch, Transition } from './transition.ts';
import { NO, UNKNOWN, YES, type Truth } from './truth.ts';
import { step, type Watch } from './watch.ts';

/** Where a rule says what happened. */
export interface RuleReports {
	readonly moment: Moment;
	readonly hours: CityHours;
	happened(transition: Transition): void;
	changed(watch: ChangedWatch): void;
	failed(failure: RuleFailure): void;
	originOf(readings: readonly AlarmReading[]): LayerOrigin;
}

/** One rule at work: how far it is with each of its subjects. */
export class RunningRule {
	readonly #program: RuleProgram;
	readonly #reports: RuleReports;
	readonly #watches = new Map<number, Watch>();
	/** Of a life before, by key, until their subject is looked at. */
	readonly #restored: Map<string, Watch>;
	readonly #districts: ReadonlySet<string> | undefined;
	#isOpen: boolean;
	#isBroken = false;

	constructor(program: RuleProgram, saved: readonly SavedWatch[], reports: RuleReports) {
		this.#program = program;
		this.#reports = reports;
		const { key, districts } = program.rule;
		this.#restored = new Map(saved.filter(({ rule }) => rule === key).map(watchOf));
		this.#districts = districts && new Set(districts);
		this.#isOpen = this.#isOpenAt(reports.moment.now);
	}

	get hasSchedule(): boolean {
		return this.#program.rule.rule.schedule !== undefined;
	}

	/** Opens or closes by the city's clock. */
	keepHours(at: EpochMs): void {
		const isOpen = this.#isOpenAt(at);
		if (isOpen === this.#isOpen) return;
		this.#isOpen = isOpen;
		this.#program.all();
	}

	/** Looks at everything as it is. Subjects of an earlier life that are not there any more need no alarm. */
	all(): void {
		this.#program.all();
		if (!this.#program.isKnown) return;
		for (const [key, { phase }] of this.#restored) {
			const said = { rule: this.#program.rule.key, key, at: this.#reports.moment.now };
			if (phase !== 'raising') this.#reports.happened({ ...said, kind: 'cleared' });
			this.#reports.changed({ ...said, watch: undefined });
		}
		this.#restored.clear();
	}

	saved(): readonly SavedWatch[] {
		const rule = this.#program.rule.key;
		return [
			...[...this.#watches].map(([n, watch]) => ({ ...watch, rule, key: this.#program.facts(n).key })),
			...[...this.#restored].map(([key, watch]) => ({ ...watch, rule, key }))
		];
	}

	/** Looks at a subject; `reading`: because of a row of its own. A rule that fails is judged no more. */
	look(n: number, reading: boolean): void {
		if (this.#isBroken) return;
		try {
			const says = this.#isOpen ? this.#program.test(n, false) : NO;
			// Of most rows there is nothing to say, and nothing was.
			if (says === YES || this.#watches.size > 0 || this.#restored.size > 0) this.#judge(n, reading, says);
		} catch (thrown) {
			this.#isBroken = true;
			this.#reports.failed({
				rule: this.#program.rule.key,
				fault: 'rule',
				reason: AppError.from(thrown).message
			});
		}
	}

	#judge(n: number, reading: boolean, says: Truth): void {
		const program = this.#program;
		const known = this.#watches.get(n) ?? this.#restore(n);
		if (!known && says !== YES) return;
		const applies = this.#isOpen && (!this.#districts || program.isIn(n, this.#districts));
		const raise = applies ? says : NO;
		const keep = known && known.phase !== 'raising' && applies ? program.test(n, true) : NO;
		const before = known && { ...known };
		const { now } = this.#reports.moment;
		const { watch, step: what } = step(known, { raise, keep, now, reading }, program.rule.rule);
		if (watch) this.#watches.set(n, watch);
		else this.#watches.delete(n);
		if (what === 'waiting') this.#lookAgain(n, watch!); // there is one that waits
		const level = watch && watch.phase !== 'raising' ? this.#climb(n, watch) : undefined;
		if (isSame(before, watch)) return;
		const facts = program.facts(n);
		const said = { rule: program.rule.key, key: facts.key, at: now };
		this.#reports.changed({ ...said, watch: watch && { ...watch } });
		if (what === 'cleared') this.#reports.happened({ ...said, kind: 'cleared' });
		else if (what === 'raised') {
			const readings = program.read(n);
			this.#reports.happened({
				...said,
				kind: 'raised',
				from: program.rule,
				facts,
				level: level!.now, // raised: it has one
				since: before?.since ?? now,
				readings,
				origin: this.#reports.originOf(readings)
			});
		} else if (level && level.now !== level.before)
			this.#reports.happened({
				...said,
				kind: 'level',
				level: level.now,
				...(says === YES && { readings: program.read(n) })
			});
	}

	#restore(n: number): Watch | undefined {
		if (this.#restored.size === 0) return undefined;
		const { key } = this.#program.facts(n);
		const watch = this.#restored.get(key);
		if (!watch) return undefined;
		this.#restored.delete(key);
		this.#watches.set(n, watch);
		this.#lookAgain(n, watch);
		return watch;
	}

	/** Comes back when the time that a watch waits for is over. */
	#lookAgain(n: number, { phase, since }: Watch): void {
		const { raiseAfter = 0, clearAfter = 0 } = this.#program.rule.rule;
		const due = since + (phase === 'raising' ? raiseAfter : clearAfter) * 1000;
		this.#reports.moment.later(due, () => this.look(n, false));
	}

	/** The first rung that holds gives the level; one whose condition is not known stays. */
	#climb(n: number, watch: Watch): { readonly before: AlarmLevel; readonly now: AlarmLevel } {
		const { rule, rungs } = this.#program;
		const levelOf = (rung: number) => rungs[rung]?.level ?? rule.rule.level;
		const before = watch.rung;
		watch.rung = rungs.findIndex(({ test }, rung) => {
			const said = test(n, rung === before);
			return said === YES || (said === UNKNOWN && rung === before);
		});
		return { before: levelOf(before), now: levelOf(watch.rung) };
	}

	#isOpenAt(at: EpochMs): boolean {
		const { schedule } = this.#program.rule.rule;
		return !schedule || this.#reports.hours.isOpen(schedule, at);
	}
}

const watchOf = ({ key, phase, since, readings, rung }: SavedWatch): [string, Watch] => [
	key,
	{ phase, since, readings, rung }
];

const isSame = (a: Watch | undefined, b: Watch | undefined): boolean =>
	a?.phase === b?.phase && a?.since === b?.since && a?.readings === b?.readings && a?.rung === b?.rung;
