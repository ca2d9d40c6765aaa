import type { Metres } from '#lib/model/units.ts';
import { underpasses } from '../../assets/underpasses.ts';
import type { NamedCity } from '../../build/buildings.ts';
import { unit } from '../../geometry/dice.ts';
import type { World } from '../world.ts';
import { devicesOf, type Device } from './device.ts';
import { LOOK } from './rain-course.ts';
import { sewerFills, type SewerHabit } from './sewer-water.ts';

/** Fill of the sewer below, per cent, from which it gives its water to the road. */
const RISES_AT = 90;
/** Water at which the road is closed: a car's exhaust is under water (published practice of a Chinese city). */
export const CLOSED_AT: Metres = 0.27;
/** Seconds after which the pumps have taken away two thirds of what stood there. */
const DRAINS = 420;
/** Water runs off over the rim. */
const DEEPEST: Metres = 1.8;

export interface Underpass extends Device {
	readonly pumps: number;
	/** Its own sewer, at the lowest point of the street. */
	readonly sewer: SewerHabit;
	/** Metres of water a second that a sewer at its brim gives. */
	readonly rises: number;
}

export function underpassesOf(named: NamedCity): Underpass[] {
	const { seed } = named.city.skeleton.plan;
	return devicesOf(underpasses(named).assets(), ({ values }, number) => ({
		pumps: Number(values['pumps']),
		sewer: {
			gain: 1.6 + 0.2 * unit(seed + 411, number),
			lag: 60 + 40 * unit(seed + 412, number),
			slow: 70 + 40 * unit(seed + 413, number),
			dry: 10
		},
		rises: (0.08 + 1.5 * steep(unit(seed + 414, number))) / 300
	}));
}

/** A few low points take the water of many streets. */
function steep(share: number): number {
	return share * share * share;
}

/**
 * Metres of water in an underpass: what its overfull sewer gave it in the last hour, less what the pumps took away
 * since. A function of the rain's course alone.
 */
export function waterIn({ sewer, rises }: Underpass, world: World): Metres {
	const fills = sewerFills(sewer, world);
	const kept = Math.exp(-LOOK / DRAINS);
	let depth = 0;
	for (let k = fills.length - 1; k >= 0; k--)
		depth = Math.min(DEEPEST, depth * kept + (Math.max(0, fills[k]! - RISES_AT) / 40) * rises * LOOK);
	return depth;
}
