import type { EpochMs } from '#lib/model/units.ts';

interface Waiting {
	readonly isWanted: () => boolean;
	readonly start: (now: EpochMs) => void;
}

/** Snapshots a second that are made when everyone comes at once, and how many may go before that counts. */
export const SNAPSHOTS_PER_SECOND = 50;
export const SNAPSHOT_BURST = 64;

/** Lets a bounded number of snapshots through a second, in the order in which they were asked for. */
export class SnapshotGate {
	readonly #waiting: Waiting[] = [];
	#left = SNAPSHOT_BURST;
	#filledAt: EpochMs | undefined;

	get length(): number {
		return this.#waiting.length;
	}

	/** Starts now or as soon as there is room; not at all when it is no longer wanted by then. */
	ask(isWanted: () => boolean, start: (now: EpochMs) => void, now: EpochMs): void {
		this.#waiting.push({ isWanted, start });
		this.pump(now);
	}

	/** Starts what there is room for; to be called with every tick. */
	pump(now: EpochMs): void {
		const since = Math.max(0, now - (this.#filledAt ?? now));
		this.#filledAt = now;
		this.#left = Math.min(SNAPSHOT_BURST, this.#left + (since / 1000) * SNAPSHOTS_PER_SECOND);
		while (this.#left >= 1) {
			const next = this.#waiting.shift();
			if (!next) return;
			if (!next.isWanted()) continue;
			this.#left--;
			next.start(now);
		}
	}
}
