import type { EpochMs } from '#lib/model/units.ts';

/** Something that is to show from an instant of the server's clock on. */
interface Due {
	readonly applyAt: EpochMs;
}

/** Shows what comes when it is due, in the order in which it came: nothing older after something newer. */
export class DueInTurn<T extends Due> {
	readonly #serverNow: () => EpochMs;
	readonly #show: (next: T) => void;
	readonly #waiting = new Set<ReturnType<typeof setTimeout>>();
	#heard = 0;
	#shown = 0;

	constructor(serverNow: () => EpochMs, show: (next: T) => void) {
		this.#serverNow = serverNow;
		this.#show = show;
	}

	take(next: T): void {
		const turn = ++this.#heard;
		const show = () => {
			if (turn < this.#shown) return;
			this.#shown = turn;
			this.#show(next);
		};
		const wait = next.applyAt - this.#serverNow();
		if (wait <= 0) return show();
		const timer = setTimeout(() => {
			this.#waiting.delete(timer);
			show();
		}, wait);
		this.#waiting.add(timer);
	}

	dispose(): void {
		for (const timer of this.#waiting) clearTimeout(timer);
	}
}
