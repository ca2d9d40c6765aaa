import { springs } from '../../assets/springs.ts';
import type { NamedCity } from '../../build/buildings.ts';
import type { Survey } from '../../build/survey.ts';
import { cosineOfTurns } from '../../geometry/turn.ts';
import { cityTime } from '../city-clock.ts';
import type { Feed } from '../world.ts';
import { decimals, HOUR, wander } from './course.ts';
import { devicesOf } from './device.ts';
import { jsonFeed } from './json-feed.ts';

/** Metres above a spring's mouth that the groundwater stands in a usual year. */
const ABOVE = 0.9;

/**
 * Springs live on old rain: their level follows the year, highest in September after the monsoon and lowest in June,
 * and what they give follows the water above their mouth (Darcy).
 */
export function springFeed(named: NamedCity, survey: Survey): Feed {
	return jsonFeed({
		layer: 'springs',
		every: 60,
		metrics: { level: 'm', flow: 'm3/s' },
		devices: devicesOf(springs(named, survey).assets(), ({ values }) => ({
			mouth: Number(values['mouth_m']),
			usual: Number(values['usual_litres_s']) / 1000
		})),
		row: ({ mouth, usual, number }, { at, seed }) => {
			const year = 0.42 * cosineOfTurns(cityTime(at).ofYear - 0.72);
			const years = 0.16 * wander(seed, 431, 0, at, 90 * 24 * HOUR);
			const own = 0.02 * wander(seed, 432, number, at, 2 * HOUR);
			const above = Math.max(0, ABOVE + year + years + own);
			return {
				values: { level: decimals(mouth + above, 3), flow: decimals((usual * above) / ABOVE, 4) }
			};
		}
	});
}
