import type { CityManifest } from '#lib/model/city.ts';
import { AppError } from '#lib/model/errors.ts';
import type { EpochMs } from '#lib/model/units.ts';
import { visibleTo } from '#lib/server/alarms/visible-alarm.ts';
import { NO_ACCESS } from '#lib/server/auth/access.ts';
import type { DrawFigure } from '#lib/server/chromium/figure.ts';
import type { LiveService } from '#lib/server/live/start-live.ts';
import type { CityScenarios } from '#lib/server/scenarios/city-scenarios.ts';
import type { CityFacts } from './city-facts.ts';
import { scenarioAnswer } from './scenario-answer.ts';

type Live = Pick<LiveService, 'hub' | 'indicators' | 'alarms' | 'sql'>;

/** A city that is served, as its briefings may tell it: restricted layers are not in them. */
export function liveFacts(
	{ hub, indicators, alarms, sql }: Live,
	city: CityManifest,
	scenarios: Pick<CityScenarios, 'get' | 'results'>,
	draw: DrawFigure,
	now: () => EpochMs
): CityFacts {
	const restriction = (layer: string) => hub.layers.get(layer)?.restricted;
	return {
		city,
		now,
		draw,
		layers: () => hub.info(now(), NO_ACCESS),
		indicator: (key) => there(indicators, 'indicators').detail(key),
		tablesOf: (key) => there(indicators, 'indicators').tables(key),
		indicatorHistory: (key, from, to, area) => there(indicators, 'indicators').history(key, from, to, area),
		alarmsAt: (at) =>
			there(alarms, 'alarms')
				.listAt(at)
				.alarms.flatMap((alarm) => visibleTo(alarm, NO_ACCESS, restriction) ?? []),
		scenario: (id, model) => scenarioAnswer(scenarios, id, model),
		async query(text, maxRows) {
			const asked = there(sql, 'history');
			const answer = await asked.run({ sql: text, maxRows }, NO_ACCESS, new AbortController().signal);
			return { ...answer, ...asked.sources(text, NO_ACCESS) };
		}
	};
}

function there<T>(part: T | undefined, name: string): T {
	if (part !== undefined) return part;
	throw new AppError('NOT_FOUND', { message: `This server takes nothing in: it has no ${name}.` });
}
