import { grown } from '#lib/model/grown.ts';
import { isStale, staleAfterMs } from '#lib/model/live-layer.ts';
import type { EpochMs, Milliseconds } from '#lib/model/units.ts';
import { QUALITY } from '#lib/model/wire/fields.ts';
import { MetricColumn } from './metric-column.ts';
import type { Moment } from './moment.ts';
import type { RuleLayer } from './rule-layer.ts';

/** The source or our own rules say that values of the row are not to be trusted. */
const BAD = QUALITY.outOfRange | QUALITY.stale;
const NEVER = Infinity;

/** Who looks at an entity when it is another one; `reading`: because of a row of its own. */
export type Look = (idx: number, reading: boolean) => void;
/** When time alone makes an entity another one; NaN: never. */
export type Deadline = (idx: number) => EpochMs;

/** What rules need to remember of one layer, and who looks at its rows. */
export class LayerBook {
	readonly id: string;
	readonly moment: Moment;
	#source: RuleLayer | undefined;
	readonly #known: (() => void)[] = [];
	readonly #looks: Look[] = [];
	/** What grows too old to be judged: columns, and whole rows. */
	readonly #judged = new Set<MetricColumn>();
	#judgesRows = false;
	readonly #deadlines: Deadline[] = [];
	readonly #columns = new Map<string, MetricColumn>();
	/** When each entity is looked at again without a row. */
	#wakeAt = new Float64Array(0);
	readonly #rowOf = new Map<string, number>();
	#named = 0;

	constructor(id: string, moment: Moment) {
		this.id = id;
		this.moment = moment;
	}

	/** Undefined while the layer is not known. */
	get source(): RuleLayer | undefined {
		return this.#source;
	}

	know(source: RuleLayer): void {
		this.#source = source;
		for (const work of this.#known) work();
	}

	/** Work for when the layer is known. */
	whenKnown(work: () => void): void {
		this.#known.push(work);
	}

	/** `look` comes after those that were added before it. */
	add(look: Look): void {
		this.#looks.push(look);
	}

	addDeadline(deadline: Deadline): void {
		this.#deadlines.push(deadline);
	}

	/** Entities are looked at again when the column's value, or without one their row, is too old. */
	judges(column?: MetricColumn): void {
		if (column) this.#judged.add(column);
		else this.#judgesRows = true;
	}

	/** A row is another one. */
	row(idx: number): void {
		const { source } = this;
		if (!source) return;
		this.#reserve(idx + 1);
		this.#distrust(source, idx);
		this.#look(idx, true);
	}

	/** Looks at every entity as it is. */
	all(): void {
		const { source } = this;
		if (!source) return;
		const { present } = source.rows;
		this.#reserve(present.length);
		for (let idx = 0; idx < present.length; idx++) {
			if (!present[idx]) continue;
			this.#distrust(source, idx);
			this.#look(idx, false);
		}
	}

	isHere(idx: number): boolean {
		return this.source?.rows.present[idx] === 1;
	}

	/** True when an entity's newest row is too old to be judged. */
	isStale(idx: number): boolean {
		return isStale(this.source!.rows.ts[idx]!, this.moment.now, this.staleAfter);
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
		if (!column) this.#columns.set(name, (column = new MetricColumn(name, this)));
		return column;
	}

	/** Remembers which values came with a row that is not to be trusted: the next row may not say them. */
	#distrust({ rows }: RuleLayer, idx: number): void {
		if ((rows.quality[idx]! & BAD) === 0) return;
		for (const column of this.#columns.values()) column.distrust(idx, rows.ts[idx]!);
	}

	#look(idx: number, reading: boolean): void {
		for (const look of this.#looks) look(idx, reading);
		this.#arm(idx);
	}

	/** Has the entity looked at again when time alone will have made it another one. */
	#arm(idx: number): void {
		let next = NEVER;
		const { now } = this.moment;
		const limit = this.staleAfter + 1;
		for (const column of this.#judged) {
			const at = (column.at(idx) ?? NaN) + limit;
			if (at > now && at < next) next = at;
		}
		if (this.#judgesRows) {
			const at = this.#source!.rows.ts[idx]! + limit; // only rows of a known layer are looked at
			if (at > now && at < next) next = at;
		}
		for (const deadline of this.#deadlines) {
			const at = deadline(idx);
			if (at > now && at < next) next = at;
		}
		if (next >= this.#wakeAt[idx]!) return;
		this.#wakeAt[idx] = next;
		this.moment.later(next, () => {
			// A nearer one took its place.
			if (this.#wakeAt[idx] !== next) return;
			this.#wakeAt[idx] = NEVER;
			this.#look(idx, false);
		});
	}

	#reserve(rows: number): void {
		if (rows <= this.#wakeAt.length) return;
		const length = Math.max(rows, this.#wakeAt.length * 2, 256);
		this.#wakeAt = grown(this.#wakeAt, length, NEVER);
	}
}
