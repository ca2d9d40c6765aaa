import { AppError } from '#lib/model/errors.ts';
import type { EpochMs } from '#lib/model/units.ts';
import { FLIGHTS_A_SECOND } from '#lib/model/wall/command.ts';

/** How often a hand may lead a wall. */
export class FlightRate {
	readonly #newest = new Map<string, readonly EpochMs[]>();

	/** Counts a flight of a wall. Throws OVERLOADED when there were too many within a second. */
	take(wall: string, now: EpochMs): void {
		const recent = (this.#newest.get(wall) ?? []).filter((at) => Math.abs(now - at) < 1000);
		if (recent.length >= FLIGHTS_A_SECOND)
			throw new AppError('OVERLOADED', {
				message: `A wall flies at most ${FLIGHTS_A_SECOND} times a second: send the newest place only.`
			});
		this.#newest.set(wall, [...recent, now]);
	}
}
