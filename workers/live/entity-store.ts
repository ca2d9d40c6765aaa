import { grown } from '#lib/model/grown.ts';
import type { LatestState } from '#lib/model/latest-state.ts';
import type { LocalFrame } from '#lib/model/local-frame.ts';
import type { EpochMs, Milliseconds } from '#lib/model/units.ts';
import { METRIC_FIELD, NULLS } from '#lib/model/wire/fields.ts';
import { columnOf, frameInvalid, type Frame } from '#lib/model/wire/frame.ts';
import { removedOf, timesOf } from '#lib/model/wire/rows.ts';
import { StateHash } from '#lib/model/wire/state-hash.ts';
import { Slots } from './slots.ts';

export { NONE } from './slots.ts';

const RAD = Math.PI / 180;
const EARTH = 6_371_000;
/** Farther from where it was expected than this, an entity did not move there. */
const JUMP_METRES = 250;

/** The entities of one layer as they are shown, structure of arrays by slot (slots.ts); integers as on the wire. */
export class EntityStore {
	/** When the row was true, ms. */
	ts = new Float64Array(0);
	/** 1e-7 degrees; NULL without a position. */
	lon = new Int32Array(0);
	lat = new Int32Array(0);
	/** cm. */
	alt = new Int32Array(0);
	/** cm/s and 0.01 degrees. */
	speed = new Uint16Array(0);
	heading = new Uint16Array(0);
	status = new Uint8Array(0);
	quality = new Uint8Array(0);
	/** By metric; NaN = not said. */
	readonly metrics: Float32Array[] = [];
	/** Local metres at `ts`, and m/s. */
	east = new Float64Array(0);
	north = new Float64Array(0);
	up = new Float64Array(0);
	eastRate = new Float64Array(0);
	northRate = new Float64Array(0);
	/** How long an entity is carried on by its speed; 0: it does not move. */
	carry: Milliseconds = Infinity;
	/** Slots that appeared or jumped, and slots that went, since they were last taken. */
	readonly fresh = new Set<number>();
	readonly gone = new Set<number>();
	/** Slots of which anything changed since they were last taken, while somebody wants to know. */
	changed: Set<number> | undefined;
	readonly #slots = new Slots();
	readonly #frame: LocalFrame;

	constructor(frame: LocalFrame) {
		this.#frame = frame;
	}

	get size(): number {
		return this.#slots.size;
	}
	/** Slots that there is room for. */
	get capacity(): number {
		return this.#slots.capacity;
	}
	/** Slots below this were ever used. */
	get used(): number {
		return this.#slots.used;
	}
	/** Dictionary row by slot, NONE when free. */
	get idx(): Uint32Array {
		return this.#slots.idx;
	}

	slotOf(idx: number): number | undefined {
		return this.#slots.of(idx);
	}

	/** Before the first row: entities of `other` shall have the same slots here, and nothing else one of those. */
	reserve(other: EntityStore): void {
		this.#slots.reserve(other.#slots);
		this.#grow();
	}

	/** Applies one frame; see `applyAll`. */
	apply(frame: Frame): void {
		this.applyAll([frame]);
	}

	/** Applies the frames of one message: snapshots, deltas or heartbeats of state. Rows replace their entities whole. */
	applyAll(frames: readonly Frame[]): void {
		if (frames.some(({ kind }) => kind === 'snapshot')) this.#keepOnly(frames);
		for (const idx of removedOf(frames)) this.#remove(idx);
		for (const frame of frames) if (frame.count > 0) this.#rows(frame);
	}

