import type { SerialisedError } from '#lib/model/errors.ts';
import type { LocalFrame } from '#lib/model/local-frame.ts';
import type { EpochMs, Milliseconds } from '#lib/model/units.ts';
import type { Frame } from '#lib/model/wire/frame.ts';
import type { InstantInfo } from '#lib/model/wire/instant.ts';
import type { Dictionary } from './dictionary.ts';
import { EntityStore } from './entity-store.ts';
import type { LayerLook } from './layer-wish.ts';
import { MotionWriter, standingSteps, type LookRules, type MotionStep } from './motion-writer.ts';
import type { StandingState } from './standing-state.ts';

/** What a layer shows while the clock stands: nothing yet, an instant's state, or why there is none. */
export interface Standing {
	readonly store: EntityStore;
	readonly at: EpochMs | undefined;
	readonly epoch: number | undefined;
	readonly info: InstantInfo | undefined;
	readonly failure: SerialisedError | undefined;
}

/** One subscribed layer: frames wait here until the screen needs them, then move the entities. */
export class LiveLayer {
	readonly id: string;
	readonly sid: number;
	readonly look: LayerLook | undefined;
	/** Revision received, and whether anything was. */
	rev: number | undefined;
	dictionary: Dictionary | undefined;
	#store: EntityStore;
	#writer: MotionWriter;
	readonly #queue: Frame[] = [];
	#gap = false;
	#standing: Standing | undefined;
	#rules: LookRules | undefined;
	/** Instant of the newest frame applied. */
	#appliedTo: EpochMs | undefined;
	readonly #frame: LocalFrame;
	readonly #step: () => Milliseconds;
	readonly #onMotion: (steps: readonly MotionStep[]) => void;

	constructor(
		id: string,
		sid: number,
		look: LayerLook | undefined,
		frame: LocalFrame,
		step: () => Milliseconds,
		onMotion: (steps: readonly MotionStep[]) => void
	) {
		this.id = id;
		this.sid = sid;
		this.look = look;
		this.#frame = frame;
		this.#step = step;
		this.#onMotion = onMotion;
		this.#store = new EntityStore(frame);
		this.#writer = new MotionWriter(this.#store, step);
	}

	/** The entities on screen. */
	get store(): EntityStore {
		return this.#standing?.store ?? this.#store;
	}

	get standing(): Standing | undefined {
		return this.#standing;
	}

	/** The clock stands: frames are taken on, but what is shown is only what `showStanding` gives. */
	stand(): void {
		if (this.#standing) return;
		const store = new EntityStore(this.#frame);
		// Who was picked or followed in the live picture stays the same entity.
		if (this.#writer.newestAt !== undefined) store.reserve(this.#store);
		this.#standing = {
			store,
			at: undefined,
			epoch: undefined,
			info: undefined,
			failure: undefined
		};
	}

	showStanding({ frame, info }: StandingState): void {
		if (!this.#standing) return;
		let { store } = this.#standing;
		if (this.#standing.epoch !== undefined && this.#standing.epoch !== frame.epoch)
			store = new EntityStore(this.#frame);
		store.apply(frame);
		const { t0: at, epoch } = frame;
		this.#standing = { store, at, epoch, info, failure: undefined };
		this.#onMotion(standingSteps(store, at, this.#rules));
	}

	/** There is no state of the instant: nothing is shown rather than another instant's. */
	failStanding(failure: SerialisedError): void {
		if (!this.#standing) return;
		this.#standing = {
			store: new EntityStore(this.#frame),
			at: undefined,
			epoch: undefined,
			info: undefined,
			failure
		};
		this.#onMotion([{ kind: 'reset', capacity: 0, epochBase: 0 }]);
	}

	/** The clock goes again: shows the newest live state at once. */
	goLive(shownAt: EpochMs): void {
		if (!this.#standing) return;
		this.#standing = undefined;
		this.#writer.restart();
		const steps = this.#appliedTo === undefined ? [] : this.#writer.advance(this.#appliedTo, shownAt);
		this.#onMotion(steps.length > 0 ? steps : [{ kind: 'reset', capacity: 0, epochBase: 0 }]);
	}

	/** Takes a frame. `gap` when one before it is missing: ask for a snapshot; said once until something fits again. */
	receive(frame: Frame): 'taken' | 'known' | 'gap' {
		if (frame.kind !== 'snapshot') {
			if (this.rev === undefined) return this.#missing();
			if (frame.rev <= this.rev) return 'known';
			if (frame.sid === 0 && frame.rev !== this.rev + 1) return this.#missing();
		}
		this.rev = frame.rev;
		this.#gap = false;
		this.#queue.push(frame);
		return 'taken';
	}

	#missing(): 'gap' | 'known' {
		const again = this.#gap;
		this.#gap = true;
		return again ? 'known' : 'gap';
	}

	/** When the next waiting frame is due on the display clock. */
	get dueAt(): EpochMs | undefined {
		const first = this.#queue[0];
		return first && first.t0 - this.#step();
	}

	/** Moves the entities on by all frames whose interval the screen has entered. */
	show(shownAt: EpochMs): void {
		let target: EpochMs | undefined;
		while (this.#queue.length > 0 && this.#queue[0]!.t0 - this.#step() <= shownAt) {
			const frame = this.#queue.shift()!;
			this.#store.apply(frame);
			target = this.#appliedTo = frame.t0;
		}
		if (this.#standing) return;
		// A snapshot may come for an interval already shown by a delta before it.
		if (target === undefined || target === this.#writer.newestAt) return;
		const steps = this.#writer.advance(target, shownAt);
		if (steps.length > 0) this.#onMotion(steps);
	}

	/** Another epoch: rows mean other things. */
	forget(): void {
		this.rev = undefined;
		this.dictionary = undefined;
		this.#queue.length = 0;
		this.#gap = false;
		this.#appliedTo = undefined;
		this.#store = new EntityStore(this.#frame);
		this.#writer = new MotionWriter(this.#store, this.#step);
		this.#rules = undefined;
		// A standing picture stays until the new epoch's state of its instant is there.
		if (!this.#standing) this.#onMotion([{ kind: 'reset', capacity: 0, epochBase: 0 }]);
	}

	setDictionary(dictionary: Dictionary): void {
		this.dictionary = dictionary;
		if (!this.look && !dictionary.hasColours) return;
		const { sizePx, colour } = this.look ?? { sizePx: 6, colour: [200, 200, 200, 255] as const };
		this.#rules = { sizePx, colour, colourOf: (idx) => dictionary.colour(idx) };
		this.#writer.setLook(this.#rules);
		const { standing } = this;
		if (standing?.at !== undefined) this.#onMotion(standingSteps(standing.store, standing.at, this.#rules));
	}
}
