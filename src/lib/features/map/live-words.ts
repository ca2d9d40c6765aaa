import type { EventSeverity } from '#lib/model/observation.ts';
import { eventTypeWords, statusWords } from '#lib/model/feed-words.ts';
import type { Metric } from '#lib/model/live-layer.ts';
import type { LiveLayerStatus } from '#lib/model/live.ts';
import type { EventState } from '#lib/layers/alerts/listed-events.ts';
import { m } from '#lib/paraglide/messages.js';
import { locale } from '#lib/state/locale.svelte.ts';
import type { QualityMark } from '#lib/model/wire/fields.ts';

/** A metric's name in words; one without a title stands as its source wrote it. */
export const metricName = ({ name, title }: Pick<Metric, 'name' | 'title'>): string =>
	title?.[locale.nameKey] ?? name.replaceAll('_', ' ');

/** A word of status; those of the source's own stand as it wrote them. */
export const statusName = (word: string): string => statusWords(word)[locale.nameKey];
/** A type of event, likewise. */
export const eventTypeName = (type: string): string => eventTypeWords(type)[locale.nameKey];

const QUALITIES: Readonly<Record<QualityMark, () => string>> = {
	stale: m.quality_stale,
	clockSuspect: m.quality_clock,
	outOfRange: m.quality_range,
	estimated: m.quality_estimated,
	simulated: m.quality_simulated,
	gone: m.quality_gone
};
export const qualityName = (mark: QualityMark): string => QUALITIES[mark]();

const ORIGINS: Readonly<Record<LiveLayerStatus['origin'], () => string>> = {
	measured: m.origin_measured,
	replayed: m.origin_replayed,
	simulated: m.origin_simulated
};
export const originName = (origin: LiveLayerStatus['origin']): string => ORIGINS[origin]();

const SEVERITIES: Readonly<Record<EventSeverity, () => string>> = {
	extreme: m.severity_extreme,
	severe: m.severity_severe,
	moderate: m.severity_moderate,
	minor: m.severity_minor,
	unknown: m.severity_unknown
};
export const severityName = (severity: EventSeverity): string => SEVERITIES[severity]();

const STATES: Readonly<Record<EventState, () => string>> = {
	active: m.event_active,
	upcoming: m.event_upcoming,
	over: m.event_over,
	replaced: m.event_replaced,
	ended: m.event_ended
};
export const eventStateName = (state: EventState): string => STATES[state]();
