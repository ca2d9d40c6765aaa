import type { LocalFrame } from '#lib/model/local-frame.ts';
import type { EpochMs } from '#lib/model/units.ts';
import { columnOf, frameInvalid, type Frame } from '#lib/model/wire/frame.ts';

const RAD = Math.PI / 180;
const EARTH = 6_371_000;
/** No slot, no dictionary row. */
export const NONE = 0xffffffff;
/** Farther from where it was expected than this, an entity did not move there. */
const JUMP_METRES = 250;

/**
 * The entities of one layer, structure of arrays. An entity keeps its slot while it lives, so that a slot
 * can be an instance on the GPU; freed slots are taken again in order of age.
 */
export class EntityStore {
	capacity = 0;
	/** Slots below this were ever used. */
	used = 0;
	/** Dictionary row by slot, NONE when free. */
	idx = new Uint32Array(0);
	/** When the row was true, ms. */
	ts = new Float64Array(0);
	/** 1e-7 degrees. */
	lon = new Int32Array(0);
	lat = new Int32Array(0);
	/** m/s and degrees. */
	speed = new Float32Array(0);
	heading = new Float32Array(0);
	/** Local metres at `ts`, and m/s. */
	east = new Float64Array(0);
	north = new Float64Array(0);
	up = new Float64Array(0);
	eastRate = new Float64Array(0);
	northRate = new Float64Array(0);
	/** Slots that appeared or jumped, and slots that went, since they were last taken. */
	readonly fresh = new Set<number>();
	readonly gone = new Set<number>();
	readonly #slots = new Map<number, number>();
	readonly #free: number[] = [];
	readonly #frame: LocalFrame;
	/** Slots below `#kept` belong to these rows alone, whether they are here or not. */
	#reserved: ReadonlyMap<number, number> = new Map();
	#kept = 0;

	constructor(frame: LocalFrame) {
		this.#frame = frame;
	}

	get size(): number {
		return this.#slots.size;
	}

	slotOf(idx: number): number | undefined {
		return this.#slots.get(idx);
	}

	/** Before the first frame: entities of `other` shall have the same slots here, and nothing else one of those. */
	reserve(other: EntityStore): void {
		this.#reserved = new Map(other.#slots);
		this.#kept = this.used = other.used;
		while (this.capacity < this.used) this.#grow();
	}

	/** Applies a snapshot, delta or heartbeat of vehicles. */
	apply(frame: Frame): void {
		const columns = vehicleColumns(frame);
		if (frame.kind === 'snapshot') this.#keepOnly(columns.idx);
		for (const idx of frame.removed) this.#remove(idx);
		for (let row = 0; row < frame.count; row++) {
			const idx = columns.idx[row]!;
			const known = this.#slots.get(idx);
			const slot = known ?? this.#take(idx);
			const [e, n] = [this.east[slot]!, this.north[slot]!];
			const ts = frame.t0 - columns.dt[row]!;
			const age = (ts - this.ts[slot]!) / 1000;
			const expected = [e + this.eastRate[slot]! * age, n + this.northRate[slot]! * age] as const;
			this.#set(slot, ts, columns.lon[row]!, columns.lat[row]!, columns.speed[row]!, columns.heading[row]!);
			const error = Math.hypot(this.east[slot]! - expected[0], this.north[slot]! - expected[1]);
			if (known === undefined || error > JUMP_METRES) this.fresh.add(slot);
		}
	}

	/** Forgets everything, as before the first frame. */
	clear(): void {
		for (const idx of [...this.#slots.keys()]) this.#remove(idx);
	}

	/** Writes x, y, z of a slot at an instant: where it was, moved on by speed and heading. */
	positionAt(slot: number, at: EpochMs, out: Float32Array, offset: number): void {
		const age = (at - this.ts[slot]!) / 1000;
		const de = this.eastRate[slot]! * age;
		const dn = this.northRate[slot]! * age;
		out[offset] = this.east[slot]! + de;
		out[offset + 1] = this.north[slot]! + dn;
		// The ground falls away from the tangent plane: linear in so short a way.
		out[offset + 2] = this.up[slot]! - (this.east[slot]! * de + this.north[slot]! * dn) / EARTH;
	}

	#set(slot: number, ts: EpochMs, lon: number, lat: number, speed: number, heading: number): void {
		this.ts[slot] = ts;
		this.lon[slot] = lon;
		this.lat[slot] = lat;
		const [lng, latitude] = [lon * 1e-7, lat * 1e-7];
		const [east, north, up] = this.#frame.toLocal(lng, latitude);
		this.east[slot] = east;
		this.north[slot] = north;
		this.up[slot] = up;
		this.speed[slot] = speed === 0xffff ? 0 : speed / 100;
		this.heading[slot] = heading === 0xffff ? 0 : heading / 100;
		// North there is not the anchor's north: meridians converge.
		const convergence = (lng - this.#frame.anchor[0]) * Math.sin(latitude * RAD);
		const direction = (this.heading[slot]! - convergence) * RAD;
		this.eastRate[slot] = this.speed[slot]! * Math.sin(direction);
		this.northRate[slot] = this.speed[slot]! * Math.cos(direction);
	}

	#take(idx: number): number {
		const reserved = this.#reserved.get(idx);
		if (reserved === undefined && this.used === this.capacity && this.#free.length === 0) this.#grow();
		const slot = reserved ?? (this.used < this.capacity ? this.used++ : this.#free.shift()!);
		this.#slots.set(idx, slot);
		this.idx[slot] = idx;
		return slot;
	}

	#remove(idx: number): void {
		const slot = this.#slots.get(idx);
		if (slot === undefined) return;
		this.#slots.delete(idx);
		this.idx[slot] = NONE;
		if (slot >= this.#kept) this.#free.push(slot);
		this.fresh.delete(slot);
		this.gone.add(slot);
	}

	#keepOnly(present: Uint32Array): void {
		const keep = new Set(present);
		for (const idx of [...this.#slots.keys()]) if (!keep.has(idx)) this.#remove(idx);
	}

	#grow(): void {
		const capacity = Math.max(256, this.capacity * 2);
		const grown = <A extends Uint32Array | Int32Array | Float32Array | Float64Array>(
			type: new (length: number) => A,
			old: A
		): A => {
			const array = new type(capacity);
			array.set(old);
			return array;
		};
		this.idx = grown(Uint32Array, this.idx).fill(NONE, this.capacity);
		this.ts = grown(Float64Array, this.ts);
		this.lon = grown(Int32Array, this.lon);
		this.lat = grown(Int32Array, this.lat);
		this.speed = grown(Float32Array, this.speed);
		this.heading = grown(Float32Array, this.heading);
		this.east = grown(Float64Array, this.east);
		this.north = grown(Float64Array, this.north);
		this.up = grown(Float64Array, this.up);
		this.eastRate = grown(Float64Array, this.eastRate);
		this.northRate = grown(Float64Array, this.northRate);
		this.capacity = capacity;
	}
}

function vehicleColumns(frame: Frame) {
	const columns = {
		idx: columnOf(frame, 'idx'),
		dt: columnOf(frame, 'dt'),
		lon: columnOf(frame, 'lon'),
		lat: columnOf(frame, 'lat'),
		speed: columnOf(frame, 'speed'),
		heading: columnOf(frame, 'heading')
	};
	const { idx, dt, lon, lat, speed, heading } = columns;
	if (!idx || !dt || !lon || !lat || !speed || !heading) throw frameInvalid('a vehicle column is missing');
	return { idx, dt, lon, lat, speed, heading };
}
