import type { EpochMs, Milliseconds, Seconds } from '#lib/model/units.ts';
import type { WallNode } from '#lib/model/wall/profile.ts';
import type { WallHealth } from '#lib/model/wall/programme.ts';

/** A machine whose heap is larger has its page loaded anew, MB. The whole budget is 1200. */
export const HEAP_FOR_RELOAD = 1000;
/** The same of all that its browser holds, heap or not, MB: half of what its service may have. */
export const RESIDENT_FOR_RELOAD = 3000;
/** A page that is so young is not loaded anew for its memory: that would give nothing back. */
const SETTLED: Seconds = 600;
/** One that was told and is not back by then has lost its turn. */
export const TURN: Milliseconds = 60_000;

type Place = Pick<WallNode, 'column' | 'row'>;

interface Reporting {
	readonly health: WallHealth;
	readonly now: EpochMs;
	/** Nothing moves on the wall. */
	readonly quiet: boolean;
	/** Its page is of another version of the program. */
	readonly outdated: boolean;
}

/** Which machine may load its page anew: one of a wall at a time, so that the others hold the picture. */
export class ReloadTurns {
	/** By wall, the places that somebody asked it for. */
	readonly #asked = new Map<string, Set<string>>();
	readonly #turns = new Map<string, { readonly place: string; readonly since: EpochMs }>();

	/** Somebody at the desk wants it. */
	ask(wall: string, place: Place): void {
		const asked = this.#asked.get(wall) ?? new Set();
		this.#asked.set(wall, asked.add(keyOf(place)));
	}

	/** True when a machine that reports should load its page anew. */
	isDue(wall: string, place: Place, { health, now, quiet, outdated }: Reporting): boolean {
		const key = keyOf(place);
		const turn = this.#turns.get(wall);
		const asked = this.#asked.get(wall);
		if (turn && turn.place === key && health.uptime * 1000 < now - turn.since) {
			// It is another page than the one that was told.
			this.#turns.delete(wall);
			asked?.delete(key);
			return false;
		}
		const wanted = asked?.has(key) === true || outdated || isFull(health);
		if (!wanted || !quiet) return false;
		const taken = turn && turn.place !== key && now - turn.since < TURN;
		if (taken) return false;
		if (turn?.place !== key) this.#turns.set(wall, { place: key, since: now });
		return true;
	}
}

const isFull = ({ heap = 0, resident = 0, uptime }: WallHealth): boolean =>
	uptime >= SETTLED && (heap > HEAP_FOR_RELOAD || resident > RESIDENT_FOR_RELOAD);

const keyOf = ({ column, row }: Place): string => `${column} ${row}`;
