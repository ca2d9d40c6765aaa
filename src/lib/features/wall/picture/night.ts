import { formatMinute } from '#lib/ui/format.ts';
import type { EpochMs } from '#lib/model/units.ts';
import type { WallProfile } from '#lib/model/wall/profile.ts';

/** Below this white on the night's black is read at less than 4.5 to 1. */
const LEAST_BRIGHTNESS = 0.5;

/** How bright a wall is at an instant, 0.5 to 1; 1 outside of its night hours. Hours may go over midnight. */
export function brightnessAt(night: WallProfile['night'], timezone: string, at: EpochMs): number {
	if (!night || night.from === night.to) return 1;
	const now = formatMinute('en', timezone, at);
	const isNight =
		night.from < night.to ? now >= night.from && now < night.to : now >= night.from || now < night.to;
	return isNight ? Math.max(LEAST_BRIGHTNESS, night.brightness) : 1;
}
