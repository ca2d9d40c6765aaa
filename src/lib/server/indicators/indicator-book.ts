import { AppError } from '#lib/model/errors.ts';
import type {
	Indicator,
	IndicatorAreaValue,
	IndicatorDetail,
	IndicatorState,
	IndicatorValue
} from '#lib/model/indicator.ts';
import type { LayerOrigin } from '#lib/model/live-layer.ts';
import type { EpochMs, Milliseconds } from '#lib/model/units.ts';
import type { ActiveTheme } from '#lib/server/themes/themes.ts';
import type {
	Computed,
	FormulaResult,
	IndicatorSql,
	Inputs,
	KeptValue,
	Plan,
	Remembered
} from './thread-messages.ts';
import { Trend, trendStep } from './trend.ts';

/** What an indicator asks about live layers. */
export interface LayerFacts {
	/** Another word with each change of the layer; undefined when there is none. */
	markOf(layer: string): string | undefined;
	/** True when all of the layer is too old. */
	isStale(layer: string, now: EpochMs): boolean;
	/** Age at which a row of it is too old; undefined for what is no live layer of state. */
	staleAfter(layer: string): Milliseconds | undefined;
	/** Of all that went in: simulated before replayed before measured. */
	originOf(layers: readonly string[]): LayerOrigin;
}

/** Least time between two computations. */
const LEAST_BETWEEN: Milliseconds = 5000;
/** Least time between two computations area by area: each is as many as there are areas. */
const LEAST_BETWEEN_AREAS: Milliseconds = 120_000;
/** Without a computation for so many periods, the value is stale. */
const STALE_PERIODS = 3;

const ASKS_STALE = /\bstale\b/i;

/** One indicator of a theme that is on: when it is made, what was made of it, and whether that still holds. */
export class IndicatorBook {
	readonly key: string;
	readonly sql: IndicatorSql;
	readonly indicator: Indicator;
	readonly #theme: string;
	readonly #layers: LayerFacts;
	readonly #trend: Trend;
	#latest: IndicatorValue | undefined;
	#areas: readonly IndicatorAreaValue[] = [];
	#plan: Plan | undefined;
	/** When it was last tried, and when it last succeeded. */
	#triedAt: EpochMs | undefined;
	#madeAt: EpochMs | undefined;
	#areasAt: EpochMs | undefined;
	#failure: string | undefined;
	/** Its layers as they were when it was last tried. */
	#marks: readonly (string | undefined)[] = [];

	constructor({ theme, districts }: ActiveTheme, indicator: Indicator, layers: LayerFacts) {
		const { id, formula, drill, areas, period } = indicator;
		this.key = `${theme.id}/${id}`;
		this.indicator = indicator;
		this.#theme = theme.id;
		this.#layers = layers;
		this.#trend = new Trend(trendStep(period * 1000));
		this.sql = {
			key: this.key,
			theme: theme.id,
			...(districts && { districts }),
			formula: formula.sql,
			isFunction: formula.kind === 'function',
			drill: drill.sql,
			drillOf: drill.layer,
			...(areas !== undefined && { areas })
		};
	}

