import { gasDetectors } from '../../assets/gas-detectors.ts';
import type { NamedCity } from '../../build/buildings.ts';
import type { Survey } from '../../build/survey.ts';
import { demandAt } from '../demand.ts';
import type { Point } from '../../geometry/point.ts';
import type { Feed, World } from '../world.ts';
import { clamp, decimals, HOUR, MINUTE, wander } from './course.ts';
import { devicesOf, type Device } from './device.ts';
import { jsonFeed } from './json-feed.ts';
import { atNearest, feltAt } from './near.ts';

/** Metres around a leak within which methane is found, and within which the pipes lose pressure. */
const [SMELT, FELT] = [1500, 2500];
/** Methane at the leak, per cent of the lower explosive limit. */
const AT_THE_LEAK = 68;

/** The well that leaks: the one nearest to where it is said to be. */
type Where = (place: Point) => Point;

interface Detector extends Device {
	/** Pressure of its pipe, kPa. */
	readonly pipe: number;
}

/** Methane in valve wells and kitchens, and the pressure of the pipe. */
export function gasFeed(named: NamedCity, survey: Survey): Feed {
	const detectors = devicesOf(gasDetectors(named, survey).assets(), ({ values }) => ({
		pipe: Number(values['pipe_kpa'])
	}));
	const where = atNearest(detectors);
	return jsonFeed({
		layer: 'gas',
		every: 30,
		metrics: { methane: '%', pressure: 'kPa' },
		devices: detectors,
		row: (detector, world) => ({
			values: { methane: methaneAt(detector, world, where), pressure: pressureAt(detector, world, where) }
		})
	});
}

function methaneAt({ number, at }: Detector, world: World, where: Where): number {
	const usual = 0.5 + 0.35 * wander(world.seed, 511, number, world.at, HOUR);
	const found = feltAt(world, 'gas-leak', at, SMELT, where);
	// A cloud thins out faster than straight from where it rises.
	return decimals(clamp(usual + AT_THE_LEAK * found * Math.sqrt(found), 0, 100), 2);
}

/** Pipes sink a little when all cook, and near a leak. */
function pressureAt({ pipe, number, at }: Detector, world: World, where: Where): number {
	const drawn = 0.06 * demandAt(world);
	const own = 0.008 * wander(world.seed, 512, number, world.at, 10 * MINUTE);
	const lost = 0.28 * feltAt(world, 'gas-leak', at, FELT, where);
	return decimals(pipe * (1 - drawn - lost + own), 3);
}
