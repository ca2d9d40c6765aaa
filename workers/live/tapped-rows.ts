import { metricColumn } from '#lib/model/entity-columns.ts';
import type { LiveBatch, LiveColumn } from '#lib/model/live-rows.ts';
import type { EpochMs } from '#lib/model/units.ts';
import { FIELDS, METRIC_FIELD, NULLS, QUALITY } from '#lib/model/wire/fields.ts';
import { columnOf, type Frame } from '#lib/model/wire/frame.ts';

/** Observations that arrived together, not named yet. */
export interface Observations {
	readonly arrived: EpochMs;
	readonly count: number;
	/** Dictionary rows of their entities. */
	readonly idx: Uint32Array;
	/** The largest of them. */
	readonly newest: number;
	readonly columns: LiveBatch['columns'];
}

/** What is known of an entity. */
interface Known {
	at: EpochMs;
	lng: number;
	lat: number;
	status: number;
	readonly metrics: Float32Array;
}

/** Makes rows of frames: each observation of an entity once, with what is known of the entity then. */
export class TappedRows {
	/** id, entity, status, t, lng, lat, then the metrics. */
	readonly columns: readonly LiveColumn[];
	readonly #metrics: readonly string[];
	readonly #statuses: readonly string[];
	readonly #known: (Known | undefined)[] = [];
	/** Titles and urns that were said. */
	readonly #ids = new Texts();
	readonly #entities = new Texts();
	/** By dictionary row, once they were said: codes of title and urn. */
	readonly #codes: (readonly [id: number, entity: number] | undefined)[] = [];
	#saidStatuses = false;

	constructor(metrics: readonly string[], statuses: readonly string[]) {
		this.#metrics = metrics.map(metricColumn);
		this.#statuses = statuses;
		this.columns = [
			{ name: 'id', kind: 'category' },
			{ name: 'entity', kind: 'category' },
			{ name: 'status', kind: 'category' },
			{ name: 't', kind: 'number' },
			{ name: 'lng', kind: 'number' },
			{ name: 'lat', kind: 'number' },
			...this.#metrics.map((name) => ({ name, kind: 'metric' as const }))
		];
	}

	/**
	 * The observations of a frame, or of a part of history: there every row is one; of the live layer those that
	 * are newer than what was taken of their entity. Rows that say that an entity is gone are none.
	 */
	take(
		frame: Pick<Frame, 'count' | 'columns'>,
		times: Float64Array,
		{ arrived, isHistory }: { readonly arrived: EpochMs; readonly isHistory: boolean }
	): Observations | undefined {
		const idx = columnOf(frame, 'idx');
		if (!idx) return undefined;
		const quality = columnOf(frame, 'quality');
		const taken: number[] = [];
		for (let row = 0; row < frame.count; row++) {
			if ((quality?.[row] ?? 0) & QUALITY.gone) this.#known[idx[row]!] = undefined;
			else if (isHistory || times[row]! > (this.#known[idx[row]!]?.at ?? -Infinity)) taken.push(row);
		}
		if (taken.length === 0) return undefined;
		const { length: count } = taken;
		const out = {
			id: new Int32Array(count),
			entity: new Int32Array(count),
			status: new Int32Array(count),
			t: new Float64Array(count),
			lng: new Float64Array(count),
			lat: new Float64Array(count)
		};
		const metrics = this.#metrics.map(() => new Float32Array(count));
		const said = {
			lon: columnOf(frame, 'lon'),
			lat: columnOf(frame, 'lat'),
			status: columnOf(frame, 'status'),
			metrics: this.#metrics.map((_, metric) => metricValues(frame, metric))
		};
		const ids = new Uint32Array(count);
		let newest = 0;
		taken.forEach((row, at) => {
			const id = idx[row]!;
			const known = this.#learn(id, row, times[row]!, said);
			ids[at] = id;
			newest = Math.max(newest, id);
			out.status[at] = known.status;
			out.t[at] = times[row]!;
			out.lng[at] = known.lng;
			out.lat[at] = known.lat;
			metrics.forEach((values, metric) => (values[at] = known.metrics[metric]!));
		});
		const named = Object.fromEntries(this.#metrics.map((name, metric) => [name, metrics[metric]!]));
		return { arrived, count, idx: ids, newest, columns: { ...out, ...named } };
	}

	/** Observations with their entities' names and urns, as they are known now; a name once said stays. */
	name(
		rows: Observations,
		entityOf: (idx: number) => { readonly urn: string; readonly title: string }
	): LiveBatch {
		const { id, entity } = rows.columns as Record<'id' | 'entity', Int32Array>; // made by `take`
		for (let row = 0; row < rows.count; row++) {
			const idx = rows.idx[row]!;
			let codes = this.#codes[idx];
			if (!codes) {
				const { urn, title } = entityOf(idx);
				this.#codes[idx] = codes = [this.#ids.codeOf(title), this.#entities.codeOf(urn)];
			}
			[id[row], entity[row]] = codes;
		}
		const labels = {
			id: this.#ids.takeFresh(),
			entity: this.#entities.takeFresh(),
			...(!this.#saidStatuses && { status: this.#statuses })
		};
		this.#saidStatuses = true;
		return { arrived: rows.arrived, count: rows.count, columns: rows.columns, labels };
	}

	#learn(
		idx: number,
		row: number,
		at: EpochMs,
		said: {
			readonly lon: Int32Array | undefined;
			readonly lat: Int32Array | undefined;
			readonly status: Uint8Array | undefined;
			readonly metrics: readonly (Float32Array | undefined)[];
		}
	): Known {
		const known = (this.#known[idx] ??= {
			at,
			lng: NaN,
			lat: NaN,
			status: -1,
			metrics: new Float32Array(this.#metrics.length).fill(NaN)
		});
		known.at = Math.max(known.at, at);
		const [lon, lat] = [said.lon?.[row] ?? NULLS.i32, said.lat?.[row] ?? NULLS.i32];
		if (lon !== NULLS.i32 && lat !== NULLS.i32) {
			known.lng = lon * FIELDS.lon.scale;
			known.lat = lat * FIELDS.lat.scale;
		}
		const status = said.status?.[row] ?? NULLS.u8;
		// Statuses past those that the layer has words for are none.
		if (status !== NULLS.u8) known.status = status < this.#statuses.length ? status : -1;
		said.metrics.forEach((values, metric) => {
			const value = values?.[row] ?? NaN;
			if (!Number.isNaN(value)) known.metrics[metric] = value;
		});
		return known;
	}
}

/** Texts by their codes, those that were not told yet apart. */
class Texts {
	readonly #codes = new Map<string, number>();
	#fresh: string[] = [];

	codeOf(text: string): number {
		let code = this.#codes.get(text);
		if (code === undefined) {
			this.#codes.set(text, (code = this.#codes.size));
			this.#fresh.push(text);
		}
		return code;
	}

	takeFresh(): readonly string[] {
		const fresh = this.#fresh;
		this.#fresh = [];
		return fresh;
	}
}

function metricValues(frame: Pick<Frame, 'columns'>, metric: number): Float32Array | undefined {
	const column = frame.columns.find(({ field }) => field === METRIC_FIELD + metric);
	return column?.type === 'f32' ? column.values : undefined;
}