	/** Shows a state's entities: those given as they are now, or all of it and nothing else. */
	showState(state: LatestState, only?: Iterable<number>): void {
		while (this.metrics.length < state.metrics.length) this.#addMetric();
		if (only) {
			for (const idx of only) this.#showRow(state, idx);
			return;
		}
		for (const idx of [...this.#slots.rows()]) if (!state.present[idx]) this.#remove(idx);
		for (let idx = 0; idx < state.capacity; idx++) if (state.present[idx]) this.#showRow(state, idx);
	}

	/** Forgets everything, as before the first row. */
	clear(): void {
		for (const idx of [...this.#slots.rows()]) this.#remove(idx);
	}

	hasPosition(slot: number): boolean {
		return this.lon[slot] !== NULLS.i32 && this.lat[slot] !== NULLS.i32;
	}

	/** Degrees clockwise from north; 0 when not said. */
	headingOf(slot: number): number {
		const heading = this.heading[slot]!;
		return heading === NULLS.u16 ? 0 : heading / 100;
	}

	/** m/s; 0 when not said. */
	speedOf(slot: number): number {
		const speed = this.speed[slot]!;
		return speed === NULLS.u16 ? 0 : speed / 100;
	}

	/** Writes x, y, z of a slot at an instant: where it was, moved on by speed and heading. */
	positionAt(slot: number, at: EpochMs, out: Float32Array, offset: number): void {
		const age = Math.min(Math.max(at - this.ts[slot]!, -this.carry), this.carry) / 1000;
		const de = this.eastRate[slot]! * age;
		const dn = this.northRate[slot]! * age;
		out[offset] = this.east[slot]! + de;
		out[offset + 1] = this.north[slot]! + dn;
		// The ground falls away from the tangent plane: linear in so short a way.
		out[offset + 2] = this.up[slot]! - (this.east[slot]! * de + this.north[slot]! * dn) / EARTH;
	}

	/** Digest of the state (wire/state-hash.ts). */
	hash(): string {
		const hash = new StateHash();
		const metrics = new Float32Array(this.metrics.length);
		for (const idx of this.#slots.rows()) {
			const slot = this.#slots.of(idx)!;
			for (let metric = 0; metric < metrics.length; metric++) metrics[metric] = this.metrics[metric]![slot]!;
			hash.add({
				idx,
				ts: this.ts[slot]!,
				lon: this.lon[slot]!,
				lat: this.lat[slot]!,
				speed: this.speed[slot]!,
				heading: this.heading[slot]!,
				status: this.status[slot]!,
				quality: this.quality[slot]!,
				metrics
			});
		}
		return hash.digest();
	}

	#rows(frame: Frame): void {
		const idx = columnOf(frame, 'idx');
		const lon = columnOf(frame, 'lon');
		const lat = columnOf(frame, 'lat');
		if (!idx || !lon || !lat) throw frameInvalid('a column of state rows is missing');
		const times = timesOf(frame);
		const alt = columnOf(frame, 'alt');
		const speed = columnOf(frame, 'speed');
		const heading = columnOf(frame, 'heading');
		const status = columnOf(frame, 'status');
		const quality = columnOf(frame, 'quality');
		const said: (Float32Array | undefined)[] = [];
		for (const { field, type, values } of frame.columns)
			if (field >= METRIC_FIELD && type === 'f32') {
				while (this.metrics.length <= field - METRIC_FIELD) this.#addMetric();
				said[field - METRIC_FIELD] = values;
			}
		for (let row = 0; row < frame.count; row++) {
			const [fast, towards] = [speed?.[row] ?? NULLS.u16, heading?.[row] ?? NULLS.u16];
			const slot = this.#enter(idx[row]!, times[row]!, lon[row]!, lat[row]!, fast, towards);
			this.alt[slot] = alt?.[row] ?? NULLS.i32;
			this.status[slot] = status?.[row] ?? NULLS.u8;
			this.quality[slot] = quality?.[row] ?? 0;
			for (let metric = 0; metric < this.metrics.length; metric++)
				this.metrics[metric]![slot] = said[metric]?.[row] ?? NaN;
		}
	}

	#showRow(state: LatestState, idx: number): void {
		if (!state.present[idx]) return this.#remove(idx);
		const { ts, lon, lat, speed, heading } = state;
		const slot = this.#enter(idx, ts[idx]!, lon[idx]!, lat[idx]!, speed[idx]!, heading[idx]!);
		this.alt[slot] = state.alt[idx]!;
		this.status[slot] = state.status[idx]!;
		this.quality[slot] = state.quality[idx]!;
		this.metrics.forEach((values, metric) => (values[slot] = state.metrics[metric]?.[idx] ?? NaN));
	}

	/** The slot of a row that was at a place at `ts`, as the wire says it. */
	#enter(idx: number, ts: EpochMs, lon: number, lat: number, speed: number, heading: number): number {
		const known = this.#slots.of(idx);
		const slot = known ?? this.#slots.take(idx);
		if (slot >= this.ts.length) this.#grow();
		const stands =
			known !== undefined && this.carry === 0 && this.lon[slot] === lon && this.lat[slot] === lat;
		const age = (ts - this.ts[slot]!) / 1000;
		const [e, n] = [
			this.east[slot]! + this.eastRate[slot]! * age,
			this.north[slot]! + this.northRate[slot]! * age
		];
		this.ts[slot] = ts;
		this.lon[slot] = lon;
		this.lat[slot] = lat;
		this.speed[slot] = speed;
		this.heading[slot] = heading;
		this.changed?.add(slot);
		if (stands) return slot;
		this.#place(slot);
		// Written so that no place, which is NaN, counts as a jump too.
		const near = Math.hypot(this.east[slot]! - e, this.north[slot]! - n) <= JUMP_METRES;
		if (known === undefined || !near) this.fresh.add(slot);
		return slot;
	}

	/** Local metres and rates of a slot out of its degrees. */
	#place(slot: number): void {
		if (!this.hasPosition(slot)) {
			this.east[slot] = this.north[slot] = this.up[slot] = NaN;
			this.eastRate[slot] = this.northRate[slot] = 0;
			return;
		}
		const [lng, lat] = [this.lon[slot]! * 1e-7, this.lat[slot]! * 1e-7];
		const [east, north, up] = this.#frame.toLocal(lng, lat);
		this.east[slot] = east;
		this.north[slot] = north;
		this.up[slot] = up;
		const speed = this.carry > 0 ? this.speedOf(slot) : 0;
		// North there is not the anchor's north: meridians converge.
		const convergence = (lng - this.#frame.anchor[0]) * Math.sin(lat * RAD);
		const direction = (this.headingOf(slot) - convergence) * RAD;
		// Without a heading nobody knows where it goes.
		const known = this.heading[slot] !== NULLS.u16;
		this.eastRate[slot] = known ? speed * Math.sin(direction) : 0;
		this.northRate[slot] = known ? speed * Math.cos(direction) : 0;
	}

	#remove(idx: number): void {
		const slot = this.#slots.remove(idx);
		if (slot === undefined) return;
		this.fresh.delete(slot);
		this.changed?.delete(slot);
		this.gone.add(slot);
	}

