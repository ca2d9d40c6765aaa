import type { EpochMs } from '#lib/model/units.ts';
import type { WallProgramme } from '#lib/model/wall/programme.ts';
import { askServer } from './ask-server.ts';
import { DueInTurn } from './due-in-turn.ts';

/** What is on air at a wall as the server says it. Throws the server's own error, FEED_UNREACHABLE when nobody answers. */
export const askProgramme = (wall: string, signal?: AbortSignal): Promise<WallProgramme> =>
	askServer(`/api/walls/${encodeURIComponent(wall)}/programme`, signal && { signal });

/** What one wall shows: each change from its own instant of the server's clock on. The last one stays while the server is away. */
export class Programme {
	readonly wall: string;
	#current = $state.raw<WallProgramme | undefined>();
	readonly #due: DueInTurn<WallProgramme>;
	readonly #stop = new AbortController();
	#asking = false;
	#again = false;

	/** `first`: what a page that opens begins with, at once. */
	constructor(wall: string, first: WallProgramme | undefined, serverNow: () => EpochMs) {
		this.wall = wall;
		this.#current = first;
		this.#due = new DueInTurn(serverNow, (next) => {
			if (JSON.stringify(next) !== JSON.stringify(this.#current)) this.#current = next;
		});
	}

	/** Undefined before the first answer. */
	get current(): WallProgramme | undefined {
		return this.#current;
	}

	/** Asks now, or once more when the answer on its way is here. A server that is away changes nothing. */
	refresh = async (): Promise<void> => {
		this.#again = true;
		if (this.#asking) return;
		this.#asking = true;
		while (this.#again && !this.#stop.signal.aborted) {
			this.#again = false;
			const next = await askProgramme(this.wall, this.#stop.signal).catch(
				() => undefined // what is on air stays; the link says by itself that the server is away
			);
			if (next) this.#due.take(next);
		}
		this.#asking = false;
	};

	dispose(): void {
		this.#stop.abort();
		this.#due.dispose();
	}
}
