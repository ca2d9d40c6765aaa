import type { EpochMs, Seconds } from '#lib/model/units.ts';
import type { LngLat } from '#lib/model/geometry.ts';
import { ease } from '../geometry/noise.ts';
import { INCIDENT_NAMES, type Incident, type IncidentName } from './world.ts';

/** An incident that someone started. */
export interface StartedIncident {
	readonly name: IncidentName;
	readonly since: EpochMs;
	/** When someone ended it; otherwise it ends by itself. */
	readonly stoppedAt?: EpochMs;
	/** `sensor-failure`: the live layer that falls silent. */
	readonly layer?: string;
}

/** How an incident comes, how long it lasts by itself, and how it goes. */
interface Course {
	readonly rise: Seconds;
	readonly lasts: Seconds;
	readonly fall: Seconds;
}

const COURSES: Readonly<Record<IncidentName, Course>> = {
	rainstorm: { rise: 60, lasts: 2700, fall: 600 },
	'gas-leak': { rise: 120, lasts: 2400, fall: 300 },
	'metro-outage': { rise: 20, lasts: 1800, fall: 900 },
	'air-inversion': { rise: 900, lasts: 10_800, fall: 1800 },
	crowd: { rise: 600, lasts: 3600, fall: 900 },
	'pole-outage': { rise: 5, lasts: 3600, fall: 5 },
	'sensor-failure': { rise: 1, lasts: 1800, fall: 1 }
};

/** The layer that `sensor-failure` silences when it names none. */
export const FAILING_LAYER = 'air';

/** `rainstorm`, or `sensor-failure:<layer>`; undefined when there is no such incident. */
export function readIncidentName(
	text: string
): { readonly name: IncidentName; readonly layer?: string } | undefined {
	const [first, layer, ...more] = text.split(':');
	const name = INCIDENT_NAMES.find((each) => each === first);
	if (!name || more.length > 0) return undefined;
	if (layer === undefined) return { name };
	return name === 'sensor-failure' && layer !== '' ? { name, layer } : undefined;
}

/** When it is all over, its going included. */
export function endOf({ name, since, stoppedAt }: StartedIncident): EpochMs {
	const { lasts, fall } = COURSES[name];
	return Math.min(since + lasts * 1000, Math.max(since, stoppedAt ?? Infinity)) + fall * 1000;
}

/** The incident as it is at an instant; undefined before it began and when it is over. */
export function incidentAt(started: StartedIncident, at: EpochMs, place: LngLat): Incident | undefined {
	const { name, since } = started;
	const until = endOf(started);
	if (at < since || at >= until) return undefined;
	const { rise, fall } = COURSES[name];
	const going = until - fall * 1000;
	const risen = (instant: EpochMs) => ease((instant - since) / (rise * 1000));
	const strength = at < going ? risen(at) : risen(going) * (1 - ease((at - going) / (fall * 1000)));
	return { name, since, until, strength, place };
}
