import type { CityManifest } from '#lib/model/city.ts';
import type { ReplaySource } from './replay-source.ts';
import { openTransitReplay } from './transit-replay.ts';
import { openTripsReplay } from './trips-replay.ts';

/** The live layers that a city pack gives: its timetables and its recorded journeys. */
export function openSources(packDir: string, city: CityManifest): readonly ReplaySource[] {
	return city.datasets.flatMap((dataset): ReplaySource[] => {
		if (dataset.kind === 'transit') return [openTransitReplay(packDir, city.id, dataset)];
		if (dataset.kind === 'trips') return [openTripsReplay(packDir, city.id, dataset)];
		return [];
	});
}
