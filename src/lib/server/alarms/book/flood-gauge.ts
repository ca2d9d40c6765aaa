import type { AlarmFlood } from '#lib/model/alarm.ts';
import type { EpochMs, Milliseconds } from '#lib/model/units.ts';

export const FLOOD_WINDOW: Milliseconds = 600_000;
/** More new alarms than this within the window begin a flood; fewer than that end it. */
const BEGINS_ABOVE = 10;
const ENDS_BELOW = 5;

/** How many alarms are new, and whether that is a flood. */
export class FloodGauge {
	#raised: EpochMs[];
	#since: EpochMs | undefined;

	constructor(raised: readonly EpochMs[] = [], since?: EpochMs) {
		this.#raised = [...raised];
		this.#since = since;
	}

	get since(): EpochMs | undefined {
		return this.#since;
	}

	add(at: EpochMs): void {
		this.#raised.push(at);
	}

	/** True when a flood begins or ends by now. */
	update(now: EpochMs): boolean {
		if (this.#raised.length === 0 && this.#since === undefined) return false;
		this.#raised = this.#raised.filter((at) => at > now - FLOOD_WINDOW);
		const recent = this.#raised.length;
		const [was, is] = [
			this.#since !== undefined,
			recent > BEGINS_ABOVE || (this.#since !== undefined && recent >= ENDS_BELOW)
		];
		if (was === is) return false;
		this.#since = is ? now : undefined;
		return true;
	}

	flood(now: EpochMs): AlarmFlood | undefined {
		if (this.#since === undefined) return undefined;
		return { since: this.#since, recent: this.#raised.filter((at) => at > now - FLOOD_WINDOW).length };
	}
}
