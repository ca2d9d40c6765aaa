import { waterGauges } from '../../assets/stations.ts';
import type { NamedCity } from '../../build/buildings.ts';
import type { Feed, World } from '../world.ts';
import { decimals, HOUR, MINUTE, wander } from './course.ts';
import { devicesOf, type Device } from './device.ts';
import { jsonFeed } from './json-feed.ts';

/** How a water body answers rain. */
interface Habit {
	/** Metres above the gauge's zero in dry weather. */
	readonly usual: number;
	/** Metres that 1 mm of rain adds when all of it has come. */
	readonly rise: number;
	/** Share of an hour's rain that is felt so many hours later; they need not add up to 1. */
	readonly felt: readonly number[];
	/** m³/s at the usual level. */
	readonly flow: number;
}

/** Hills answer within the hour and are empty after six; a lake keeps what it got. The city's own numbers. */
const HABITS: Readonly<Record<string, Habit>> = {
	河道: { usual: 2.5, rise: 0.03, felt: [0.55, 1, 0.75, 0.5, 0.3, 0.15], flow: 46 },
	护城河: { usual: 1.3, rise: 0.009, felt: [1, 0.6, 0.3, 0.1], flow: 3.2 },
	湖泊: { usual: 2, rise: 0.005, felt: [0.7, 1, 1, 0.9, 0.8, 0.7], flow: 0.6 }
};

interface Gauge extends Device {
	readonly habit: Habit;
	readonly warning: number;
	/** ms until what falls upstream passes. */
	readonly lag: number;
}

/** Levels of river, moat and lake: hours of rain, hour by hour, each felt as long as it is. */
export function riverLevelFeed(named: NamedCity): Feed {
	return jsonFeed({
		layer: 'river-levels',
		every: 60,
		metrics: { level: 'm', flow: 'm3/s', warning: 'm' },
		devices: riverGauges(named),
		row: (gauge, world) => {
			const level = waterLevel(gauge, world);
			const { usual, flow } = gauge.habit;
			return {
				values: {
					level: decimals(level, 3),
					// A wide channel's rating curve: flow goes with the power 5/3 of the depth (Manning).
					flow: decimals(flow * (level / usual) ** (5 / 3), 2),
					warning: gauge.warning
				}
			};
		}
	});
}

function waterLevel({ habit: { usual, rise, felt }, lag, number }: Gauge, world: World): number {
	const { at, seed } = world;
	const rained = felt.reduce(
		(sum, share, hour) => sum + share * world.weatherAt(at - lag - hour * HOUR).rained,
		0
	);
	const season = 0.06 * wander(seed, 421, 0, at, 12 * 24 * HOUR);
	return usual * (1 + season) + rise * rained + 0.012 * wander(seed, 422, number, at, 9 * MINUTE);
}

function riverGauges(named: NamedCity): Gauge[] {
	return devicesOf(waterGauges(named).assets(), ({ values }, number) => ({
		habit: HABITS[String(values['category'])]!,
		warning: Number(values['warning_m']),
		// Gauges are numbered from south, downstream, to north.
		lag: values['category'] === '河道' ? Math.max(0, 40 - 3 * number) * MINUTE : 10 * MINUTE
	}));
}