	/** Tables that its SQL reads. */
	get tables(): readonly string[] {
		return this.#plan?.tables ?? [];
	}
	get failure(): string | undefined {
		return this.#failure ?? this.#plan?.failure;
	}
	get #period(): Milliseconds {
		return this.indicator.period * 1000;
	}

	/** What its SQL reads is known from now on. */
	planned(plan: Plan): void {
		this.#plan = plan;
		this.#triedAt = undefined;
		this.#areasAt = undefined;
	}

	/** Wish for what was kept of it. */
	trendWish(now: EpochMs) {
		const { step } = this.#trend;
		return { key: this.key, version: this.indicator.version, from: now - 86_400_000 + step, step };
	}

	/** Takes over what was kept of it, when nothing was made since. */
	remember({ latest, areas, trend }: Remembered): void {
		if (this.#latest) return;
		this.#latest = latest;
		this.#areas = areas.map(({ area, value }) => ({ area, ...value }));
		for (const { at, value } of trend) this.#trend.put(at, value);
	}

	/**
	 * True when its period is over; before that when its layers have news and it was made some seconds ago, if `early`
	 * or while there is no number.
	 */
	isDue(now: EpochMs, early: boolean): boolean {
		if (!this.#plan || this.#plan.failure !== undefined) return false;
		if (this.#triedAt === undefined || this.#isNewPeriod(this.#triedAt, now)) return true;
		return (
			(early || typeof this.#latest?.value !== 'number') &&
			Math.abs(now - this.#triedAt) >= LEAST_BETWEEN &&
			this.indicator.layers.some((layer, i) => this.#layers.markOf(layer) !== this.#marks[i])
		);
	}

	/** Begins a computation; area by area once in a period, but not every minute. */
	begin(now: EpochMs): { readonly key: string; readonly byArea: boolean } {
		this.#triedAt = now;
		this.#marks = this.indicator.layers.map((layer) => this.#layers.markOf(layer));
		const byArea =
			this.#areasAt === undefined ||
			(this.#isNewPeriod(this.#areasAt, now) && Math.abs(now - this.#areasAt) >= LEAST_BETWEEN_AREAS);
		if (byArea) this.#areasAt = now;
		return { key: this.key, byArea: byArea && this.indicator.areas !== undefined };
	}

	/**
	 * Takes what was computed at `at`, and answers the values that are to be kept. What is made of a layer that is silent
	 * as a whole does not take the place of a number that was made while it spoke; unless the formula asks who is stale,
	 * and counts them.
	 */
	take(computed: Computed, at: EpochMs): readonly KeptValue[] {
		if (computed.kind === 'failed') {
			this.#failure = computed.failure;
			return [];
		}
		const { layer } = this.indicator.drill;
		let value: IndicatorValue;
		let areas: readonly IndicatorAreaValue[] | undefined;
		try {
			value = this.#valueOf(computed, at);
			areas = computed.areas?.map((of) => ({ area: of.area, ...this.#valueOf(of, at) }));
		} catch (thrown) {
			this.#failure = AppError.from(thrown).message;
			return [];
		}
		this.#failure = undefined;
		this.#madeAt = at;
		const countsStale = value.value !== null && value.rows > 0 && ASKS_STALE.test(this.sql.formula);
		if (this.#layers.isStale(layer, at) && !countsStale && typeof this.#latest?.value === 'number') return [];
		this.#latest = value;
		this.#trend.put(at, value.value);
		if (areas) this.#areas = areas;
		const kept = { key: this.key, period: this.#period };
		return [
			{ ...kept, area: '', value },
			...(areas ?? []).map(({ area, ...value }) => ({ ...kept, area, value }))
		];
	}

	state(now: EpochMs): IndicatorState {
		const {
			title,
			said,
			formula,
			unit,
			decimals,
			period,
			direction,
			target,
			classes,
			source,
			department,
			drill
		} = this.indicator;
		const failure = this.failure;
		return {
			key: this.key,
			theme: this.#theme,
			title,
			said,
			sql: formula.sql,
			...(formula.kind === 'function' && { standard: formula.standard }),
			unit,
			decimals,
			period,
			direction,
			target,
			...(classes && { classes }),
			source,
			department,
			layer: drill.layer,
			...(this.#latest && { latest: this.#latest }),
			trend: this.#trend.points(now),
			stale: failure !== undefined || this.#isStale(now),
			...(failure !== undefined && { failure })
		};
	}

	detail(now: EpochMs): IndicatorDetail {
		const { areas } = this.indicator;
		return {
			...this.state(now),
			...(areas !== undefined && { areasOf: areas }),
			areas: this.#areas
		};
	}

	/** Its inputs were too old when it was made, are now, or it was not made for long. */
	#isStale(now: EpochMs): boolean {
		const latest = this.#latest;
		if (!latest) return false;
		const limit = this.#layers.staleAfter(this.indicator.drill.layer) ?? Infinity;
		if (latest.newestInput !== undefined && latest.at - latest.newestInput > limit) return true;
		if (now - (this.#madeAt ?? latest.at) > STALE_PERIODS * this.#period) return true;
		return this.tables.some((layer) => this.#layers.isStale(layer, now));
	}

	#valueOf({ result, inputs }: { result: FormulaResult; inputs: Inputs }, at: EpochMs): IndicatorValue {
		return {
			at,
			...this.#numberOf(result, at),
			...inputs,
			version: this.indicator.version,
			origin: this.#layers.originOf(this.tables)
		};
	}

	#numberOf(result: FormulaResult, at: EpochMs): Pick<IndicatorValue, 'value' | 'numerator' | 'denominator'> {
		if (result.kind === 'number') {
			const { kind: _kind, ...number } = result;
			return number;
		}
		const { formula } = this.indicator;
		const value = formula.kind === 'function' ? formula.compute(result.rows, at) : null;
		return { value: value !== null && Number.isFinite(value) ? value : null };
	}

	#isNewPeriod(before: EpochMs, now: EpochMs): boolean {
		return Math.floor(before / this.#period) !== Math.floor(now / this.#period);
	}
}
