import type { CitySession } from '../map/session.svelte.ts';

/** Past this the map may take as long as it likes, ms. */
const PATIENCE_MS = 10_000;

/**
 * Until a page's first picture is complete, line and processor are the map's alone; what asks for rows waits so long.
 * Made while a component is made, ends with it.
 */
export class MapFirst {
	#over = $state(false);

	constructor(session: Pick<CitySession, 'picture' | 'sceneError' | 'trouble'>) {
		$effect(() => {
			if (this.#over) return;
			const isThere = session.picture !== undefined && session.picture.state !== 'loading';
			if (isThere || session.sceneError || session.trouble) {
				this.#over = true;
				return;
			}
			const timer = setTimeout(() => (this.#over = true), PATIENCE_MS);
			return () => clearTimeout(timer);
		});
	}

	/** The picture is there, or there will be none, or it takes too long to wait for. */
	get over(): boolean {
		return this.#over;
	}
}
