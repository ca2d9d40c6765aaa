import type { EpochMs } from '#lib/model/units.ts';

/** Places that a picture wanders through, CSS pixels right and down: against burning in. */
const PLACES = [
	[0, 0],
	[2, 0],
	[2, 2],
	[0, 2],
	[-2, 2],
	[-2, 0],
	[-2, -2],
	[0, -2],
	[2, -2]
] as const;
const STEP_MS = 600_000;

/** Where the picture stands at an instant of the server's clock: another place every ten minutes. */
export function wanderedBy(serverNow: EpochMs): readonly [right: number, down: number] {
	return PLACES[Math.floor(serverNow / STEP_MS) % PLACES.length] ?? PLACES[0];
}
