import type { Alarm } from '#lib/model/alarm.ts';
import { holdRows, type HeldRows } from './held-rows.ts';

const NONE: ReadonlySet<string> = new Set();

/** A list that stands still while somebody points at it or has the focus in it. */
export class ListHold {
	readonly #wanted: () => readonly Alarm[];
	#held = $state.raw<readonly Alarm[] | undefined>();
	#pointed = false;
	#focused = false;

	constructor(wanted: () => readonly Alarm[]) {
		this.#wanted = wanted;
	}

	readonly shown: HeldRows = $derived.by(() =>
		this.#held ? holdRows(this.#held, this.#wanted()) : { rows: this.#wanted(), gone: NONE, waiting: [] }
	);
	/** The rows whose order stands, as they were when it began to; undefined while nothing stands. */
	get held(): readonly Alarm[] | undefined {
		return this.#held;
	}

	point(inside: boolean): void {
		this.#pointed = inside;
		this.#settle();
	}
	focus(inside: boolean): void {
		this.#focused = inside;
		this.#settle();
	}
	/** What waits comes in, and what is over goes; then the list stands again. */
	letIn(): void {
		this.#held = undefined;
		this.#settle();
	}

	#settle(): void {
		if (!this.#pointed && !this.#focused) this.#held = undefined;
		else this.#held ??= this.#wanted();
	}
}
