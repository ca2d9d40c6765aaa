import type { EpochMs, Milliseconds } from '#lib/model/units.ts';
import { chanceOf } from '../chance.ts';

/** Shares of devices that drift, and whose clock was set to the wrong hour. */
const DRIFTING = 0.012;
const LYING = 0.003;
/** A drifting sensor is mended after so long, and begins anew. */
const MENDED: Milliseconds = 14 * 86_400_000;
/** What it has gone off by then. */
const WORST = 0.12;

export interface DeviceFault {
	/** What is added to its first value, as a share of it. */
	readonly drift: number;
	/** How far its clock runs ahead. */
	readonly clockAhead: Milliseconds;
}

const NONE: DeviceFault = { drift: 0, clockAhead: 0 };
const known = new Map<string, number>();
const MOST_KNOWN = 100_000;

/** What is wrong with a device for as long as it stands there: always the same of a seed. */
export function faultyDevice(seed: number, id: string, at: EpochMs): DeviceFault {
	const key = `${seed} ${id}`;
	let chance = known.get(key);
	if (chance === undefined) {
		if (known.size >= MOST_KNOWN) known.clear();
		known.set(key, (chance = chanceOf(seed, ['device', id])));
	}
	if (chance < DRIFTING) {
		const since = (at + chance * 1e6 * MENDED) % MENDED;
		return { drift: (chance < DRIFTING / 2 ? WORST : -WORST) * (since / MENDED), clockAhead: 0 };
	}
	return chance > 1 - LYING ? { drift: 0, clockAhead: 3_600_000 } : NONE;
}
