import type { CitySession } from '../map/session.svelte.ts';

/** What a map can be taken for: the city now, the city of another instant, or one that nobody measured. */
export type World = 'live' | 'replay' | 'scenario';

/** A result of a scenario is none of the city's, whatever its clock says. */
export const worldOf = (session: CitySession): World =>
	session.scenarioView ? 'scenario' : session.clock.replaying ? 'replay' : 'live';
