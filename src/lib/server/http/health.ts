import type { EpochMs } from '#lib/model/units.ts';
import { VERSION } from '#lib/server/version.ts';
import type { FeedHealth } from '../hub/hub.ts';
import type { LiveHealth } from '../live/live-health.ts';
import type { WallsHealth } from '../walls/open-city-walls.ts';
import type { OpenCity } from './open-city.ts';

export const ROLES = ['ingest', 'hub', 'gateway', 'historian', 'web'] as const;

/** What `GET /api/health` says. */
export interface Health {
	/** `degraded`: it serves, but something in it needs a person. */
	readonly status: 'ok' | 'degraded' | 'no-city';
	readonly city: string | null;
	readonly version: string;
	readonly roles: readonly string[];
	readonly now: EpochMs;
	readonly startedAt: EpochMs;
	/** Live layers: age of what is newest, and whether that is too old. */
	readonly feeds: readonly FeedHealth[];
	readonly live?: LiveHealth;
	/** Absent without a city. */
	readonly walls?: WallsHealth;
	/** One sentence for each thing that is wrong. */
	readonly problems: readonly string[];
}

/** The server's health: a city that serves, serves with problems, or none. */
export function healthOf(city: OpenCity | undefined, startedAt: EpochMs, now: EpochMs): Health {
	const { feeds, live } = city?.live?.health() ?? { feeds: [] };
	const walls = city?.walls.health();
	const problems = [...problemsOf(feeds, live), ...(walls ? wallProblems(walls) : [])];
	return {
		status: !city ? 'no-city' : problems.length > 0 ? 'degraded' : 'ok',
		city: city?.pack.manifest.id ?? null,
		version: VERSION,
		roles: ROLES,
		now,
		startedAt,
		feeds,
		...(live && { live }),
		...(walls && { walls }),
		problems
	};
}

/** What a person must look at, in words; feeds that are stale count once together. */
function problemsOf(feeds: readonly FeedHealth[], live: LiveHealth | undefined): readonly string[] {
	const stale = feeds.filter(({ stale }) => stale).map(({ id }) => id);
	const problems = stale.length > 0 ? [`Stale: ${stale.join(', ')}.`] : [];
	if (!live) return problems;
	const { ingest, historian, indicators, alarms } = live;
	if (ingest.logFailure) problems.push(`Nothing is acknowledged: ${ingest.logFailure.reason}`);
	for (const { id, problem } of ingest.sources) if (problem !== undefined) problems.push(`${id}: ${problem}`);
	if (historian.failure !== undefined) problems.push(`History: ${historian.failure}`);
	if (indicators?.failure !== undefined) problems.push(`Indicators: ${indicators.failure}`);
	for (const { key, failure } of indicators?.failing ?? []) problems.push(`Indicator ${key}: ${failure}`);
	if (alarms?.failure !== undefined) problems.push(`Alarms: ${alarms.failure}`);
	for (const { rule, fault, reason } of alarms?.failures ?? [])
		if (fault === 'rule') problems.push(`Alarm rule ${rule}: ${reason}`);
	return problems;
}

/** What of the walls a person must look at. */
export const wallProblems = ({ late, behind, dark, failure }: WallsHealth): readonly string[] => [
	...(late.length > 0 ? [`Machines of walls say nothing: ${late.join(', ')}.`] : []),
	...(behind.length > 0 ? [`Machines show what is no longer on air: ${behind.join(', ')}.`] : []),
	...(dark.length > 0 ? [`Machines of walls cannot draw their map: ${dark.join(', ')}.`] : []),
	...(failure === undefined ? [] : [`Walls: ${failure}`])
];
