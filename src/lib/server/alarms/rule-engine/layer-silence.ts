import type { AlarmCondition } from '#lib/model/alarm-rule.ts';
import type { AlarmReading } from '#lib/model/alarm.ts';
import type { EpochMs, Milliseconds } from '#lib/model/units.ts';
import { SILENCE } from './entity-leaves.ts';
import type { TestParts } from './truth-of-entity.ts';
import type { LayerBook } from './layer-book.ts';
import { NO, truthOf, type Truth } from './truth.ts';

const NEVER = Infinity;

/** Whether anything is heard of a layer as a whole. */
export class LayerSilence {
	readonly #after: number | undefined;
	readonly #book: LayerBook;
	readonly #parts: TestParts;
	readonly #changed: (byRow: boolean) => void;
	#isSilent = false;
	/** When it is looked at again. */
	#dueAt = NEVER;

	/** `changed` is called when it falls silent, and when a row ends that. */
	constructor(
		{ after }: Extract<AlarmCondition, { readonly kind: 'absence' }>,
		book: LayerBook,
		parts: TestParts,
		changed: (byRow: boolean) => void
	) {
		this.#after = after;
		this.#book = book;
		this.#parts = parts;
		this.#changed = changed;
		book.add(() => this.#hear());
		book.whenKnown(() => this.#wait());
		this.#wait();
	}

	test(keep: boolean): Truth {
		return truthOf(this.#parts.moment.now - this.#heard(keep) > this.#limit);
	}

	read(readings: AlarmReading[]): void {
		const { id, source } = this.#book;
		readings.push({
			...SILENCE,
			entity: { layer: id, id: '' },
			at: source?.newestAt ?? this.#parts.moment.start,
			limit: this.#limit / 1000
		});
	}

	get #limit(): Milliseconds {
		return this.#after === undefined ? this.#book.staleAfter : this.#after * 1000;
	}

	/** What stands already was silent before we began to listen. */
	#heard(keep: boolean): EpochMs {
		const { moment, since } = this.#parts;
		const newest = this.#book.source?.newestAt;
		if (newest === undefined) return keep ? -Infinity : Math.max(moment.start, since);
		return keep ? moment.heard(newest) : Math.max(moment.heard(newest), since);
	}

	/** A row came: it may end the silence, or be the layer's first, and old. */
	#hear(): void {
		if (this.#isSilent && this.test(false) === NO) {
			this.#isSilent = false;
			this.#changed(true);
		}
		if (!this.#isSilent) this.#wait();
	}

	/** Looks again when the limit is reached, unless it does so before; a layer that nobody declared may have none yet. */
	#wait(): void {
		const { moment } = this.#parts;
		const due = this.#heard(false) + this.#limit + 1;
		if (due >= this.#dueAt) return;
		this.#dueAt = due;
		moment.later(due, () => {
			if (this.#dueAt !== due) return;
			this.#dueAt = NEVER;
			if (this.test(false) === NO) return this.#wait();
			this.#isSilent = true;
			this.#changed(false);
		});
	}
}
