import type { EventSeverity } from '#lib/model/observation.ts';
import type { Metric } from '#lib/model/live-layer.ts';
import type { LiveLayerStatus } from '#lib/model/live.ts';
import type { EventState } from '#lib/layers/alerts/listed-events.ts';
import { m } from '#lib/paraglide/messages.js';
import { locale } from '#lib/state/locale.svelte.ts';
import type { QualityMark } from '#lib/model/wire/fields.ts';

/** A metric's name in words; one without a title stands as its source wrote it. */
export const metricName = ({ name, title }: Pick<Metric, 'name' | 'title'>): string =>
	title?.[locale.nameKey] ?? name.replaceAll('_', ' ');

const STATUSES: Readonly<Record<string, () => string>> = {
	moving: m.status_moving,
	stopped: m.status_stopped,
	ok: m.status_ok,
	smooth: m.status_smooth,
	'basically-smooth': m.status_basically_smooth,
	'lightly-congested': m.status_lightly_congested,
	'moderately-congested': m.status_moderately_congested,
	'heavily-congested': m.status_heavily_congested,
	open: m.status_open,
	closed: m.status_closed,
	full: m.status_full,
	on: m.status_on,
	dimmed: m.status_dimmed,
	off: m.status_off,
	fault: m.status_fault,
	fire: m.status_fire,
	online: m.status_online,
	offline: m.status_offline,
	patrolling: m.status_patrolling,
	responding: m.status_responding,
	'on-scene': m.status_on_scene,
	moved: m.status_moved,
	lockdown: m.status_lockdown,
	'on-route': m.status_on_route,
	waiting: m.status_waiting,
	done: m.status_done,
	car: m.status_car,
	taxi: m.status_taxi,
	truck: m.status_truck,
	bus: m.status_bus
};
/** A word of status; those of the source's own stand as it wrote them. */
export const statusName = (word: string): string => STATUSES[word]?.() ?? word.replaceAll('_', ' ');

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
