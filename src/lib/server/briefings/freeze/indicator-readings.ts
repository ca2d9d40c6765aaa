import type { FrozenCard, FrozenValue } from '#lib/model/briefing/frozen.ts';
import type { IndicatorDetail, IndicatorHistory, IndicatorValue } from '#lib/model/indicator.ts';
import type { EpochMs, Milliseconds } from '#lib/model/units.ts';
import { CityZone, DAY_MS } from '#lib/server/sources/city-zone.ts';
import type { CityFacts } from './city-facts.ts';
import type { SourceBook } from './source-book.ts';
import { saidError } from '#lib/model/said-error.ts';

/** Old values are kept one an hour. */
const HOUR: Milliseconds = 3_600_000;

/** Indicators as they stand at one moment: each is read once, so that text, card and chart of it cannot differ. */
export class IndicatorReadings {
	readonly #facts: CityFacts;
	readonly #sources: SourceBook;
	readonly #zone: CityZone;
	readonly #at: EpochMs;
	readonly #read = new Map<string, IndicatorDetail>();

	constructor(facts: CityFacts, sources: SourceBook, at: EpochMs) {
		this.#facts = facts;
		this.#sources = sources;
		this.#zone = new CityZone(facts.city.timezone);
		this.#at = at;
	}

	/** Of the city or a district, now or at an instant. Throws NOT_FOUND, QUERY_FAILED when it cannot be computed. */
	async value(key: string, district?: string, at?: EpochMs): Promise<FrozenValue> {
		const indicator = this.#indicator(key);
		if (at !== undefined) return this.#frozen(indicator, await this.#valueAt(indicator, at, district), false);
		if (district === undefined) return this.#frozen(indicator, indicator.latest, indicator.stale);
		const there = indicator.areas.find(({ area }) => area === district);
		if (there) return this.#frozen(indicator, there, indicator.stale);
		throw saidError('NOT_FOUND', {
			zh: `指标 ${key} 没有“${district}”的数值；有数值的片区：${indicator.areas.map(({ area }) => area).join('、') || '无'}。`,
			en: `Indicator ${key} has no value for '${district}'; it has for: ${indicator.areas.map(({ area }) => area).join(', ') || 'no district'}.`
		});
	}

	/** Throws as `value` does. */
	async card(key: string): Promise<FrozenCard> {
		const indicator = this.#indicator(key);
		const { direction, target, trend } = indicator;
		const [dayBefore, weekBefore] = await Promise.all(
			[1, 7].map((days) => this.#valueAt(indicator, this.#daysBefore(days)))
		);
		const [first, second] = trend;
		return {
			...this.#frozen(indicator, indicator.latest, indicator.stale),
			indicator: key,
			target,
			direction,
			dayBefore: dayBefore?.value ?? null,
			weekBefore: weekBefore?.value ?? null,
			trend: {
				from: first?.at ?? this.#at,
				step: first && second ? second.at - first.at : DAY_MS,
				values: trend.map(({ value }) => value)
			}
		};
	}

	/** Its history of some hours, with what stands beside it. Throws as `value` does. */
	async series(
		key: string,
		hours: number
	): Promise<{
		readonly indicator: IndicatorDetail;
		readonly history: IndicatorHistory;
		readonly newest: FrozenValue;
	}> {
		const indicator = this.#indicator(key);
		const from = this.#at - hours * HOUR;
		return {
			indicator,
			history: await this.#facts.indicatorHistory(key, from, this.#at),
			newest: this.#frozen(indicator, indicator.latest, indicator.stale)
		};
	}

	#indicator(key: string): IndicatorDetail {
		let indicator = this.#read.get(key);
		if (!indicator) this.#read.set(key, (indicator = this.#facts.indicator(key)));
		const { failure, latest } = indicator;
		if (failure !== undefined)
			throw saidError('QUERY_FAILED', {
				zh: `指标 ${key} 未能计算：${failure}`,
				en: `Indicator ${key} cannot be computed: ${failure}`
			});
		if (!latest)
			throw saidError('QUERY_FAILED', {
				zh: `指标 ${key} 还没有算出，请一分钟后再冻结。`,
				en: `Indicator ${key} has not been computed yet: freeze again in a minute.`
			});
		return indicator;
	}

	/** The newest that was made by then, of its last three periods or its last hour. */
	async #valueAt(
		{ key, period }: IndicatorDetail,
		at: EpochMs,
		district?: string
	): Promise<IndicatorValue | undefined> {
		const { values } = await this.#facts.indicatorHistory(
			key,
			at - Math.max(3 * period * 1000, HOUR + period * 1000),
			at,
			district
		);
		return values.at(-1);
	}

	/** The city's wall clock showed the same then. */
	#daysBefore(days: number): EpochMs {
		return this.#zone.toEpoch(this.#zone.toLocal(this.#at) - days * DAY_MS);
	}

	#frozen(
		{ key, title, unit, decimals }: IndicatorDetail,
		value: IndicatorValue | undefined,
		stale: boolean
	): FrozenValue {
		const { sources, ...made } = this.#sources.tables(this.#facts.tablesOf(key));
		return {
			title,
			value: value?.value ?? null,
			unit: unit === '1' ? '' : unit,
			decimals,
			at: value?.newestInput ?? null,
			sources,
			simulated: value ? value.origin === 'simulated' : made.simulated,
			replayed: value ? value.origin === 'replayed' : made.replayed,
			stale
		};
	}
}
