import type { DatabaseSync } from 'node:sqlite';
import type { EpochMs, Milliseconds } from '#lib/model/units.ts';
import type { WallProfile } from '#lib/model/wall/profile.ts';
import type { WallList } from '#lib/model/wall/wall-list.ts';
import type { CityZone } from '#lib/server/sources/city-zone.ts';
import { Machines } from './devices/machines.ts';
import { Walls, type WallsOptions } from './walls.ts';

/** Somebody who asked for the walls looks at them for so long. */
const LOOKS_FOR: Milliseconds = 10_000;

export interface CityWallsOptions extends WallsOptions {
	readonly zone: Pick<CityZone, 'toLocal'>;
}

/** Walls of a city, the machines that show them, and what the desk is told of both. */
export class CityWalls {
	readonly walls: Walls;
	readonly machines: Machines;
	readonly #database: DatabaseSync;
	readonly #now: () => EpochMs;
	#lookedAt: EpochMs = -Infinity;

	/** The database is closed with it. */
	constructor({ zone, ...options }: CityWallsOptions) {
		const { now, database } = options;
		this.#database = database;
		this.#now = now;
		this.walls = new Walls(options);
		this.machines = new Machines({ database, walls: this.walls, now, zone });
	}

	list(): WallList {
		const { rev, profiles, scenes, playlists, origins } = this.walls;
		return {
			rev,
			now: this.#now(),
			walls: profiles.map((profile) => ({
				profile,
				programme: this.walls.programme(profile.id),
				nodes: this.machines.statesOf(profile)
			})),
			scenes,
			playlists,
			origins,
			waiting: this.machines.waiting()
		};
	}

	/** Somebody looks: machines send pictures of themselves for a while. */
	look(): void {
		this.#lookedAt = this.#now();
	}
	get isLookedAt(): boolean {
		return Math.abs(this.#now() - this.#lookedAt) < LOOKS_FOR;
	}

	/** Machines whose places it has no longer belong to no wall any more. Throws INPUT_INVALID, OVERLOADED. */
	keepWall(profile: WallProfile, by: string): void {
		this.walls.keepProfile(profile, by);
		this.machines.revokeBeyond(profile, by);
	}
	/** Its machines belong to no wall any more. Throws NOT_FOUND for one that nobody made. */
	forgetWall(id: string, by: string): void {
		this.walls.forget('profile', id, by);
		this.machines.revokeAll(id, by);
	}

	/** Takes what time brought by now; call it some times a second. */
	tick(): void {
		this.walls.tick();
		this.machines.tick();
	}

	close(): void {
		this.#database.close();
	}
}
