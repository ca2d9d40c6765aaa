import type { Alarm } from '#lib/model/alarm.ts';
import type { CityManifest } from '#lib/model/city.ts';
import type { IndicatorDetail, IndicatorHistory } from '#lib/model/indicator.ts';
import type { EpochMs } from '#lib/model/units.ts';
import type { LayerInfo } from '#lib/model/wire/events.ts';
import type { DrawFigure } from '#lib/server/chromium/figure.ts';
import type { ScenarioAnswer } from './scenario-answer.ts';

/** Of an alarm, what is counted by, and what it is called. */
export type CountedAlarm = Pick<
	Alarm,
	'level' | 'theme' | 'origin' | 'title' | 'name' | 'names' | 'raisedAt'
>;

/** What of a city's pack a briefing says. */
export type BriefedCity = Pick<
	CityManifest,
	'id' | 'name' | 'version' | 'timezone' | 'fictional' | 'attribution'
> & { readonly datasets: readonly Pick<CityManifest['datasets'][number], 'id' | 'title' | 'attribution'>[] };

/** The city as a briefing may tell it: what everybody may see, without any right of its own. */
export interface CityFacts {
	readonly city: BriefedCity;
	readonly now: () => EpochMs;
	/** Live layers that need no right. */
	layers(): readonly LayerInfo[];
	/** Throws NOT_FOUND. */
	indicator(key: string): IndicatorDetail;
	/** Live layers and datasets that an indicator is made of. */
	tablesOf(key: string): readonly string[];
	/** Kept values, oldest first. */
	indicatorHistory(key: string, from: EpochMs, to: EpochMs, area?: string): Promise<IndicatorHistory>;
	/** Alarms that were open at an instant. */
	alarmsAt(at: EpochMs): readonly CountedAlarm[];
	/** First rows of an answer as an Arrow stream, and what it may be made of. Throws QUERY_FAILED and others of SQL. */
	query(sql: string, maxRows: number): Promise<QueryAnswer>;
	/** What a model answers for a scenario as it is now. Throws NOT_FOUND when nobody has run it. */
	scenario(id: string, model: string): Promise<ScenarioAnswer>;
	readonly draw: DrawFigure;
}

export interface QueryAnswer {
	readonly bytes: Uint8Array;
	readonly truncated: boolean;
	/** Ids. */
	readonly layers: readonly string[];
	readonly datasets: readonly string[];
}
