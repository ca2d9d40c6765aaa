import type { EpochMs } from './units.ts';
import { METRIC_FIELD, NULLS, QUALITY } from './wire/fields.ts';
import { columnOf, type Frame } from './wire/frame.ts';
import { StateHash } from './wire/state-hash.ts';
import { grown, type Growable } from './grown.ts';

/** How far behind the newest value a row may be and still count as in time; later ones are counted as late. */
export const LATENESS_MS = 30_000;

/** Never said: older than every row. */
const NEVER = -Infinity;
/** A row without a source sequence comes before every row with one. */
const NO_SEQUENCE = -1;

/** The columns of a state, slot = dictionary row: type and what stands for "not said". */
const COLUMNS = {
	present: [Uint8Array, 0],
	ts: [Float64Array, NEVER],
	seq: [Float64Array, NO_SEQUENCE],
	quality: [Uint8Array, 0],
	lon: [Int32Array, NULLS.i32],
	lat: [Int32Array, NULLS.i32],
	alt: [Int32Array, NULLS.i32],
	speed: [Uint16Array, NULLS.u16],
	heading: [Uint16Array, NULLS.u16],
	placeTs: [Float64Array, NEVER],
	placeSeq: [Float64Array, NO_SEQUENCE],
	status: [Uint8Array, NULLS.u8],
	statusTs: [Float64Array, NEVER],
	statusSeq: [Float64Array, NO_SEQUENCE],
	goneTs: [Float64Array, NEVER],
	goneSeq: [Float64Array, NO_SEQUENCE]
} as const;
type ColumnName = keyof typeof COLUMNS;

/** A metric's values and the keys of the rows that said them. */
interface MetricColumn {
	values: Float32Array;
	ts: Float64Array;
	seq: Float64Array;
}

/** A state's arrays by name, as a checkpoint keeps them. */
export type StateArrays = Readonly<Record<string, Growable>>;

/**
 * The latest state of one layer out of its log records: THE rule of what wins, for hub, history and replay alike.
 *
 * - Rows of an entity are ordered by (source time, source sequence, arrival); one without a sequence comes
 *   before those with one.
 * - `ts` and `quality` are the newest row's. Position (lon, lat, alt, speed and heading together), status and
 *   each metric are those of the newest row that says them: what a row does not say stays.
 * - A `gone` row voids everything up to itself; the entity is there while some row is newer than that.
 *
 * So the order of arrival matters for rows of the very same time and sequence only, and repeats change nothing.
 */
export class LatestState {
	present = new Uint8Array(0);
	/** ms. */
	ts = new Float64Array(0);
	seq = new Float64Array(0);
	/** As the source and the log say; without `stale`. */
	quality = new Uint8Array(0);
	/** 1e-7 degrees. */
	lon = new Int32Array(0);
	lat = new Int32Array(0);
	/** cm. */
	alt = new Int32Array(0);
	/** cm/s. */
	speed = new Uint16Array(0);
	/** 0.01 degrees. */
	heading = new Uint16Array(0);
	status = new Uint8Array(0);
	/** By metric; NaN = not said. */
	readonly metrics: Float32Array[] = [];
	placeTs = new Float64Array(0);
	placeSeq = new Float64Array(0);
	statusTs = new Float64Array(0);
	statusSeq = new Float64Array(0);
	goneTs = new Float64Array(0);
	goneSeq = new Float64Array(0);
	/** Dictionary rows below this may be there. */
	capacity = 0;
	/** Entities that are there. */
	size = 0;
	/** Source time of the newest row of all. */
	newestAt: EpochMs | undefined;
	/** Rows applied; rows that changed nothing; rows more than LATENESS_MS behind the newest. */
	readonly counts = { rows: 0, repeated: 0, late: 0 };
	readonly #keys: MetricColumn[] = [];

