import { grown } from '#lib/model/grown.ts';
import { isStale, staleAfterMs } from '#lib/model/live-layer.ts';
import type { EpochMs, Milliseconds } from '#lib/model/units.ts';
import { QUALITY } from '#lib/model/wire/fields.ts';
import type { Moment } from './moment.ts';
import type { RuleLayer } from './rule-layer.ts';

/** The source or our own rules say that values of the row are not to be trusted. */
const BAD = QUALITY.outOfRange | QUALITY.stale;
const NEVER = Infinity;

/** Who looks at an entity when it is another one; `reading`: because of a row of its own. */
export type Look = (idx: number, reading: boolean) => void;
/** When time alone makes an entity another one; NaN: never. */
export type Deadline = (idx: number) => EpochMs;

/** A column of a layer by its metric's name; the layer may become known later, or get the metric later. */
export interface MetricColumn {
	readonly name: string;
	/** A value that may be judged now: said, fresh, in its range, of a good row; else NaN. */
	fresh(idx: number): number;
	/** Whatever was last said; NaN when nothing was. */
	last(idx: number): number;
	at(idx: number): EpochMs | undefined;
	readonly unit: string;
	readonly title: { readonly zh: string; readonly en: string } | undefined;
}

/** What rules need to remember of one layer, and who looks at its rows. */
export class LayerBook {
	readonly id: string;
	source: RuleLayer | undefined;
	readonly #moment: Moment;
	readonly #looks: Look[] = [];
	readonly #deadlines: Deadline[] = [];
	readonly #columns = new Map<string, MetricColumn>();
	/** Time of the newest row of each entity that was not to be trusted. */
	#badAt = new Float64Array(0);
	/** When each entity is looked at again without a row. */
	#wakeAt = new Float64Array(0);
	readonly #rowOf = new Map<string, number>();
	#named = 0;

	constructor(id: string, moment: Moment) {
		this.id = id;
		this.#moment = moment;
	}

	/** `look` comes after those that were added before it. */
	add(look: Look): void {
		this.#looks.push(look);
	}

	addDeadline(deadline: Deadline): void {
		this.#deadlines.push(deadline);
	}

	/** A row is another one. */
	row(idx: number): void {
		const { source } = this;
		if (!source) return;
		this.#reserve(idx + 1);
		const { quality, ts } = source.rows;
		if (quality[idx]! & BAD) this.#badAt[idx] = ts[idx]!;
		this.#look(idx, true);
	}

	/** Looks at every entity as it is. */
	all(): void {
		const { source } = this;
		if (!source) return;
		const { present, quality, ts } = source.rows;
		this.#reserve(present.length);
		for (let idx = 0; idx < present.length; idx++) {
			if (!present[idx]) continue;
			if (quality[idx]! & BAD) this.#badAt[idx] = ts[idx]!;
			this.#look(idx, false);
		}
	}

	isHere(idx: number): boolean {
		return this.source?.rows.present[idx] === 1;
	}

	/** True when an entity's newest row is too old to be judged. */
	isStale(idx: number): boolean {
		return isStale(this.source!.rows.ts[idx]!, this.#moment.now, this.staleAfter);
	}

	get staleAfter(): Milliseconds {
		return this.source ? staleAfterMs(this.source.declaration) : NEVER;
	}

	/** Dictionary row of an id. */
	rowOf(urn: string): number | undefined {
		for (let entity = this.source?.entity(this.#named); entity; entity = this.source?.entity(++this.#named))
			this.#rowOf.set(entity.urn, this.#named);
		return this.#rowOf.get(urn);
	}

	column(name: string): MetricColumn {
		let column = this.#columns.get(name);
		if (!column) this.#columns.set(name, (column = this.#makeColumn(name)));
		return column;
	}

	#makeColumn(name: string): MetricColumn {
		let [declaration, metric, low, high]: [unknown, number, number, number] = [undefined, -1, 0, 0];
		/** Number of the column; −1 while the layer does not have it. */
		const indexIn = (source: RuleLayer): number => {
			if (source.declaration === declaration) return metric;
			declaration = source.declaration;
			metric = source.declaration.metrics.findIndex((known) => known.name === name);
			[low, high] = source.declaration.metrics[metric]?.range ?? [-Infinity, Infinity];
			return metric;
		};
		const known = () => this.source?.declaration.metrics.find((each) => each.name === name);
		return {
			name,
			fresh: (idx) => {
				const { source } = this;
				if (!source) return NaN;
				const index = indexIn(source);
				const value = index < 0 ? NaN : (source.rows.metrics[index]?.[idx] ?? NaN);
				if (Number.isNaN(value) || value < low || value > high) return NaN;
				const at = source.metricAt(index, idx);
				if (at === undefined || at === this.#badAt[idx]) return NaN;
				return isStale(at, this.#moment.now, staleAfterMs(source.declaration)) ? NaN : value;
			},
			last: (idx) => {
				const index = this.source ? indexIn(this.source) : -1;
				return index < 0 ? NaN : (this.source!.rows.metrics[index]?.[idx] ?? NaN);
			},
			at: (idx) => {
				const index = this.source ? indexIn(this.source) : -1;
				return index < 0 ? undefined : this.source!.metricAt(index, idx);
			},
			get unit() {
				return known()?.unit ?? '1';
			},
			get title() {
				return known()?.title;
			}
		};
	}

	#look(idx: number, reading: boolean): void {
		for (const look of this.#looks) look(idx, reading);
		this.#arm(idx);
	}

	/** Has the entity looked at again when time alone will have made it another one. */
	#arm(idx: number): void {
		let next = NEVER;
		const { now } = this.#moment;
		for (const deadline of this.#deadlines) {
			const at = deadline(idx);
			if (at > now && at < next) next = at;
		}
		if (next >= this.#wakeAt[idx]!) return;
		this.#wakeAt[idx] = next;
		this.#moment.later(next, () => {
			// A nearer one took its place.
			if (this.#wakeAt[idx] !== next) return;
			this.#wakeAt[idx] = NEVER;
			this.#look(idx, false);
		});
	}

	#reserve(rows: number): void {
		if (rows <= this.#wakeAt.length) return;
		const length = Math.max(rows, this.#wakeAt.length * 2, 256);
		this.#badAt = grown(this.#badAt, length, NaN);
		this.#wakeAt = grown(this.#wakeAt, length, NEVER);
	}
}
