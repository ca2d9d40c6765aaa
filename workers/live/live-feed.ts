import type { EpochMs, Milliseconds } from '#lib/model/units.ts';
import type { Frame } from '#lib/model/wire/frame.ts';
import type { EntityStore } from './entity-store.ts';

/** A layer without news for so long is not waited for: a frame that comes counts from a second before it. */
const LONGEST_STEP: Milliseconds = 1000;

/** The frames of one message. */
type Message = readonly [Frame, ...Frame[]];

export interface LiveFeedOptions {
	/** Between two ticks of the server. */
	readonly step: () => Milliseconds;
	/** Every revision comes: one that is left out is missing. */
	readonly whole: () => boolean;
	/** Entities are in motion between messages, which then wait for their turn; else what comes is shown. */
	readonly moves: () => boolean;
	/** A message was applied, and is to be acknowledged. */
	readonly applied: (seq: number) => void;
}

/** One layer as it comes from the server: messages wait here until the screen needs them, then change its store. */
export class LiveFeed {
	readonly store: EntityStore;
	/** Revision received; undefined before the first snapshot. */
	rev: number | undefined;
	readonly #queue: Message[] = [];
	readonly #options: LiveFeedOptions;
	#gap = false;
	/** Instant of the newest frame applied. */
	#appliedTo: EpochMs | undefined;

	constructor(store: EntityStore, options: LiveFeedOptions) {
		this.store = store;
		this.#options = options;
	}

	/** Instant up to which the store is; undefined before the first frame. */
	get appliedTo(): EpochMs | undefined {
		return this.#appliedTo;
	}

	/** Takes a message. `gap` when one before it is missing: ask for a snapshot; said once until something fits again. */
	receive(message: Message): 'taken' | 'known' | 'gap' {
		const [{ kind, rev, sid, seq }] = message;
		const { whole, applied } = this.#options;
		if (kind !== 'snapshot') {
			if (this.rev === undefined) return this.#missing();
			if (rev < this.rev || (sid === 0 && rev === this.rev)) {
				applied(seq);
				return 'known';
			}
			if (sid === 0 && whole() && rev !== this.rev + 1) return this.#missing();
		}
		this.rev = rev;
		this.#gap = false;
		this.#queue.push(message);
		return 'taken';
	}

	/** When the next waiting message is due on the display clock. */
	get dueAt(): EpochMs | undefined {
		const [first] = this.#queue;
		return first && this.#due(first);
	}

	/** Applies all messages whose interval the screen has entered; the instant it is brought to, if any was. */
	show(shownAt: EpochMs): EpochMs | undefined {
		let target: EpochMs | undefined;
		for (let [first] = this.#queue; first && this.#due(first) <= shownAt; [first] = this.#queue) {
			this.#queue.shift();
			this.store.applyAll(first);
			target = this.#appliedTo = Math.max(first[0].t0, this.#appliedTo ?? -Infinity);
			this.#options.applied(first[0].seq);
		}
		return target;
	}

	/** Another epoch, or a subscription that begins anew: nothing known holds. */
	forget(): void {
		this.rev = undefined;
		this.#queue.length = 0;
		this.#gap = false;
		this.#appliedTo = undefined;
		this.store.clear();
	}

	/** The step before a frame's instant; more, when the layer's own steps are longer than the server's tick. */
	#due([{ t0 }]: Message): EpochMs {
		const { moves, step } = this.#options;
		if (!moves()) return -Infinity;
		const before = this.#appliedTo ?? -Infinity;
		return Math.min(t0 - step(), Math.max(before, t0 - LONGEST_STEP));
	}

	#missing(): 'gap' | 'known' {
		const again = this.#gap;
		this.#gap = true;
		return again ? 'known' : 'gap';
	}
}