	/** Applies a log record's frame; `changed` hears each row of the dictionary that is another one afterwards. */
	apply(
		frame: Pick<Frame, 't0' | 'count' | 'columns'>,
		changed: (idx: number) => void = () => undefined
	): void {
		const idx = columnOf(frame, 'idx');
		const ts = columnOf(frame, 'ts');
		if (!idx || !ts) return;
		const columns = {
			quality: columnOf(frame, 'quality'),
			seq: columnOf(frame, 'seq'),
			lon: columnOf(frame, 'lon'),
			lat: columnOf(frame, 'lat'),
			alt: columnOf(frame, 'alt'),
			speed: columnOf(frame, 'speed'),
			heading: columnOf(frame, 'heading'),
			status: columnOf(frame, 'status')
		};
		const metrics: (readonly [metric: number, values: Float32Array])[] = [];
		for (const { field, type, values } of frame.columns)
			if (field >= METRIC_FIELD && type === 'f32') {
				this.#addMetrics(field - METRIC_FIELD + 1);
				metrics.push([field - METRIC_FIELD, values]);
			}
		for (let row = 0; row < frame.count; row++) {
			const at = Number.isFinite(ts[row]!) ? ts[row]! : frame.t0;
			const said = columns.seq?.[row] ?? NULLS.u32;
			const seq = said === NULLS.u32 ? NO_SEQUENCE : said;
			const slot = idx[row]!;
			this.reserve(slot + 1);
			this.counts.rows++;
			if (this.newestAt !== undefined && at < this.newestAt - LATENESS_MS) this.counts.late++;
			if (this.newestAt === undefined || at > this.newestAt) this.newestAt = at;
			const quality = columns.quality?.[row] ?? 0;
			const isNew =
				quality & QUALITY.gone
					? this.#go(slot, at, seq)
					: this.#say(slot, at, seq, quality, columns, metrics, row);
			if (isNew) changed(slot);
			else this.counts.repeated++;
		}
	}

