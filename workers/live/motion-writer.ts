import type { MotionLook, MotionSamples, MotionSink } from '#lib/model/motion.ts';
import type { EpochMs, Milliseconds } from '#lib/model/units.ts';
import { NONE, type EntityStore } from './entity-store.ts';

/** What a MotionSink is to be told, in order; crosses to the page by transfer. */
export type MotionStep =
	| { readonly kind: 'reset'; readonly capacity: number; readonly epochBase: EpochMs }
	| { readonly kind: 'write'; readonly samples: MotionSamples }
	| { readonly kind: 'look'; readonly look: MotionLook }
	| { readonly kind: 'remove'; readonly indices: Uint32Array };

/** Size and fallback colour of a layer's entities, and each one's own colour when the dictionary has it. */
export interface LookRules {
	readonly sizePx: number;
	readonly colour: readonly [number, number, number, number];
	/** sRGB of a dictionary row. */
	readonly colourOf: (idx: number) => readonly [number, number, number] | undefined;
}

/** Time of a sample that never was, as a GPU store understands it. */
const NEVER = -1e9;
/** float32 seconds keep a millisecond up to 8,192: the base moves on before. */
const REBASE: Milliseconds = 3_600_000;
/** Display this far past the newest sample: it starts again from where it is seen, not from there. */
const LATE: Milliseconds = 150;
/** How far a GPU store carries entities on past their newest sample. */
const CARRY: Milliseconds = 3000;
/** Runs of rows with gaps up to this are written as one. */
const MERGE = 16;

/** Turns an entity store into the two-sample writes of a MotionSink: one row of all entities a step, slots in turn. */
export class MotionWriter {
	readonly #store: EntityStore;
	readonly #step: () => Milliseconds;
	#look: LookRules | undefined;
	#looked = false;
	#capacity = 0;
	#base: EpochMs = 0;
	/** Copies of what the sink has, 4 × capacity; the sent ones are gone by transfer. */
	#rows = { a: new Float32Array(0), b: new Float32Array(0) };
	#at = { a: 0, b: 0 };
	#newest: 'a' | 'b' = 'b';

	constructor(store: EntityStore, step: () => Milliseconds) {
		this.#store = store;
		this.#step = step;
	}

	/** The instant of the newest samples; undefined before the first. */
	get newestAt(): EpochMs | undefined {
		return this.#capacity > 0 ? this.#at[this.#newest] : undefined;
	}

	/** Sets how entities look from the next step on. */
	setLook(look: LookRules): void {
		this.#look = look;
		this.#looked = false;
	}

	/** Starts anew with the next step: the sink lost everything, or all entities changed. */
	restart(): void {
		this.#capacity = 0;
	}

