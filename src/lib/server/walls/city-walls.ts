import type { DatabaseSync } from 'node:sqlite';
import type { EpochMs, Milliseconds } from '#lib/model/units.ts';
import type { WallList } from '#lib/model/wall/wall-list.ts';
import { NodeReports } from './node-reports.ts';
import { openWallDatabase } from './wall-database.ts';
import { Walls, type WallsOptions } from './walls.ts';

/** Somebody who asked for walls or their pictures looks at them for so long. */
const LOOKS_FOR: Milliseconds = 10_000;

export interface CityWallsOptions extends Pick<WallsOptions, 'now' | 'surroundings' | 'onChanged'> {
	/** `<data>/walls/<city>`, made when it is missing. */
	readonly dir: string;
}

/** Walls of a city, the machines that show them, and what the desk is told of both. */
export class CityWalls {
	readonly walls: Walls;
	readonly reports = new NodeReports();
	readonly #database: DatabaseSync;
	readonly #now: () => EpochMs;
	#lookedAt: EpochMs = -Infinity;

	constructor({ dir, ...options }: CityWallsOptions) {
		this.#database = openWallDatabase(dir);
		this.#now = options.now;
		this.walls = new Walls({ ...options, database: this.#database });
	}

	list(): WallList {
		const now = this.#now();
		const { rev, profiles, scenes, playlists } = this.walls;
		return {
			rev,
			now,
			walls: profiles.map((profile) => {
				const { id } = profile;
				const revisions = this.walls.revisions(id);
				return {
					profile,
					programme: this.walls.programme(id),
					nodes: profile.nodes.map((node) =>
						this.reports.stateOf(id, node, { now, revisions, expected: false })
					)
				};
			}),
			scenes,
			playlists,
			waiting: []
		};
	}

	/** Somebody looks: machines send pictures of themselves for a while. */
	looked(): void {
		this.#lookedAt = this.#now();
	}
	get isLookedAt(): boolean {
		return Math.abs(this.#now() - this.#lookedAt) < LOOKS_FOR;
	}

	/** Its machines belong to no wall any more. Throws NOT_FOUND for one that nobody made. */
	forgetWall(id: string, by: string): void {
		const { nodes } = this.walls.profile(id);
		this.walls.forget('profile', id, by);
		for (const node of nodes) this.reports.forget(id, node);
	}

	tick(): void {
		this.walls.tick();
	}

	close(): void {
		this.#database.close();
	}
}
