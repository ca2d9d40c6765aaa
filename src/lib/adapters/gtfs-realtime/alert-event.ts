import bindings from 'gtfs-realtime-bindings';
import type { EventRecord, EventSeverity } from '#lib/model/observation.ts';
import type { EpochMs } from '#lib/model/units.ts';
import { LIMITS } from '../support/limits.ts';
import { shortened } from '../support/row-check.ts';
import { epochMs } from './proto-values.ts';
import type { Entity } from './read-feed.ts';
import { tripKey } from './trip-key.ts';

const { Cause, Effect, SeverityLevel } = bindings.transit_realtime.Alert;
type Texts = bindings.transit_realtime.ITranslatedString | null | undefined;

const SEVERITIES: Readonly<Record<number, EventSeverity>> = {
	[SeverityLevel.INFO]: 'minor',
	[SeverityLevel.WARNING]: 'moderate',
	[SeverityLevel.SEVERE]: 'severe'
};

/** An alert as an event. The format has no time of issue: `at` is given by the caller. */
export function alertEvent(entity: Entity, at: EpochMs): EventRecord {
	const alert = entity.alert!; // asked by the caller
	const effect = Effect[alert.effect ?? Effect.UNKNOWN_EFFECT] ?? 'UNKNOWN_EFFECT';
	const header = textsOf(alert.headerText, LIMITS.line);
	const text = textsOf(alert.descriptionText, LIMITS.text);
	return {
		kind: 'event',
		layer: 'alerts',
		id: entity.id,
		at,
		...activeTime(alert.activePeriod ?? []),
		type: effect,
		severity: SEVERITIES[alert.severityLevel ?? 0] ?? 'unknown',
		title: Object.keys(header).length > 0 ? header : { und: effect },
		...(Object.keys(text).length > 0 ? { text } : {}),
		facts: factsOf(alert, effect)
	};
}

/** From the first begin to the last end; a period open at one side leaves that side open. */
function activeTime(periods: readonly bindings.transit_realtime.ITimeRange[]) {
	const from = periods.map(({ start }) => epochMs(start));
	const until = periods.map(({ end }) => epochMs(end));
	const known = (times: readonly (EpochMs | undefined)[]): times is readonly EpochMs[] =>
		times.length > 0 && times.length <= LIMITS.entries && !times.includes(undefined);
	return {
		...(known(from) ? { from: Math.min(...from) } : {}),
		...(known(until) ? { until: Math.max(...until) } : {})
	};
}

function textsOf(texts: Texts, most: number): Record<string, string> {
	const found = new Map<string, string>();
	for (const { text, language } of texts?.translation ?? [])
		if (text?.trim()) found.set(language || 'und', shortened(text, most - 1));
	return Object.fromEntries(found);
}

function factsOf(alert: bindings.transit_realtime.IAlert, effect: string): Record<string, string> {
	const informed = alert.informedEntity ?? [];
	const facts = {
		cause: Cause[alert.cause ?? Cause.UNKNOWN_CAUSE] ?? 'UNKNOWN_CAUSE',
		effect,
		agencies: listed(informed.map(({ agencyId }) => agencyId)),
		routes: listed(informed.map(({ routeId, trip }) => routeId || trip?.routeId)),
		stops: listed(informed.map(({ stopId }) => stopId)),
		trips: listed(informed.map(({ trip }) => tripKey(trip))),
		url: alert.url?.translation?.[0]?.text ?? ''
	};
	return Object.fromEntries(
		Object.entries(facts).flatMap(([name, text]) =>
			text === '' ? [] : [[name, shortened(text, LIMITS.line - 1)]]
		)
	);
}

const listed = (names: readonly (string | null | undefined)[]) =>
	[...new Set(names.filter(Boolean))].join(' ');
