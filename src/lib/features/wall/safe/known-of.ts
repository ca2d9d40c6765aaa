import { locale } from '#lib/state/locale.svelte.ts';
import { countSources, sourcesOf } from '../../ops/city-facts.ts';
import type { WallSurface } from '../surface.svelte.ts';
import { numbersOf } from '../theme-numbers.ts';
import { MOST_KEPT, type LastKnown } from './last-known.ts';

/** What a wall knows of now, whatever instant its map shows. */
export function knownOf({ session, profile, lostSince }: WallSurface): LastKnown {
	const { city } = session;
	return {
		v: 2,
		at: lostSince ?? session.now,
		language: locale.current,
		city: { name: city.name, timezone: city.timezone },
		profile,
		alarms: session.alarmsNow.slice(0, MOST_KEPT.alarms),
		indicators: numbersOf(session, MOST_KEPT.indicators),
		sources: countSources(sourcesOf(session))
	};
}
