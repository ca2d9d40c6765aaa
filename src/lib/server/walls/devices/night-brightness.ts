import type { EpochMs } from '#lib/model/units.ts';
import type { WallProfile } from '#lib/model/wall/profile.ts';
import type { CityZone } from '#lib/server/sources/city-zone.ts';

/** Part of its full brightness that a wall has at an instant, by the clock of its city. */
export function brightnessAt(
	{ night }: Pick<WallProfile, 'night'>,
	at: EpochMs,
	zone: Pick<CityZone, 'toLocal'>
): number {
	if (!night) return 1;
	const { from, to, brightness } = night;
	const time = new Date(zone.toLocal(at)).toISOString().slice(11, 16);
	const isNight = from <= to ? from <= time && time < to : from <= time || time < to;
	return isNight ? brightness : 1;
}