	#keepOnly(frames: readonly Frame[]): void {
		const keep = new Set<number>();
		for (const frame of frames) for (const idx of columnOf(frame, 'idx') ?? []) keep.add(idx);
		for (const idx of [...this.#slots.rows()]) if (!keep.has(idx)) this.#remove(idx);
	}

	#addMetric(): void {
		this.metrics.push(new Float32Array(this.ts.length).fill(NaN));
	}

	#grow(): void {
		const { capacity } = this;
		this.ts = grown(this.ts, capacity, 0);
		this.lon = grown(this.lon, capacity, 0);
		this.lat = grown(this.lat, capacity, 0);
		this.alt = grown(this.alt, capacity, 0);
		this.speed = grown(this.speed, capacity, 0);
		this.heading = grown(this.heading, capacity, 0);
		this.status = grown(this.status, capacity, 0);
		this.quality = grown(this.quality, capacity, 0);
		this.east = grown(this.east, capacity, 0);
		this.north = grown(this.north, capacity, 0);
		this.up = grown(this.up, capacity, 0);
		this.eastRate = grown(this.eastRate, capacity, 0);
		this.northRate = grown(this.northRate, capacity, 0);
		this.metrics.forEach((values, metric) => (this.metrics[metric] = grown(values, capacity, NaN)));
	}
}
