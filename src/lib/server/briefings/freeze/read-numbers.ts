import type { Binding, BriefingDraft } from '#lib/model/briefing/draft.ts';
import type { FreezeFailure, FrozenCard, FrozenValue } from '#lib/model/briefing/frozen.ts';
import type { EpochMs } from '#lib/model/units.ts';
import type { CityFacts } from './city-facts.ts';
import type { IndicatorReadings } from './indicator-readings.ts';
import { readAlarms } from './read-alarms.ts';
import { QueryRows } from './query-rows.ts';
import { readScenario } from './read-scenario.ts';
import type { SourceBook } from './source-book.ts';
import { failureOf } from './failure-of.ts';

export interface ReadingPlace {
	readonly facts: CityFacts;
	readonly indicators: IndicatorReadings;
	readonly sources: SourceBook;
	readonly at: EpochMs;
}

export interface Numbers {
	readonly values: Record<string, FrozenValue>;
	readonly cards: FrozenCard[];
	readonly failures: readonly FreezeFailure[];
}

/** The numbers of a draft, and why some are none. Those that fail do not keep the others from being read. */
export async function readNumbers(
	{ bindings, cards }: Pick<BriefingDraft, 'bindings' | 'cards'>,
	place: ReadingPlace
): Promise<Numbers> {
	const values: Record<string, FrozenValue> = {};
	const read: FrozenCard[] = [];
	const failures: FreezeFailure[] = [];
	for (const [name, binding] of Object.entries(bindings))
		try {
			values[name] = await readBinding(binding, place);
		} catch (thrown) {
			failures.push(failureOf('binding', name, thrown));
		}
	for (const key of cards)
		try {
			read.push(await place.indicators.card(key));
		} catch (thrown) {
			failures.push(failureOf('card', key, thrown));
		}
	return { values, cards: read, failures };
}

async function readBinding(binding: Binding, place: ReadingPlace): Promise<FrozenValue> {
	const { facts, indicators, sources, at } = place;
	switch (binding.kind) {
		case 'indicator':
			return indicators.value(binding.indicator, binding.district, binding.at);
		case 'alarms':
			return readAlarms(binding, facts.alarmsAt(binding.at ?? at), sources);
		case 'scenario':
			return readScenario(binding, facts, sources);
		case 'query': {
			const { sql, column, unit = '' } = binding;
			const { bytes, layers, datasets } = await facts.query(sql, 1);
			const value = new QueryRows(bytes, facts.city.timezone).first(column);
			const title = { zh: column, en: column };
			return { title, value, unit, ...sources.tables([...layers, ...datasets]) };
		}
	}
}
