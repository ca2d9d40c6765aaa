import type { AlarmCondition } from '#lib/model/alarm-rule.ts';
import type { AlarmReading } from '#lib/model/alarm.ts';
import type { EventRecord } from '#lib/model/observation.ts';
import type { EpochMs } from '#lib/model/units.ts';
import type { Moment } from './moment.ts';

interface Open {
	event: EventRecord;
	until: EpochMs;
}

/** Events that are under way: until one ends or replaces them, or their time is over. Each has a number. */
export class OpenEvents {
	readonly layer: string;
	readonly #types: ReadonlySet<string> | undefined;
	readonly #hold: number;
	readonly #moment: Moment;
	readonly #changed: (n: number) => void;
	readonly #numbers = new Map<string, number>();
	readonly #open = new Map<number, Open>();
	#next = 0;

	constructor(
		{ layer, types, hold }: Extract<AlarmCondition, { readonly kind: 'event' }>,
		moment: Moment,
		changed: (n: number) => void
	) {
		this.layer = layer;
		this.#types = types && new Set(types);
		this.#hold = hold * 1000;
		this.#moment = moment;
		this.#changed = changed;
	}

	add(event: EventRecord): void {
		for (const id of [...(event.replaces ?? []), ...(event.ends ? [event.id] : [])]) this.#end(id);
		if (event.ends || (this.#types && !this.#types.has(event.type))) return;
		const until = event.at + this.#hold;
		if (until <= this.#moment.now) return;
		const n = this.#numbers.get(event.id) ?? this.#next++;
		this.#numbers.set(event.id, n);
		this.#open.set(n, { event, until });
		this.#changed(n);
		this.#moment.later(until, () => {
			const isOver = this.#open.get(n)?.until === until;
			if (isOver) this.#close(n);
		});
	}

	isOpen(n: number): boolean {
		return this.#moment.now < (this.#open.get(n)?.until ?? -Infinity);
	}

	/** Of those that are open, and of the one that `changed` is told of. */
	event(n: number): EventRecord | undefined {
		return this.#open.get(n)?.event;
	}

	numbers(): readonly number[] {
		return [...this.#open.keys()];
	}

	read(n: number, readings: AlarmReading[]): void {
		const event = this.event(n);
		if (!event) return;
		readings.push({
			entity: { layer: this.layer, id: event.id },
			name: 'type',
			title: { zh: '事件', en: 'Event' },
			value: event.type,
			unit: '1',
			at: event.at
		});
	}

	#end(id: string): void {
		const n = this.#numbers.get(id);
		const open = n === undefined ? undefined : this.#open.get(n);
		if (n === undefined || !open) return;
		open.until = -Infinity;
		this.#close(n);
	}

	/** Who is told still finds the event. */
	#close(n: number): void {
		const { event } = this.#open.get(n)!; // only what is open is closed
		this.#changed(n);
		this.#open.delete(n);
		this.#numbers.delete(event.id);
	}
}
