import type { Alarm, AlarmAct } from '#lib/model/alarm.ts';
import type { EpochMs, Milliseconds } from '#lib/model/units.ts';
import type { Transition } from '../rule-engine/transition.ts';
import { entriesOfAct, type NewEntry } from './acts.ts';
import { nextAlarm, type KeptAlarm, type LogEntry } from './kept-alarm.ts';

/** Raises of one rule and subject within this, the third of which opens the last alarm again instead of a new one. */
const CHATTER_WINDOW: Milliseconds = 60_000;
const CHATTER_RAISES = 3;

type Raised = Extract<Transition, { readonly kind: 'raised' }>;

/** What the book cannot know of a new alarm by itself. */
export type Describe = (
	raised: Raised
) => Pick<Alarm, 'names' | 'department' | 'district' | 'why'> | undefined;

/** Alarms that are open, and what the engine's words and people's acts make of them. Keeps nothing on disk itself. */
export class AlarmBook {
	readonly #open = new Map<string, KeptAlarm>();
	readonly #byKey = new Map<string, string>();
	/** By rule and key: when it was last raised, and the alarm that was last closed. */
	readonly #raises = new Map<string, readonly EpochMs[]>();
	readonly #closed = new Map<string, KeptAlarm>();
	readonly #describe: Describe;
	#rev: number;

	constructor(open: Iterable<KeptAlarm>, rev: number, describe: Describe) {
		for (const alarm of open) this.#keep(alarm);
		this.#rev = rev;
		this.#describe = describe;
	}

	/** Counts up with every line of the log. */
	get rev(): number {
		return this.#rev;
	}