	/** Makes room for dictionary rows below `rows`. */
	reserve(rows: number): void {
		if (rows <= this.capacity) return;
		this.capacity = Math.max(rows, this.capacity * 2, 256);
		for (const name of Object.keys(COLUMNS) as ColumnName[])
			(this as Record<ColumnName, Growable>)[name] = grown(this[name], this.capacity, COLUMNS[name][1]);
		for (const column of this.#keys) this.#growMetric(column);
		this.#keys.forEach(({ values }, metric) => (this.metrics[metric] = values));
	}

	/** When the value of a metric that an entity has was said; undefined when it has none. */
	metricAt(metric: number, idx: number): EpochMs | undefined {
		const at = this.#keys[metric]?.ts[idx] ?? NEVER;
		return at === NEVER ? undefined : at;
	}

	/** Digest of the state (state-hash.ts). */
	hash(): string {
		const hash = new StateHash();
		const metrics = new Float32Array(this.metrics.length);
		for (let idx = 0; idx < this.capacity; idx++) {
			if (!this.present[idx]) continue;
			for (let m = 0; m < metrics.length; m++) metrics[m] = this.metrics[m]![idx]!;
			hash.add({
				idx,
				ts: this.ts[idx]!,
				lon: this.lon[idx]!,
				lat: this.lat[idx]!,
				speed: this.speed[idx]!,
				heading: this.heading[idx]!,
				status: this.status[idx]!,
				quality: this.quality[idx]!,
				metrics
			});
		}
		return hash.digest();
	}

	/** Everything that `restore` needs besides the counts. The arrays are the state's own: copy before the next row. */
	arrays(): StateArrays {
		const arrays: Record<string, Growable> = {};
		for (const name of Object.keys(COLUMNS) as ColumnName[]) arrays[name] = this[name];
		this.#keys.forEach(({ values, ts, seq }, metric) => {
			arrays[`m${metric}`] = values;
			arrays[`m${metric}.ts`] = ts;
			arrays[`m${metric}.seq`] = seq;
		});
		return arrays;
	}

	/** An independent copy; the counts begin anew. */
	clone(): LatestState {
		return LatestState.restore(this.arrays(), this.newestAt);
	}

	/** A state of nothing, with room. */
	static empty(rows: number, metrics: number): LatestState {
		const state = new LatestState();
		state.#addMetrics(metrics);
		state.reserve(rows);
		return state;
	}

	/** A state out of the arrays of another. */
	static restore(arrays: StateArrays, newestAt: EpochMs | undefined): LatestState {
		const state = new LatestState();
		const capacity = arrays['present']?.length ?? 0;
		if (capacity === 0) return state;
		state.#addMetrics(Object.keys(arrays).filter((name) => /^m\d+$/.test(name)).length);
		state.reserve(capacity);
		for (const [name, values] of Object.entries(state.arrays())) values.set(arrays[name]! as never); // of the type that `arrays` gave
		state.size = state.present.reduce((sum, here) => sum + here, 0);
		state.newestAt = newestAt;
		return state;
	}

	#say(
		slot: number,
		at: EpochMs,
		seq: number,
		quality: number,
		columns: {
			readonly lon: Int32Array | undefined;
			readonly lat: Int32Array | undefined;
			readonly alt: Int32Array | undefined;
			readonly speed: Uint16Array | undefined;
			readonly heading: Uint16Array | undefined;
			readonly status: Uint8Array | undefined;
		},
		metrics: readonly (readonly [number, Float32Array])[],
		row: number
	): boolean {
		if (!isAtLeast(at, seq, this.goneTs[slot]!, this.goneSeq[slot]!)) return false;
		let changed = false;
		if (isAtLeast(at, seq, this.ts[slot]!, this.seq[slot]!)) {
			changed = this.ts[slot] !== at || this.quality[slot] !== quality;
			this.ts[slot] = at;
			this.seq[slot] = seq;
			this.quality[slot] = quality;
		}
		if (!this.present[slot]) {
			this.present[slot] = 1;
			this.size++;
			changed = true;
		}
		const [lon, lat] = [columns.lon?.[row] ?? NULLS.i32, columns.lat?.[row] ?? NULLS.i32];
		if (
			lon !== NULLS.i32 &&
			lat !== NULLS.i32 &&
			isAtLeast(at, seq, this.placeTs[slot]!, this.placeSeq[slot]!)
		) {
			this.placeTs[slot] = at;
			this.placeSeq[slot] = seq;
			changed =
				this.#place(
					slot,
					lon,
					lat,
					columns.alt?.[row] ?? NULLS.i32,
					columns.speed?.[row] ?? NULLS.u16,
					columns.heading?.[row] ?? NULLS.u16
				) || changed;
		}
		const status = columns.status?.[row] ?? NULLS.u8;
		if (status !== NULLS.u8 && isAtLeast(at, seq, this.statusTs[slot]!, this.statusSeq[slot]!)) {
			this.statusTs[slot] = at;
			this.statusSeq[slot] = seq;
			changed ||= this.status[slot] !== status;
			this.status[slot] = status;
		}
		for (const [metric, values] of metrics) {
			const value = values[row]!;
			const column = this.#keys[metric]!;
			if (Number.isNaN(value) || !isAtLeast(at, seq, column.ts[slot]!, column.seq[slot]!)) continue;
			column.ts[slot] = at;
			column.seq[slot] = seq;
			changed ||= column.values[slot] !== value;
			column.values[slot] = value;
		}
		return changed;
	}

	#place(slot: number, lon: number, lat: number, alt: number, speed: number, heading: number): boolean {
		const changed =
			this.lon[slot] !== lon ||
			this.lat[slot] !== lat ||
			this.alt[slot] !== alt ||
			this.speed[slot] !== speed ||
			this.heading[slot] !== heading;
		this.lon[slot] = lon;
		this.lat[slot] = lat;
		this.alt[slot] = alt;
		this.speed[slot] = speed;
		this.heading[slot] = heading;
		return changed;
	}

	/** Voids what is not newer than the row that says the entity is gone. */
	#go(slot: number, at: EpochMs, seq: number): boolean {
		if (!isAtLeast(at, seq, this.goneTs[slot]!, this.goneSeq[slot]!)) return false;
		this.goneTs[slot] = at;
		this.goneSeq[slot] = seq;
		let changed = false;
		if (isAtLeast(at, seq, this.placeTs[slot]!, this.placeSeq[slot]!)) {
			changed = this.#place(slot, NULLS.i32, NULLS.i32, NULLS.i32, NULLS.u16, NULLS.u16);
			this.placeTs[slot] = NEVER;
		}
		if (isAtLeast(at, seq, this.statusTs[slot]!, this.statusSeq[slot]!)) {
			changed ||= this.status[slot] !== NULLS.u8;
			this.status[slot] = NULLS.u8;
			this.statusTs[slot] = NEVER;
		}
		for (const column of this.#keys) {
			if (!isAtLeast(at, seq, column.ts[slot]!, column.seq[slot]!)) continue;
			changed ||= !Number.isNaN(column.values[slot]!);
			column.values[slot] = NaN;
			column.ts[slot] = NEVER;
		}
		if (this.present[slot] && isAtLeast(at, seq, this.ts[slot]!, this.seq[slot]!)) {
			this.present[slot] = 0;
			this.ts[slot] = NEVER;
			this.seq[slot] = NO_SEQUENCE;
			this.quality[slot] = 0;
			this.size--;
			changed = true;
		}
		return changed;
	}

	#addMetrics(count: number): void {
		while (this.#keys.length < count) {
			const column = { values: new Float32Array(0), ts: new Float64Array(0), seq: new Float64Array(0) };
			this.#growMetric(column);
			this.#keys.push(column);
			this.metrics.push(column.values);
		}
	}

	#growMetric(column: MetricColumn): void {
		column.values = grown(column.values, this.capacity, NaN);
		column.ts = grown(column.ts, this.capacity, NEVER);
		column.seq = grown(column.seq, this.capacity, NO_SEQUENCE);
	}
}

/** True when key (at, seq) is not before key (otherAt, otherSeq): of equals the one that came later wins. */
const isAtLeast = (at: number, seq: number, otherAt: number, otherSeq: number): boolean =>
	at > otherAt || (at === otherAt && seq >= otherSeq);
