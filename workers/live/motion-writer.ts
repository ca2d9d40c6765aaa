import type { MotionSamples } from '#lib/model/motion.ts';
import type { EpochMs, Milliseconds } from '#lib/model/units.ts';
import { NONE, type EntityStore } from './entity-store.ts';
import { looksOf, type LookRules } from './look-rules.ts';
import type { MotionStep } from './motion-steps.ts';

export { buffersOf, perform, type MotionStep } from './motion-steps.ts';

/** Time of a sample that never was, as a GPU store understands it. */
const NEVER = -1e9;
/** float32 seconds keep a millisecond up to 8,192: the base moves on before. */
const REBASE: Milliseconds = 3_600_000;
/** Display this far past the newest sample: it starts again from where it is seen, not from there. */
const LATE: Milliseconds = 150;
/** How far a GPU store carries entities on past their newest sample. */
const CARRY: Milliseconds = 3000;
/** Over a longer step nobody knows the way between two places: entities stand at each. */
const LONGEST_GLIDE: Milliseconds = 120_000;
/** Entities that come are drawn on their way in only over steps so short. */
const LONGEST_WAY_IN: Milliseconds = 5000;
/** Runs of rows with gaps up to this are written as one. */
const MERGE = 16;

/**
 * Turns an entity store into the two-sample writes of a MotionSink: one row of all entities a step, slots in
 * turn. Time may run backwards: the leading sample is then the older one.
 */
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
	/** What it was last brought to; leading samples lie beyond after a late step. */
	#reached: EpochMs = NaN;
	#lead: 'a' | 'b' = 'b';
	#shows: ((slot: number) => boolean) | undefined;

	constructor(store: EntityStore, step: () => Milliseconds) {
		this.#store = store;
		this.#step = step;
	}

	/** The instant of the leading samples; undefined before the first. */
	get newestAt(): EpochMs | undefined {
		return this.#capacity > 0 ? this.#at[this.#lead] : undefined;
	}

	/** Sets how entities look from the next step on. */
	setLook(look: LookRules | undefined): void {
		this.#look = look;
		this.#looked = false;
		this.#store.changed = look?.changes ? (this.#store.changed ?? new Set()) : undefined;
	}

	/** Shows only some entities from the next step on, which starts anew; undefined: all. */
	showOnly(shows: ((slot: number) => boolean) | undefined): void {
		this.#shows = shows;
		this.restart();
	}

	get hasLook(): boolean {
		return this.#look !== undefined;
	}

	/** The steps that make what is shown look as the rules now say. */
	relook(shownAt: EpochMs): readonly MotionStep[] {
		const steps: MotionStep[] = [];
		if (this.#capacity !== this.#store.capacity) return steps;
		this.#looked = false;
		this.#addLooks(shownAt, steps);
		return steps;
	}

	/** Starts anew with the next step: the sink lost everything, or all entities changed. */
	restart(): void {
		this.#capacity = 0;
	}

	/** Nobody draws: what changed is forgotten, and the next step starts anew. */
	skip(): void {
		this.restart();
		this.#taken();
	}

	/** The steps that make a sink show the entities as they are at `at`, standing: one sample each, nothing to go on by. */
	stand(at: EpochMs): readonly MotionStep[] {
		const store = this.#store;
		const steps: MotionStep[] = [];
		if (store.capacity === 0 || this.#capacity !== store.capacity || Math.abs(at - this.#base) > REBASE)
			this.#begin(at, at, steps);
		else {
			this.#forget('a');
			this.#lead = 'b';
			steps.push(this.#whole('a'));
		}
		if (store.capacity > 0) {
			this.#fill('b', at, (entity, out) => store.positionAt(entity, at, out, 4 * entity));
			steps.push(this.#whole('b'));
			this.#addLooks(at, steps);
		}
		this.#taken();
		return steps;
	}

	/** The steps that bring a sink's samples to `target`, when the screen shows `shownAt`, on its way there. */
	advance(target: EpochMs, shownAt: EpochMs, direction: 1 | -1 = 1): readonly MotionStep[] {
		const store = this.#store;
		const steps: MotionStep[] = [];
		if (store.capacity === 0) {
			// A sink that has entities must hear that they are gone.
			if (this.#capacity > 0) this.#begin(target, target, steps);
			return steps;
		}
		const ahead = (target - this.#at[this.#lead]) * direction;
		if (Math.abs(ahead) > LONGEST_GLIDE && this.#capacity > 0) return this.stand(target);
		const wait = (target - this.#reached) * direction;
		// Two samples near each other make much of a centimetre.
		const near = wait >= 0 && 2 * ahead < wait;
		this.#reached = target;
		if (this.#capacity !== store.capacity || Math.abs(target - this.#base) > REBASE || (ahead < 0 && !near)) {
			this.#reset(target, shownAt, direction, steps);
		} else {
			const forget = [...store.gone, ...store.fresh];
			if (forget.length > 0) steps.push({ kind: 'remove', indices: Uint32Array.from(forget) });
			const late = (shownAt - this.#at[this.#lead]) * direction > LATE;
			let aim = target;
			if (near || (late && (target - shownAt) * direction > 0)) {
				this.#fill(this.#other, shownAt, (entity, out) =>
					// One that jumped is where it is now, not on a way between.
					store.fresh.has(entity)
						? store.positionAt(entity, shownAt, out, 4 * entity)
						: this.#shown(entity, shownAt, out)
				);
				this.#lead = this.#other;
				steps.push(this.#whole(this.#lead));
				// A way shorter than the wait for the next news would be gone too far by then, and further each time.
				const way = Math.max((target - shownAt) * direction, Math.min(wait, LONGEST_WAY_IN));
				aim = shownAt + direction * way;
			}
			// More of the same instant, as a snapshot brings it, takes the place of what was.
			const slot = ahead === 0 ? this.#lead : this.#other;
			this.#fill(slot, aim, (entity, out) => store.positionAt(entity, aim, out, 4 * entity));
			this.#lead = slot;
			this.#backfill(steps);
			steps.push(this.#whole(slot));
		}
		this.#addLooks(shownAt, steps);
		this.#taken();
		return steps;
	}

	get #other(): 'a' | 'b' {
		return this.#lead === 'a' ? 'b' : 'a';
	}

	/** Tells the sink to start anew; nothing is sampled. */
	#begin(at: EpochMs, base: EpochMs, steps: MotionStep[]): void {
		const { capacity } = this.#store;
		this.#capacity = capacity;
		this.#base = base;
		this.#rows = { a: new Float32Array(4 * capacity), b: new Float32Array(4 * capacity) };
		this.#forget('a');
		this.#forget('b');
		this.#at.b = at;
		this.#reached = at;
		this.#lead = 'b';
		this.#looked = false;
		steps.push({ kind: 'reset', capacity, epochBase: base });
	}

	#reset(target: EpochMs, shownAt: EpochMs, direction: 1 | -1, steps: MotionStep[]): void {
		this.#begin(target, Math.floor(target / 1000) * 1000, steps);
		// From where the screen is, when it is near; else a step back.
		const gap = (target - shownAt) * direction;
		const from = gap > 0 && gap <= LONGEST_WAY_IN ? Math.min(gap, this.#step()) : this.#step();
		for (const [slot, at] of [
			['a', target - direction * from],
			['b', target]
		] as const) {
			this.#fill(slot, at, (entity, out) => this.#store.positionAt(entity, at, out, 4 * entity));
			steps.push(this.#whole(slot));
		}
		this.#lead = 'b';
	}

	/** Writes every entity's row of a slot; those that are nowhere as never sampled. */
	#fill(slot: 'a' | 'b', at: EpochMs, write: (entity: number, out: Float32Array) => void): void {
		const out = this.#rows[slot];
		const seconds = (at - this.#base) / 1000;
		const { idx, used } = this.#store;
		for (let entity = 0; entity < this.#capacity; entity++) {
			if (entity >= used || idx[entity] === NONE || !this.#isDrawn(entity)) {
				out[4 * entity + 3] = NEVER;
				continue;
			}
			write(entity, out);
			out[4 * entity + 3] = seconds;
		}
		this.#at[slot] = at;
	}

	/** Makes a slot one that was never sampled. */
	#forget(slot: 'a' | 'b'): void {
		const out = this.#rows[slot];
		for (let i = 3; i < out.length; i += 4) out[i] = NEVER;
		this.#at[slot] = NaN;
	}

	/** Where the sink shows an entity at `at`, out of the two samples it has. */
	#shown(entity: number, at: EpochMs, out: Float32Array): void {
		const lead = this.#rows[this.#lead];
		const other = this.#rows[this.#other];
		const i = 4 * entity;
		const span = this.#at[this.#lead] - this.#at[this.#other];
		if (other[i + 3]! <= NEVER || lead[i + 3]! <= NEVER || span === 0)
			return this.#store.positionAt(entity, at, out, i);
		const part = Math.min((at - this.#at[this.#other]) / span, 1 + CARRY / Math.abs(span));
		for (let axis = 0; axis < 3; axis++)
			out[i + axis] = other[i + axis]! + part * (lead[i + axis]! - other[i + axis]!);
	}

	/** Gives fresh entities a sample in the other slot too, on the way they come. */
	#backfill(steps: MotionStep[]): void {
		const { fresh } = this.#store;
		const slot = this.#other;
		const at = this.#at[slot];
		if (fresh.size === 0 || !Number.isFinite(at)) return;
		const out = this.#rows[slot];
		const target = this.#at[this.#lead];
		const seenAt = Math.abs(target - at) <= LONGEST_WAY_IN ? at : target;
		for (const entity of fresh) {
			if (!this.#isDrawn(entity)) continue;
			this.#store.positionAt(entity, seenAt, out, 4 * entity);
			out[4 * entity + 3] = (at - this.#base) / 1000;
		}
		for (const [first, end] of runsOf(fresh))
			steps.push({ kind: 'write', samples: { slot, first, samples: out.slice(4 * first, 4 * end) } });
	}

	#isDrawn(entity: number): boolean {
		return this.#store.hasPosition(entity) && (!this.#shows || this.#shows(entity));
	}

	#whole(slot: 'a' | 'b'): MotionStep {
		const samples: MotionSamples = {
			slot,
			first: 0,
			samples: this.#rows[slot].slice(0, 4 * this.#store.used)
		};
		return { kind: 'write', samples };
	}

	#addLooks(shownAt: EpochMs, steps: MotionStep[]): void {
		const { used, fresh, changed } = this.#store;
		if (!this.#look) return;
		const all = !this.#looked || this.#look.ages;
		const some = changed && changed.size > 0 ? new Set([...changed, ...fresh]) : fresh;
		const runs = !all ? runsOf(some) : used > 0 ? [[0, used] as const] : [];
		this.#looked = true;
		for (const [first, end] of runs)
			steps.push({ kind: 'look', look: looksOf(this.#store, this.#look, shownAt, first, end) });
	}

	#taken(): void {
		this.#store.fresh.clear();
		this.#store.gone.clear();
		this.#store.changed?.clear();
	}
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