	get open(): readonly KeptAlarm[] {
		return [...this.#open.values()];
	}

	get(id: string): KeptAlarm | undefined {
		return this.#open.get(id);
	}

	/** What the engine said. */
	transition(transition: Transition): readonly LogEntry[] {
		const name = nameOf(transition.rule, transition.key);
		const known = this.#open.get(this.#byKey.get(name) ?? '');
		const line = { by: 'rule', at: transition.at };
		switch (transition.kind) {
			case 'raised':
				return this.#raised(transition, known, name);
			case 'level':
				if (!known) return [];
				return this.#write([
					{
						...line,
						alarm: known.id,
						what: 'level',
						level: transition.level,
						facts: readingsAfter(known, transition)
					},
					// More urgent than what was shelved.
					...(known.shelved && transition.level < known.level
						? [{ ...line, alarm: known.id, what: 'unshelved' as const }]
						: [])
				]);
			case 'cleared':
				if (!known?.active) return [];
				return this.#write([
					{ ...line, alarm: known.id, what: 'cleared' },
					...(known.acknowledged ? [{ ...line, alarm: known.id, what: 'closed' as const }] : [])
				]);
		}
	}

	/** What an act would write; it counts when `take` is called with it. Throws ACT_REFUSED. */
	act(alarm: KeptAlarm, act: AlarmAct, at: EpochMs): readonly LogEntry[] {
		let rev = this.#rev;
		return entriesOfAct(alarm, act, at).map((entry) => ({ ...entry, rev: ++rev }));
	}

	/** Lines that were written. */
	take(alarm: KeptAlarm, entries: readonly LogEntry[]): KeptAlarm {
		let next = alarm;
		for (const entry of entries) {
			this.#rev = entry.rev;
			next = nextAlarm(next, entry);
		}
		this.#keep(next);
		return next;
	}

	/** Ends shelvings that are over. */
	tick(now: EpochMs): readonly LogEntry[] {
		const entries: LogEntry[] = [];
		for (const { id, shelved } of this.#open.values())
			if (shelved && shelved.until <= now)
				entries.push(...this.#write([{ alarm: id, by: 'clock', at: shelved.until, what: 'unshelved' }]));
		return entries;
	}

	/** Closes alarms of rules that nobody judges any more. */
	withdraw(judged: (rule: string) => boolean, at: EpochMs): readonly LogEntry[] {
		const entries: LogEntry[] = [];
		for (const { id, rule, active } of this.open) {
			if (judged(rule)) continue;
			const line = { alarm: id, by: 'rule', at, text: 'theme-off' };
			entries.push(
				...this.#write([
					...(active ? [{ ...line, what: 'cleared' as const }] : []),
					{ ...line, what: 'closed' as const }
				])
			);
		}
		return entries;
	}

	/** Counts up without a line: something about all alarms is another one. */
	bump(): void {
		this.#rev++;
	}

	#raised(transition: Raised, known: KeptAlarm | undefined, name: string): readonly LogEntry[] {
		const { at, level } = transition;
		if (known?.active) return [];
		const described = this.#describe(transition);
		if (!described) return [];
		const raises = [...(this.#raises.get(name) ?? []).filter((before) => before > at - CHATTER_WINDOW), at];
		this.#raises.set(name, raises);
		const again = known ?? (raises.length >= CHATTER_RAISES ? this.#closed.get(name) : undefined);
		if (again) {
			this.#open.set(again.id, again);
			const { why } = described;
			const facts = { level, why, readingsAt: { [level]: why.readings }, origin: transition.origin };
			return this.#write([{ alarm: again.id, by: 'rule', at, what: 'again', level, facts }]);
		}
		const id = String(this.#rev + 1);
		const facts: KeptAlarm = {
			...alarmOf(transition, id),
			...described,
			readingsAt: { [level]: described.why.readings }
		};
		return this.#write([{ alarm: id, by: 'rule', at, what: 'raised', level, facts }]);
	}

	/** Gives lines their revisions and makes alarms what they say. */
	#write(lines: readonly NewEntry[]): readonly LogEntry[] {
		return lines.map((line) => {
			const entry: LogEntry = { ...line, rev: ++this.#rev };
			this.#keep(nextAlarm(this.#open.get(line.alarm), entry));
			return entry;
		});
	}

	#keep(alarm: KeptAlarm): void {
		const name = nameOf(alarm.rule, alarm.key);
		if (alarm.closedAt === undefined) {
			this.#open.set(alarm.id, alarm);
			this.#byKey.set(name, alarm.id);
			this.#closed.delete(name);
			return;
		}
		this.#open.delete(alarm.id);
		if (this.#byKey.get(name) === alarm.id) this.#byKey.delete(name);
		this.#closed.set(name, alarm);
		this.#forgetOld(alarm.closedAt);
	}

	/** Closed alarms that can no longer be opened by chatter. */
	#forgetOld(now: EpochMs): void {
		for (const [name, raises] of this.#raises) {
			if (raises.some((at) => at > now - CHATTER_WINDOW)) continue;
			this.#raises.delete(name);
			this.#closed.delete(name);
		}
	}
}

/** Readings past their limits: the new ones, else those that its level was last reached from, else those it has. */
function readingsAfter(
	{ why, readingsAt }: KeptAlarm,
	{ level, readings }: Extract<Transition, { readonly kind: 'level' }>
): Pick<KeptAlarm, 'why' | 'readingsAt'> {
	const known = { ...readingsAt, ...(readings && { [level]: readings }) };
	return { why: { ...why, readings: known[level] ?? why.readings }, readingsAt: known };
}

const nameOf = (rule: string, key: string): string => `${rule} ${key}`;

function alarmOf(
	{ from, facts, level, at, origin }: Raised,
	id: string
): Omit<KeptAlarm, 'department' | 'district' | 'why'> {
	const { rule, theme, key } = from;
	return {
		id,
		key: facts.key,
		rule: key,
		ruleVersion: rule.version,
		theme,
		level,
		title: rule.title,
		consequence: rule.consequence,
		response: rule.response,
		subject: facts.subject,
		name: facts.name,
		...(facts.names && { names: facts.names }),
		...(facts.place && { place: facts.place }),
		active: true,
		raisedAt: at,
		times: 1,
		group: rule.cause ?? key,
		origin,
		rev: 0
	};
}