	/** The steps that bring a sink's samples to `target`, when the screen shows `shownAt`. */
	advance(target: EpochMs, shownAt: EpochMs): readonly MotionStep[] {
		const store = this.#store;
		const steps: MotionStep[] = [];
		if (store.capacity === 0) return steps;
		if (
			this.#capacity !== store.capacity ||
			target - this.#base > REBASE ||
			target <= this.#at[this.#newest]
		) {
			this.#reset(target, steps);
		} else {
			const forget = [...store.gone, ...store.fresh];
			if (forget.length > 0) steps.push({ kind: 'remove', indices: Uint32Array.from(forget) });
			if (shownAt > this.#at[this.#newest] + LATE && shownAt < target) {
				this.#fill(this.#other, shownAt, (slot, out) => this.#shown(slot, shownAt, out));
				this.#newest = this.#other;
				steps.push(this.#whole(this.#newest));
			}
			const slot = this.#other;
			this.#fill(slot, target, (entity, out) => store.positionAt(entity, target, out, 4 * entity));
			this.#newest = slot;
			this.#backfill(steps);
			steps.push(this.#whole(slot));
		}
		this.#addLooks(steps);
		store.fresh.clear();
		store.gone.clear();
		return steps;
	}

	get #other(): 'a' | 'b' {
		return this.#newest === 'a' ? 'b' : 'a';
	}

	#reset(target: EpochMs, steps: MotionStep[]): void {
		const { capacity } = this.#store;
		this.#capacity = capacity;
		this.#base = Math.floor(target / 1000) * 1000;
		this.#rows = { a: new Float32Array(4 * capacity), b: new Float32Array(4 * capacity) };
		this.#looked = false;
		steps.push({ kind: 'reset', capacity, epochBase: this.#base });
		for (const [slot, at] of [
			['a', target - this.#step()],
			['b', target]
		] as const) {
			this.#fill(slot, at, (entity, out) => this.#store.positionAt(entity, at, out, 4 * entity));
			steps.push(this.#whole(slot));
		}
		this.#newest = 'b';
	}

	/** Writes every entity's row of a slot; free ones as never sampled. */
	#fill(slot: 'a' | 'b', at: EpochMs, write: (entity: number, out: Float32Array) => void): void {
		const out = this.#rows[slot];
		const seconds = (at - this.#base) / 1000;
		const { idx, used } = this.#store;
		for (let entity = 0; entity < this.#capacity; entity++) {
			if (entity >= used || idx[entity] === NONE) {
				out[4 * entity + 3] = NEVER;
				continue;
			}
			write(entity, out);
			out[4 * entity + 3] = seconds;
		}
		this.#at[slot] = at;
	}

	/** Where the sink shows an entity at `at`, out of the two samples it has. */
	#shown(entity: number, at: EpochMs, out: Float32Array): void {
		const newer = this.#rows[this.#newest];
		const older = this.#rows[this.#other];
		const i = 4 * entity;
		const span = this.#at[this.#newest] - this.#at[this.#other];
		if (older[i + 3]! <= NEVER || newer[i + 3]! <= NEVER || span <= 0)
			return this.#store.positionAt(entity, at, out, i);
		const part = Math.min(at - this.#at[this.#other], span + CARRY) / span;
		for (let axis = 0; axis < 3; axis++)
			out[i + axis] = older[i + axis]! + part * (newer[i + axis]! - older[i + axis]!);
	}

	/** Gives fresh entities an older sample too, on the way they come. */
	#backfill(steps: MotionStep[]): void {
		const { fresh } = this.#store;
		if (fresh.size === 0) return;
		const slot = this.#other;
		const out = this.#rows[slot];
		const at = this.#at[slot];
		for (const entity of fresh) {
			this.#store.positionAt(entity, at, out, 4 * entity);
			out[4 * entity + 3] = (at - this.#base) / 1000;
		}
		for (const [first, end] of runsOf(fresh))
			steps.push({ kind: 'write', samples: { slot, first, samples: out.slice(4 * first, 4 * end) } });
	}

	#whole(slot: 'a' | 'b'): MotionStep {
		return {
			kind: 'write',
			samples: { slot, first: 0, samples: this.#rows[slot].slice(0, 4 * this.#store.used) }
		};
	}

	#addLooks(steps: MotionStep[]): void {
		const { used, fresh } = this.#store;
		if (!this.#look) return;
		const runs = this.#looked ? runsOf(fresh) : used > 0 ? [[0, used] as const] : [];
		this.#looked = true;
		for (const [first, end] of runs)
			steps.push({ kind: 'look', look: looksOf(this.#store, this.#look, first, end) });
	}
}

/** The steps that make a sink show a store's entities as they are at `at`, standing: one sample each, nothing to go on by. */
export function standingSteps(
	store: EntityStore,
	at: EpochMs,
	rules: LookRules | undefined
): readonly MotionStep[] {
	const { capacity, used, idx } = store;
	if (store.size === 0) return [{ kind: 'reset', capacity: 0, epochBase: at }];
	const samples = new Float32Array(4 * used);
	for (let entity = 0; entity < used; entity++) {
		const free = idx[entity] === NONE;
		if (!free) store.positionAt(entity, at, samples, 4 * entity);
		samples[4 * entity + 3] = free ? NEVER : 0;
	}
	const steps: MotionStep[] = [
		{ kind: 'reset', capacity, epochBase: at },
		{ kind: 'write', samples: { slot: 'b', first: 0, samples } }
	];
	if (rules) steps.push({ kind: 'look', look: looksOf(store, rules, 0, used) });
	return steps;
}

function looksOf(store: EntityStore, rules: LookRules, first: number, end: number): MotionLook {
	const style = new Float32Array(2 * (end - first));
	const colour = new Uint8Array(4 * (end - first));
	for (let entity = first; entity < end; entity++) {
		const at = entity - first;
		const own = store.idx[entity] === NONE ? undefined : rules.colourOf(store.idx[entity]!);
		style[2 * at] = rules.sizePx;
		style[2 * at + 1] = store.heading[entity]!;
		colour.set(own ? [...own, rules.colour[3]] : rules.colour, 4 * at);
	}
	return { first, style, colour };
}

/** Sorted, near ones joined: [first, end) of each run. */
function runsOf(slots: ReadonlySet<number>): readonly (readonly [number, number])[] {
	const runs: [number, number][] = [];
	for (const slot of [...slots].sort((a, b) => a - b)) {
		const last = runs.at(-1);
		if (last && slot - last[1] <= MERGE) last[1] = slot + 1;
		else runs.push([slot, slot + 1]);
	}
	return runs;
}

/** The buffers of some steps, to be moved and not copied. */
export function buffersOf(steps: readonly MotionStep[]): ArrayBuffer[] {
	return steps.flatMap((step): ArrayBufferLike[] => {
		if (step.kind === 'write') return [step.samples.samples.buffer];
		if (step.kind === 'look') return [step.look.style.buffer, step.look.colour.buffer];
		return step.kind === 'remove' ? [step.indices.buffer] : [];
	}) as ArrayBuffer[]; // all made by this module, none shared
}

/** Tells a sink. */
export function perform(steps: readonly MotionStep[], sink: MotionSink): void {
	for (const step of steps) {
		if (step.kind === 'reset') sink.reset(step.capacity, step.epochBase);
		else if (step.kind === 'write') sink.write(step.samples);
		else if (step.kind === 'look') sink.look(step.look);
		else sink.remove(step.indices);
	}
}
