import type { CityManifest } from '#lib/model/city.ts';
import type { Milliseconds } from '#lib/model/units.ts';
import { AppError } from '#lib/model/errors.ts';
import type { LiveService } from '#lib/server/live/start-live.ts';
import { tickEvery } from '#lib/server/live/tick-timer.ts';
import { logOf } from '#lib/server/log.ts';
import { CityZone } from '#lib/server/sources/city-zone.ts';
import { CityWalls } from './city-walls.ts';
import type { Machines } from './devices/machines.ts';
import { surroundingsOf } from './surroundings.ts';
import { openWallDatabase } from './wall-database.ts';

/** For health and metrics. */
export interface WallsHealth extends ReturnType<Machines['health']> {
	/** Why what walls show cannot be kept. */
	readonly failure?: string;
}

const STEP: Milliseconds = 250;

export interface OpenCityWalls {
	readonly walls: CityWalls;
	health(): WallsHealth;
	/** Time passes no longer; questions are still answered. */
	stop(): void;
	/** After `stop`. */
	close(): void;
}

/** Opens the walls of a city beside its live side, and lets time pass for them. `dir`: `<data>/walls/<city>`, made when it is missing. */
export function openCityWalls(dir: string, city: CityManifest, live: LiveService | undefined): OpenCityWalls {
	const walls = new CityWalls({
		database: openWallDatabase(dir),
		now: Date.now,
		zone: new CityZone(city.timezone),
		surroundings: surroundingsOf(city, live, Date.now),
		onChanged: (rev) => live?.changes.announce('walls', rev)
	});
	let failed = '';
	const stop = tickEvery(STEP, Date.now, () => {
		try {
			walls.tick();
			failed = '';
		} catch (thrown) {
			const error = AppError.from(thrown);
			if (error.message !== failed) logOf('walls').error({ err: error }, error.message);
			failed = error.message;
		}
	});
	return {
		walls,
		health: () => ({ ...walls.machines.health(), ...(failed !== '' && { failure: failed }) }),
		stop,
		close: () => walls.close()
	};
}
