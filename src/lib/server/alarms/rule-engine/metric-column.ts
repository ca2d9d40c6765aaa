import { grown } from '#lib/model/grown.ts';
import { isStale, staleAfterMs, type LayerDeclaration, type Metric } from '#lib/model/live-layer.ts';
import type { EpochMs } from '#lib/model/units.ts';
import type { Moment } from './moment.ts';
import type { RuleLayer } from './rule-layer.ts';

/** The layer that a column is of: undefined while it is not known. */
export interface ColumnHome {
	readonly source: RuleLayer | undefined;
	readonly moment: Moment;
}

/** A column of a layer by its metric's name; the layer may become known later, or get the metric later. */
export class MetricColumn {
	readonly name: string;
	readonly #home: ColumnHome;
	#declaration: LayerDeclaration | undefined;
	#index = -1;
	#metric: Metric | undefined;
	/** Time of each entity's newest value that came with a row not to be trusted. */
	#badAt = new Float64Array(0);

	constructor(name: string, home: ColumnHome) {
		this.name = name;
		this.#home = home;
	}

	/** A value that may be judged now: said, fresh, in its range, of a good row; else NaN. */
	fresh(idx: number): number {
		const { source, moment } = this.#home;
		if (!source || !this.#find(source)) return NaN;
		const value = source.rows.metrics[this.#index]?.[idx] ?? NaN;
		if (Number.isNaN(value) || this.#isOutOfRange(value)) return NaN;
		const at = source.metricAt(this.#index, idx);
		if (at === undefined || at === this.#badAt[idx]) return NaN;
		return isStale(at, moment.now, staleAfterMs(source.declaration)) ? NaN : value;
	}

	/** Whatever was last said; NaN when nothing was. */
	last(idx: number): number {
		const { source } = this.#home;
		return source && this.#find(source) ? (source.rows.metrics[this.#index]?.[idx] ?? NaN) : NaN;
	}

	/** When it was last said. */
	at(idx: number): EpochMs | undefined {
		const { source } = this.#home;
		return source && this.#find(source) ? source.metricAt(this.#index, idx) : undefined;
	}

	/** A value that the row of `at` said is not to be trusted. */
	distrust(idx: number, at: EpochMs): void {
		if (this.at(idx) !== at) return;
		if (idx >= this.#badAt.length)
			this.#badAt = grown(this.#badAt, Math.max(idx + 1, this.#badAt.length * 2, 256), NaN);
		this.#badAt[idx] = at;
	}

	get unit(): string {
		return this.#known()?.unit ?? '1';
	}

	get title(): Metric['title'] {
		return this.#known()?.title;
	}

	#known(): Metric | undefined {
		const { source } = this.#home;
		return source && this.#find(source) ? this.#metric : undefined;
	}

	#isOutOfRange(value: number): boolean {
		const range = this.#metric?.range;
		return range !== undefined && (value < range[0] || value > range[1]);
	}

	/** False while the layer does not have the metric. Columns never change their number. */
	#find({ declaration }: RuleLayer): boolean {
		if (declaration !== this.#declaration) {
			this.#declaration = declaration;
			this.#index = declaration.metrics.findIndex(({ name }) => name === this.name);
			this.#metric = declaration.metrics[this.#index];
		}
		return this.#index >= 0;
	}
}
