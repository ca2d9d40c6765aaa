import type { EpochMs } from '#lib/model/units.ts';
import { LIMITS } from '#lib/model/wire/events.ts';

/** What is on its way to a client and not yet applied. */
export class Credit {
	readonly #most: number;
	/** Sequence numbers and what each weighs, oldest first. */
	readonly #outstanding: { readonly seq: number; readonly weight: number }[] = [];
	#weight = 0;
	#waitingSince: EpochMs | undefined;

	/** At most so much may be on its way. */
	constructor(most: number) {
		this.#most = most;
	}

	get isSpent(): boolean {
		return this.#weight >= this.#most;
	}

	get isWhole(): boolean {
		return this.#outstanding.length === 0;
	}

	/** True when so much more may be sent. */
	has(weight: number): boolean {
		return this.#weight + weight <= this.#most;
	}

	sent(seq: number, weight: number, now: EpochMs): void {
		this.#outstanding.push({ seq, weight });
		this.#weight += weight;
		this.#waitingSince ??= now;
	}

	/** Everything up to `seq` (its low 32 bits) was applied; false when that is no news. */
	acknowledge(seq: number, now: EpochMs): boolean {
		const before = this.#outstanding.length;
		for (
			let first = this.#outstanding[0];
			first && ((seq - first.seq) | 0) >= 0;
			first = this.#outstanding[0]
		) {
			this.#weight -= first.weight;
			this.#outstanding.shift();
		}
		if (this.#outstanding.length === before) return false;
		this.#waitingSince = this.#outstanding.length > 0 ? now : undefined;
		return true;
	}

	/** True when nothing was applied for longer than a client may take. */
	isTooSlow(now: EpochMs): boolean {
		return this.#waitingSince !== undefined && now - this.#waitingSince > LIMITS.slowMs;
	}
}
