import type { Alarm } from '#lib/model/alarm.ts';
import type { CityManifest } from '#lib/model/city.ts';
import type { IndicatorState } from '#lib/model/indicator.ts';
import type { EpochMs } from '#lib/model/units.ts';
import type { WallProfile } from '#lib/model/wall/profile.ts';
import type { Locale } from '#lib/paraglide/runtime.js';
import type { CityFacts } from '../../ops/city-state.ts';

/** What a wall last knew, as it stands in the browser's storage: enough for words and numbers without a map. */
export interface LastKnown {
	/** Form of this record; another one is forgotten. */
	readonly v: 2;
	readonly at: EpochMs;
	/** What the wall spoke. */
	readonly language: Locale;
	readonly city: Pick<CityManifest, 'name' | 'timezone'>;
	readonly profile: WallProfile;
	readonly alarms: readonly Alarm[];
	readonly indicators: readonly IndicatorState[];
	readonly sources: CityFacts['sources'];
}

/** A browser keeps five megabytes of a site. */
export const MOST_KEPT = { alarms: 300, indicators: 40 } as const;

const keyOf = (wall: string) => `cityloop-wall-${wall}`;

/** Keeps it in place of what was kept before. A full or forbidden storage keeps nothing. */
export function keepKnown(storage: Storage, wall: string, known: LastKnown): void {
	try {
		storage.setItem(keyOf(wall), JSON.stringify(known));
	} catch {
		storage.removeItem(keyOf(wall)); // half a record would be worse than none
	}
}

/** What was kept last; undefined when nothing was, or what is there is of another form. */
export function readKnown(storage: Storage, wall: string): LastKnown | undefined {
	try {
		const kept = JSON.parse(storage.getItem(keyOf(wall)) ?? 'null') as LastKnown | null; // written above
		return kept?.v === 2 ? kept : undefined;
	} catch {
		return undefined; // not ours: as if nothing was kept
	}
}
