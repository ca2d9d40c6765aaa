import type { IndicatorDetail, IndicatorHistory, IndicatorValue } from '#lib/model/indicator.ts';
import type { EpochMs } from '#lib/model/units.ts';
import type { LayerInfo } from '#lib/model/wire/events.ts';
import { canonicalJson } from '../briefing-digest.ts';
import type { BriefingFiles } from '../freezing-folder.ts';
import type { BriefedCity, CityFacts, CountedAlarm, QueryAnswer } from './city-facts.ts';
import type { ScenarioAnswer } from './scenario-answer.ts';

export const ARROW_TYPE = 'application/vnd.apache.arrow.stream';
/** What the numbers of a briefing were read from. */
export const ANSWERS_FILE = 'numbers/answers.json';

/** Everything that a city said while a briefing was frozen, but for what its maps asked. */
export interface RecordedAnswers {
	readonly city: BriefedCity;
	readonly now: EpochMs;
	readonly layers: readonly LayerInfo[];
	readonly indicators: Record<string, IndicatorDetail>;
	readonly tables: Record<string, readonly string[]>;
	/** By key, area and stretch: `historyKey`. */
	readonly histories: Record<string, IndicatorHistory>;
	/** By instant. */
	readonly alarms: Record<string, readonly CountedAlarm[]>;
	/** By rows and text: `queryKey`; `file` has the Arrow stream. */
	readonly queries: Record<string, Omit<QueryAnswer, 'bytes'> & { readonly file: string }>;
	/** By scenario and model: `scenarioKey`; absent in briefings of before there were any. */
	readonly scenarios?: Record<string, ScenarioAnswer>;
}

export const historyKey = (key: string, from: EpochMs, to: EpochMs, area = ''): string =>
	[key, area, from, to].join('\n');
export const scenarioKey = (id: string, model: string): string => `${id}\n${model}`;
export const queryKey = (sql: string, maxRows: number): string => `${maxRows}\n${sql}`;

/**
 * A city whose answers are written down as they are given, and given again when the same is asked: whoever has what is
 * kept can ask it everything that was asked. Arrow streams lie in `files` at once, the rest when `keep` is called.
 */
export function recordFacts(
	facts: CityFacts,
	files: BriefingFiles
): { readonly facts: CityFacts; readonly keep: () => void } {
	const scenarios: Record<string, ScenarioAnswer> = {};
	const said: RecordedAnswers = {
		city: briefed(facts.city),
		now: facts.now(),
		layers: facts.layers(),
		indicators: {},
		tables: {},
		histories: {},
		alarms: {},
		queries: {},
		scenarios
	};
	const streams = new Map<string, Uint8Array>();
	const recorded: CityFacts = {
		city: said.city,
		now: () => said.now,
		draw: facts.draw,
		layers: () => said.layers,
		indicator: (key) => (said.indicators[key] ??= facts.indicator(key)),
		tablesOf: (key) => (said.tables[key] ??= facts.tablesOf(key)),
		async indicatorHistory(key, from, to, area) {
			const { latest, areas } = said.indicators[key] ?? {};
			const newest = area === undefined ? latest : areas?.find((each) => each.area === area);
			return (said.histories[historyKey(key, from, to, area)] ??= endingWith(
				newest,
				await facts.indicatorHistory(key, from, to, area)
			));
		},
		scenario: async (id, model) => (scenarios[scenarioKey(id, model)] ??= await facts.scenario(id, model)),
		alarmsAt: (at) => (said.alarms[at] ??= facts.alarmsAt(at).map(countedOf)),
		async query(sql, maxRows) {
			const key = queryKey(sql, maxRows);
			const before = said.queries[key];
			const bytes = before && streams.get(before.file);
			if (bytes) return { ...before, bytes };
			const { bytes: fresh, ...answer } = await facts.query(sql, maxRows);
			const file = files.keep('queries', '.arrow', fresh, ARROW_TYPE);
			streams.set(file, fresh);
			said.queries[key] = { ...answer, file };
			return { ...answer, bytes: fresh };
		}
	};
	return {
		facts: recorded,
		keep: () => files.add(ANSWERS_FILE, Buffer.from(canonicalJson(said)), 'application/json')
	};
}

/** An alarm has much more, of no use here. */
function countedOf({ level, theme, origin, title, name, names, raisedAt }: CountedAlarm): CountedAlarm {
	return { ...{ level, theme, origin, title, name, raisedAt }, ...(names && { names }) };
}

/** A manifest has much more, of no use here. */
function briefed({
	id,
	name,
	version,
	timezone,
	fictional,
	attribution,
	datasets
}: BriefedCity): BriefedCity {
	return {
		...{ id, name, version, timezone, fictional, attribution },
		datasets: datasets.map(({ id: dataset, title, attribution: by }) => ({
			id: dataset,
			title,
			...(by !== undefined && { attribution: by })
		}))
	};
}

/**
 * A chart ends with the number beside it. The store may know a newer one that the city has not said yet, and have written
 * it over the one that was said.
 */
function endingWith(said: IndicatorValue | undefined, history: IndicatorHistory): IndicatorHistory {
	if (!said) return history;
	const before = history.values.filter(({ at }) => at < said.at);
	const within = said.at >= history.from && said.at <= history.to;
	return { ...history, values: within ? [...before, said] : before };
}
